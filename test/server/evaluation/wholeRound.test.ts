import { AuditEntry, EvaluationCampaign, EvaluationRound, OutboxMessage, OutboxSubject } from '../../../entities'
import type { Input } from '../../../server/contract'
import { ballotMinutes } from '../../../server/domain/evaluation/ballotMinutes'
import { describeByTurn } from '../../support/perDatabase'
import { persona } from '../organisation/house'
import { meeting, office, openStage, type Stage } from './evaluationStage'

type RoundCall =
  | 'round.freeze'
  | 'round.openVoting'
  | 'round.close'
  | 'round.strip'
  | 'round.tally'
  | 'round.confirm'
  | 'round.report'
  | 'round.acceptReport'
  | 'round.returnReport'

describeByTurn('R51–R58: a half-year round from the list to 表1', (db) => {
  let stage: Stage
  let roundId: string
  let secretary: string
  let scrutineer: string
  beforeAll(async () => {
    stage = await openStage(db.url)
    secretary = (await stage.officers('digital')).secretary
  })
  afterAll(() => stage.close())

  /** Every step of the round but the allowed ones, each by the one who might do it at another time. */
  async function expectForbidden(allowed: RoundCall[]): Promise<void> {
    const { revision } = await stage.round(roundId)
    const [subject] = await stage.subjects(roundId)
    const subjectId = subject?.id ?? roundId
    const rest = { roundId, revision }
    const decisions = [{ subjectId, grade: 'QUALIFIED' }]
    const inputs: { [Name in RoundCall]: [string, Input<Name>] } = {
      'round.freeze': [secretary, { ...rest, scrutineerIds: [office, secretary] }],
      'round.openVoting': [secretary, { ...rest, votingToDay: '2026-09-20' }],
      'round.close': [scrutineer, rest],
      'round.strip': [scrutineer, { ...rest, sealedCode: 'AAAA', listHash: '0'.repeat(64) }],
      'round.tally': [scrutineer, rest],
      'round.confirm': [secretary, { ...rest, meeting: meeting('2026-09-01'), decisions }],
      'round.report': [secretary, rest],
      'round.acceptReport': [office, rest],
      'round.returnReport': [office, { ...rest, reason: '请核对会议记录' }],
    }
    for (const name of Object.keys(inputs) as RoundCall[]) {
      if (allowed.includes(name)) continue
      const [personId, input] = inputs[name]
      // Before anybody is a scrutineer nobody may close or count.
      const code = scrutineer || !/close|strip|tally/.test(name) ? 'workflow.wrongState' : 'permission.denied'
      expect([name, await stage.refusal(name, personId || office, input)]).toEqual([name, code])
    }
    expect((await stage.round(roundId)).revision).toBe(revision)
  }

  const allowed = async (personId: string) => (await stage.call('round.read', personId, { roundId })).allowed
  const state = async () => (await stage.round(roundId)).state

  it('R52, R53: the office opens one round for every branch, with a locked template and the last day of the half', async () => {
    roundId = (await stage.open('digital')).id
    scrutineer = ''
    const campaign = await stage.house.source.manager.findOneByOrFail(EvaluationCampaign, { half: '2026H2' })
    expect(campaign).toMatchObject({ templateVersion: 'DEFAULT-2026.1', dueDay: '2026-12-31', state: 'RUNNING' })
    const rounds = await stage.house.source.manager.findBy(EvaluationRound, { evaluationCampaignId: campaign.id })
    expect(rounds.map((round) => round.state)).toEqual(Array(5).fill('PREPARING'))
    expect(await allowed(secretary)).toEqual(['freezeRoster'])
    await expectForbidden(['round.freeze'])
  })

  it('refuses a second campaign for the half-year and one for a half-year to come', async () => {
    const input = { half: '2026H2', title: '再评一次', basisNumber: '江岳机委发〔2026〕10号' }
    expect(await stage.refusal('evaluation.open', office, input)).toBe('evaluation.halfTaken')
    expect(await stage.refusal('evaluation.open', office, { ...input, half: '2027H1' })).toBe('evaluation.halfWrong')
    expect(await stage.refusal('evaluation.open', secretary, { ...input, half: '2026H1' })).toBe('permission.denied')
    const { nextHalf, mayOpen } = await stage.call('evaluation.rounds', office, {})
    expect([nextHalf, mayOpen]).toEqual([null, true])
  })

  it('shows the office every branch and a secretary the own one only', async () => {
    expect((await stage.call('evaluation.rounds', office, {})).rounds).toHaveLength(5)
    const { rounds } = await stage.call('evaluation.rounds', secretary, {})
    expect(rounds.map((round) => round.branchName)).toEqual(['信息支部'])
    expect(await stage.refusal('evaluation.rounds', persona('masses').personId, {})).toBe('permission.denied')
    expect(await stage.refusal('round.read', persona('member').personId, { roundId })).toBe('permission.denied')
  })

  it('freezes the list by the secretary alone', async () => {
    const { committee } = await stage.officers('digital')
    const { revision } = await stage.round(roundId)
    const input = { roundId, scrutineerIds: committee.slice(0, 2), revision }
    expect(await stage.refusal('round.freeze', committee[0] ?? '', input)).toBe('permission.denied')
    expect(await stage.refusal('round.freeze', office, input)).toBe('permission.denied')
    const answer = await stage.freeze(roundId)
    expect(answer).toMatchObject({ subjects: 13, voters: 26 })
    scrutineer = (await stage.round(roundId)).scrutineerIds[0] ?? ''
    expect(await allowed(secretary)).toEqual(['openVoting'])
    await expectForbidden(['round.openVoting'])
  })

  it('opens the vote for five working days at least and tells everyone on the roll by one card', async () => {
    const { earliestVotingEnd } = await stage.call('round.read', secretary, { roundId })
    expect(earliestVotingEnd).toBe('2026-09-08')
    const revision = (await stage.round(roundId)).revision
    const open = (votingToDay: string) =>
      stage.refusal('round.openVoting', secretary, { roundId, votingToDay, revision })
    expect(await open('2026-09-07')).toBe('round.windowShort')
    expect(await open('2026-10-03')).toBe('round.windowLong')
    expect(await open('2027-01-01')).toBe('round.windowLate')
    await stage.startVote(roundId, '2026-09-08')
    const cards = await stage.house.source.manager.findBy(OutboxMessage, { kind: 'ballot' })
    const told = await stage.house.source.manager.find(OutboxSubject)
    expect(cards.every((card) => card.dedupeKey === `votingOpened:${roundId}:${card.personId}`)).toBe(true)
    expect(told.filter((row) => row.subjectKey.startsWith(`ballot:${roundId}:`))).toHaveLength(cards.length)
    for (const { personId, card } of cards) {
      const { subjects, items } = await stage.call('ballot.sheet', personId, { roundId })
      const minutes = ballotMinutes(subjects, (kind) => items[kind].length)
      const said = JSON.stringify(card)
      if (minutes > 0) expect(said).toContain(`约${minutes}分钟`)
      else expect(said).not.toContain('分钟')
    }
    // One voter has no account.
    const { unreachable } = await stage.call('round.read', secretary, { roundId })
    expect(unreachable).toHaveLength(1)
    expect(cards.length).toBe((await stage.voters(roundId)).length - 1)
    expect(await allowed(scrutineer)).toContain('close')
    await expectForbidden(['round.close'])
  })

  it('closes when everybody has voted, and not a ballot sooner', async () => {
    const revision = (await stage.round(roundId)).revision
    expect(await stage.refusal('round.close', secretary, { roundId, revision })).toBe('permission.denied')
    const [last = '', ...others] = (await stage.voters(roundId)).filter((voter) => voter !== secretary)
    for (const voter of [secretary, ...others]) await stage.castAll(roundId, voter)
    expect(await stage.refusal('round.close', scrutineer, { roundId, revision })).toBe('round.votingGoesOn')
    await stage.castAll(roundId, last)
    await stage.call('round.close', scrutineer, { roundId, revision })
    expect(await state()).toBe('CLOSED')
    await expectForbidden(['round.strip', 'round.tally'])
  })

  it('counts by both scrutineers, never by the secretary', async () => {
    const input = { roundId, revision: (await stage.round(roundId)).revision }
    expect(await stage.refusal('round.tally', secretary, input)).toBe('permission.denied')
    expect(await stage.refusal('round.tally', scrutineer, input)).toBe('round.notStripped')
    await stage.tally(roundId)
    expect((await stage.round(roundId)).checksum).toMatch(/^[0-9a-f]{64}$/)
    expect(await allowed(secretary)).toEqual(['confirmGrades'])
    expect(await allowed(office)).toEqual([])
    await expectForbidden(['round.confirm'])
  })

  it('R55: is complete on the day of the meeting that gave the last grade, with ten days to report (R57)', async () => {
    stage.house.setToday('2026-09-10')
    expect(await stage.confirmAll(roundId, '2026-09-09')).toEqual({ completed: true, waitingFor: [] })
    const { round } = await stage.call('round.read', secretary, { roundId })
    expect(round).toMatchObject({
      state: 'COMPLETED',
      completedDay: '2026-09-09',
      reportDueDay: '2026-09-19',
      late: false,
    })
    await expectForbidden(['round.report'])
  })

  it('R57: reports 表1, gets it back with a reason, reports again, and is accepted', async () => {
    const revision = async () => (await stage.round(roundId)).revision
    const { committee } = await stage.officers('digital')
    expect(await stage.refusal('round.report', committee[0] ?? '', { roundId, revision: await revision() })).toBe(
      'permission.denied',
    )
    await stage.call('round.report', secretary, { roundId, revision: await revision() })
    expect(await allowed(office)).toEqual(['accept', 'return'])
    await expectForbidden(['round.acceptReport', 'round.returnReport'])
    const wrong = { roundId, revision: await revision(), reason: '不行' }
    expect(await stage.refusal('round.returnReport', office, wrong)).toBe('return.reasonShort')
    expect(await stage.refusal('round.returnReport', secretary, { ...wrong, reason: '请核对会议记录' })).toBe(
      'permission.denied',
    )
    await stage.call('round.returnReport', office, { ...wrong, reason: '请核对会议记录' })
    expect((await stage.call('round.read', secretary, { roundId })).returnReason).toBe('请核对会议记录')
    await expectForbidden(['round.report'])
    await stage.call('round.report', secretary, { roundId, revision: await revision() })
    await stage.call('round.acceptReport', office, { roundId, revision: await revision() })
    expect(await state()).toBe('ACCEPTED')
    await expectForbidden([])
  })

  it('leaves an audit line of every act, and none of any ballot', async () => {
    const lines = await stage.house.source.manager.findBy(AuditEntry, { subjectId: roundId })
    const actions = lines.map((line) => line.action).sort()
    expect(actions).toEqual(
      [
        'round.prepare',
        'round.freeze',
        'round.setLock',
        'round.setLock',
        'round.openVoting',
        // Of 支委会 and 机关党委, which are no secret ballots.
        ...Array(3).fill('round.enterSheets'),
        'round.close',
        'round.strip',
        'round.tally',
        'round.confirm',
        'round.confirm',
        'round.report',
        'round.report',
        'round.returnReport',
        'round.acceptReport',
      ].sort(),
    )
    const sheets = lines.filter(({ action }) => action === 'round.enterSheets')
    for (const { change } of sheets)
      expect(Object.keys(change as object).sort()).toEqual(['groups', 'minutesNumber', 'sheets'])
    const all = await stage.house.source.manager.find(AuditEntry)
    expect(all.filter((line) => /ballot/.test(line.action + line.subjectKind))).toEqual([])
  })

  it('refuses somebody who works on an old page', async () => {
    const { id } = await stage.house.source.manager.findOneByOrFail(EvaluationRound, { state: 'PREPARING' })
    const branch = (await stage.call('round.read', office, { roundId: id })).round.branchId
    const known = ['general', 'finance', 'production', 'marketing']
    const officers = await Promise.all(known.map((key) => stage.officers(key)))
    const rounds = await Promise.all(officers.map(({ secretary: each }) => stage.call('evaluation.rounds', each, {})))
    const index = rounds.findIndex((answer) => answer.rounds[0]?.branchId === branch)
    const { secretary: other = '' } = officers[index] ?? {}
    const { committeeCandidates } = await stage.call('round.read', other, { roundId: id })
    const scrutineerIds = committeeCandidates.slice(0, 2).map((each) => each.personId)
    const stale = { roundId: id, scrutineerIds, revision: 7 }
    expect(await stage.refusal('round.freeze', other, stale)).toBe('record.changed')
    expect(await stage.subjects(id)).toEqual([])
  })

  it('R56: a vote begun too late for the last day of the half still lasts five working days, and is marked late', async () => {
    const { secretary: late } = await stage.officers('finance')
    const mine = async () => (await stage.call('evaluation.rounds', late, {})).rounds[0]
    const id = (await mine())?.roundId ?? ''
    await stage.freeze(id)
    stage.house.setToday('2026-12-28')
    const { earliestVotingEnd } = await stage.call('round.read', late, { roundId: id })
    expect(earliestVotingEnd > '2026-12-31').toBe(true)
    await stage.startVote(id, earliestVotingEnd)
    expect(await mine()).toMatchObject({ state: 'VOTING', late: false })
    stage.house.setToday('2027-01-01')
    expect(await mine()).toMatchObject({ votingToDay: earliestVotingEnd, late: true })
    const { rounds, nextHalf } = await stage.call('evaluation.rounds', office, {})
    expect([rounds.filter((round) => round.late).length, nextHalf]).toEqual([4, '2027H1'])
  })
})
