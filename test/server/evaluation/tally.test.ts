import { Ballot, EvaluationRound, SubjectResult } from '../../../entities'
import { defaultTemplate } from '../../../server/domain/evaluation/defaultTemplate'
import type { GroupResult } from '../../../server/domain/evaluation/results'
import { formatHundredths } from '../../../server/domain/scoring/hundredths'
import { type Grade, gradeLabels, type RaterGroup } from '../../../server/domain/scoring/terms'
import vectors from '../../domain/scoringVectors.json'
import { describeEachDatabase } from '../../support/perDatabase'
import { office, openStage, type Stage } from './evaluationStage'
import { countGolden, type GoldenSubject, goldenRound } from './goldenRound'

const points = { ...defaultTemplate, version: 'POINTS-TEST', inputMode: 'POINTS' as const }
const text = (score: number | null | undefined) =>
  score === null || score === undefined ? null : formatHundredths(score)

describeEachDatabase('counting a round', (db) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage(db.url)
  })
  afterAll(() => stage.close())

  const resultOf = (roundId: string) => stage.house.source.manager.findOneByOrFail(SubjectResult, { roundId })
  const meanOf = (row: SubjectResult, group: RaterGroup) =>
    (row.groups as GroupResult[]).find((one) => one.group === group)?.mean

  it.each(['G1', 'G2', 'G3a', 'G3b', 'G3c'] as const)(
    'R51: %s of rules §4.5 comes out of the real tables to the hundredth',
    async (name) => {
      const { expect: wanted, ...golden } = vectors[name]
      const template = golden.mode === 'POINTS' ? points : defaultTemplate
      const roundId = await goldenRound(stage, [golden as GoldenSubject], template)
      await countGolden(stage, roundId)
      const row = await resultOf(roundId)
      const groups = Object.keys(golden.issued) as RaterGroup[]
      const means = Object.fromEntries(groups.map((group) => [group, text(meanOf(row, group))]))
      expect(means).toEqual(
        Object.fromEntries(groups.map((group) => [group, (wanted as Record<string, unknown>)[group] ?? null])),
      )
      expect(text(row.totalHundredths)).toBe(wanted.total)
      // One graded member alone is above the share of a third: the band stands, the cap lowers the proposal.
      const capped = row.flags.includes('LIMITED_BY_QUOTA')
      expect(capped ? '优秀' : gradeLabels[row.suggestedGrade as Grade]).toBe(wanted.grade)
      const flags = (wanted as { flags?: string[] }).flags ?? []
      expect(row.flags.filter((flag) => flag !== 'LIMITED_BY_QUOTA')).toEqual(flags)
    },
  )

  const member = (peers: number, peerBallots: string[], masses: number, massesBallots: string[]): GoldenSubject => ({
    kind: 'MEMBER',
    issued: { SELF: 1, PEER: peers, MASSES: masses, ORG: 1 },
    ballots: { SELF: ['AAAAA'], PEER: peerBallots, MASSES: massesBallots, ORG: ['AAAAA'] },
  })
  const times = (count: number, answers: string): string[] => Array(count).fill(answers)

  it('20: exactly half of the peers is not more than half, and 0 valid masses do not count', async () => {
    const roundId = await goldenRound(stage, [member(8, times(4, 'AAAAA'), 9, times(9, 'UUUUU'))])
    await countGolden(stage, roundId)
    const row = await resultOf(roundId)
    expect([meanOf(row, 'PEER'), meanOf(row, 'MASSES'), row.totalHundredths, row.suggestedGrade]).toEqual([
      null,
      null,
      null,
      null,
    ])
    expect([...row.flags].sort()).toEqual(['MASSES_BELOW_MIN', 'NO_RESULT', 'PEER_QUORUM_FAILED'])
  })

  it('20: one peer more is enough, and the weight of the masses is shared out', async () => {
    const roundId = await goldenRound(stage, [member(8, times(5, 'BBBBB'), 9, times(9, 'UUUUU'))])
    await countGolden(stage, roundId)
    const row = await resultOf(roundId)
    // (10×100.00 + 30×85.00 + 20×100.00) / 60
    expect([meanOf(row, 'PEER'), row.totalHundredths]).toEqual([8500, 9250])
    expect(row.flags).toContain('MASSES_BELOW_MIN')
  })

  it('5: two valid ballots of the masses are not shown anywhere, whatever the reader', async () => {
    const roundId = await goldenRound(stage, [member(6, times(6, 'BBBBB'), 2, times(2, 'DDDDD'))])
    await countGolden(stage, roundId)
    const { secretary } = await stage.officers('digital')
    const { results } = await stage.call('round.read', secretary, { roundId })
    const [result] = results ?? []
    expect(result?.groups.find((group) => group.group === 'MASSES')?.mean).toBeNull()
    expect(result?.flags).toContain('MASSES_BELOW_MIN')
    expect(JSON.stringify((await resultOf(roundId)).groups)).not.toContain('5000')
  })

  it('13: with a 一票否决 the proposal is 基本合格 at most, whatever the score', async () => {
    const subject = { ...member(6, times(6, 'AAAAA'), 9, times(9, 'AAAAA')), vetoDocument: '江岳纪〔2026〕3号' }
    const roundId = await goldenRound(stage, [subject])
    await countGolden(stage, roundId)
    const row = await resultOf(roundId)
    expect([row.totalHundredths, row.suggestedGrade, row.flags]).toEqual([10000, 'BASICALLY_QUALIFIED', ['VETO']])
  })

  it('shows nobody any result before the count, the office and the scrutineers included', async () => {
    const roundId = await goldenRound(stage, [member(6, times(6, 'AAAAA'), 9, times(9, 'AAAAA'))])
    const { secretary, committee } = await stage.officers('digital')
    const readers = [secretary, ...committee, office]
    const seen = async () =>
      Promise.all(readers.map(async (reader) => (await stage.call('round.read', reader, { roundId })).results))
    expect(await seen()).toEqual(readers.map(() => null))
    expect(await stage.refusal('round.table1', secretary, { roundId })).toBe('grade.unconfirmed')
    expect(await stage.refusal('round.table1', office, { roundId })).toBe('permission.denied')
    await countGolden(stage, roundId)
    const after = await seen()
    expect(after.map((results) => results?.length ?? 0)).toEqual(readers.map((reader) => (reader === office ? 0 : 1)))
  })

  it('counts once, however many ask at the same instant', async () => {
    const roundId = await goldenRound(stage, [member(6, times(6, 'AABBA'), 9, times(9, 'BABAA'))])
    stage.house.setToday('2026-09-09')
    const { scrutineerIds, revision } = await stage.round(roundId)
    const ask = (name: 'round.close' | 'round.tally', at: number) =>
      Promise.allSettled(
        [0, 1, 0, 1].map((which) => stage.call(name, scrutineerIds[which] ?? '', { roundId, revision: at })),
      )
    const won = (outcomes: PromiseSettledResult<unknown>[]) =>
      outcomes.filter((one) => one.status === 'fulfilled').length
    const codes = (outcomes: PromiseSettledResult<unknown>[]) =>
      new Set(outcomes.flatMap((one) => (one.status === 'rejected' ? [String(one.reason.code)] : [])))
    const closes = await ask('round.close', revision)
    expect(won(closes)).toBe(1)
    const tallies = await ask('round.tally', revision + 1)
    expect(won(tallies)).toBe(1)
    for (const code of [...codes(closes), ...codes(tallies)])
      expect(['record.changed', 'workflow.wrongState']).toContain(code)
    expect(await stage.house.source.manager.countBy(SubjectResult, { roundId })).toBe(1)
    stage.house.setToday('2026-09-01')
  })

  it('keeps of the inputs their hash only, the same for the same box in any order', async () => {
    const roundId = await goldenRound(stage, [
      member(6, ['ABBAA', 'AAAAA', 'BBCBA', 'ABBBA', 'BABAA'], 9, times(6, 'CCDCB')),
    ])
    await countGolden(stage, roundId)
    const round = await stage.round(roundId)
    expect(round.checksum).toMatch(/^[0-9a-f]{64}$/)
    const everything = JSON.stringify([
      await stage.house.source.manager.find(EvaluationRound),
      await stage.house.source.manager.find(SubjectResult),
      await stage.house.source.query('select * from audit_entry'),
      await stage.house.source.query('select * from outbox_message'),
    ])
    expect(everything).not.toMatch(/BBCBA|CCDCB/)
    expect(await stage.house.source.manager.countBy(Ballot, { roundId, answers: 'CCDCB' })).toBe(6)
  })
})
