import type { EntityManager } from 'typeorm'
import { AuditEntry, OutboxMessage, RoleGrant, SubjectResult } from '../../../entities'
import type { Input } from '../../../server/contract'
import { describeByTurn } from '../../support/perDatabase'
import { persona } from '../organisation/house'
import { meeting, office, openStage, type Stage } from './evaluationStage'
import { countGolden, type GoldenSubject, goldenRound } from './goldenRound'

type Decision = Input<'round.confirm'>['decisions'][number]
const times = (count: number, answers: string): string[] => Array(count).fill(answers)

/** A member with full turnout: all raters give the same, so that the total is that of one ballot. */
const member = (answers: string, extra: Partial<GoldenSubject> = {}): GoldenSubject => ({
  kind: 'MEMBER',
  issued: { SELF: 1, PEER: 5, MASSES: 5, ORG: 1 },
  ballots: { SELF: [answers], PEER: times(5, answers), MASSES: times(5, answers), ORG: [answers] },
  ...extra,
})
const branchLike = (kind: 'SECRETARY' | 'ORG', answers: string): GoldenSubject => ({
  kind,
  issued: { PEER: 5, MASSES: 5, SUPERIOR: 1 },
  ballots: { PEER: times(5, answers), MASSES: times(5, answers), SUPERIOR: [answers] },
})
const reason = '支委会研究认为表现突出'

describeByTurn('D9: the 支委会 gives the grades', (db) => {
  let stage: Stage
  let manager: EntityManager
  let secretary: string
  let committee: string[]
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
    ;({ secretary, committee } = await stage.officers('digital'))
  })
  afterAll(() => stage.close())

  const counted = async (subjects: GoldenSubject[]) => {
    const roundId = await goldenRound(stage, subjects)
    await countGolden(stage, roundId)
    stage.house.setToday('2026-09-10')
    const rows = await stage.subjects(roundId)
    return { roundId, ids: rows.map((row) => row.id) }
  }
  afterEach(() => stage.house.setToday('2026-09-01'))

  const confirm = async (personId: string, roundId: string, decisions: Decision[], facts = meeting('2026-09-10')) => {
    const { revision } = await stage.round(roundId)
    return stage.call('round.confirm', personId, { roundId, meeting: facts, decisions, revision })
  }
  const refusal = (personId: string, roundId: string, decisions: Decision[], facts = meeting('2026-09-10')) =>
    confirm(personId, roundId, decisions, facts).then(
      () => Promise.reject(new Error('not refused')),
      (fault) => fault,
    )
  const codeOf = async (...given: Parameters<typeof refusal>) => (await refusal(...given)).code
  const grade = (subjectId: string | undefined, value: string, why = ''): Decision => ({
    subjectId: subjectId ?? '',
    grade: value,
    reason: why,
  })

  it('is asked of the committee alone', async () => {
    const { roundId, ids } = await counted([member('BBBBB')])
    const decisions = [grade(ids[0], 'QUALIFIED')]
    for (const personId of [office, persona('memberSecond').personId, persona('financeSecretary').personId]) {
      expect(await codeOf(personId, roundId, decisions)).toBe('permission.denied')
    }
    // 机关党委 comes after the committee, and only for the secretary.
    expect(await codeOf(persona('hqCommittee').personId, roundId, decisions)).toBe('workflow.wrongRole')
  })

  it('wants a meeting between the count and today with half of those due', async () => {
    const { roundId, ids } = await counted([member('BBBBB')])
    const decisions = [grade(ids[0], 'QUALIFIED')]
    expect(await codeOf(secretary, roundId, decisions, meeting('2026-09-08'))).toBe('grade.meetingDay')
    expect(await codeOf(secretary, roundId, decisions, meeting('2026-09-11'))).toBe('grade.meetingDay')
    const few = { ...meeting('2026-09-10'), dueCount: 5, presentCount: 2 }
    expect(await codeOf(secretary, roundId, decisions, few)).toBe('grade.meetingInvalid')
    expect(await confirm(secretary, roundId, decisions, { ...few, presentCount: 3 })).toMatchObject({ completed: true })
  })

  it('wants a reason where the grade differs from the proposal, and a grade of the right scale', async () => {
    const { roundId, ids } = await counted([member('BBBBB'), branchLike('ORG', 'AAAAA')])
    const [one, org] = ids
    const fault = await refusal(secretary, roundId, [grade(one, 'BASICALLY_QUALIFIED', '不够'), grade(org, 'GOOD')])
    expect(fault).toMatchObject({ code: 'grade.reasonMissing', problems: [{ field: one }] })
    expect(await codeOf(secretary, roundId, [grade(one, 'GOOD')])).toBe('grade.unknown')
    expect(await codeOf(secretary, roundId, [grade(one, '优'), grade(org, 'GOOD')])).toBe('grade.unknown')
    expect(await codeOf(secretary, roundId, [grade(one, 'QUALIFIED'), grade(one, 'QUALIFIED')])).toBe('grade.repeated')
    expect(await codeOf(secretary, roundId, [grade('00000000-0000-4000-8000-000000000000', 'QUALIFIED')])).toBe(
      'record.notFound',
    )
  })

  it('gives all problems of a meeting at once, each at its subject', async () => {
    const subjects = [member('BBBBB'), member('BBBBB'), member('BBBBB')]
    const { roundId, ids } = await counted(subjects)
    const decisions = [
      grade(ids[0], 'EXCELLENT', reason),
      grade(ids[1], 'EXCELLENT', reason),
      grade(ids[2], 'UNQUALIFIED'),
    ]
    const fault = await refusal(secretary, roundId, decisions)
    expect(fault.code).toBe('form.invalid')
    expect(fault.problems.map((one: { code: string }) => one.code).sort()).toEqual([
      'grade.capExceeded',
      'grade.reasonMissing',
    ])
  })

  it('lets no more than a third be 优秀， also over two meetings', async () => {
    const { roundId, ids } = await counted([member('AAAAA'), member('AABAA'), member('BBBBB')])
    const { results } = await stage.call('round.read', secretary, { roundId })
    expect(results?.map((result) => [result.suggestedGrade, result.flags])).toEqual([
      ['EXCELLENT', []],
      ['QUALIFIED', ['优秀名额已满']],
      ['QUALIFIED', []],
    ])
    expect(await confirm(secretary, roundId, [grade(ids[0], 'EXCELLENT')])).toMatchObject({ completed: false })
    expect(await codeOf(secretary, roundId, [grade(ids[1], 'EXCELLENT', reason)])).toBe('grade.capExceeded')
    // The committee may think again until all grades are given.
    await confirm(secretary, roundId, [grade(ids[0], 'QUALIFIED', reason), grade(ids[1], 'EXCELLENT', reason)])
    expect(await confirm(secretary, roundId, [grade(ids[2], 'QUALIFIED')])).toEqual({ completed: true, waitingFor: [] })
    const rows = await manager.findBy(SubjectResult, { roundId })
    expect(rows.filter((row) => row.confirmedGrade === 'EXCELLENT').map((row) => row.subjectId)).toEqual([ids[1]])
  })

  it('21: leaves a tie at the third to the committee, which resolves it with a reason', async () => {
    const { roundId, ids } = await counted([member('AAAAA'), member('AAAAA'), member('BBBBB')])
    const { results, cap } = await stage.call('round.read', secretary, { roundId })
    expect(results?.map((result) => result.suggestedGrade)).toEqual([
      'COMMITTEE_DECIDES',
      'COMMITTEE_DECIDES',
      'QUALIFIED',
    ])
    expect(cap).toBe(1)
    const unresolved = [grade(ids[0], 'COMMITTEE_DECIDES'), grade(ids[2], 'QUALIFIED')]
    expect(await codeOf(secretary, roundId, unresolved)).toBe('grade.unknown')
    const resolved = [
      grade(ids[0], 'EXCELLENT', reason),
      grade(ids[1], 'QUALIFIED', reason),
      grade(ids[2], 'QUALIFIED'),
    ]
    expect(await confirm(secretary, roundId, resolved)).toMatchObject({ completed: true })
  })

  it('13: a 一票否决 holds against the committee too', async () => {
    const { roundId, ids } = await counted([member('AAAAA', { vetoDocument: '江岳纪〔2026〕3号' })])
    expect(await codeOf(secretary, roundId, [grade(ids[0], 'QUALIFIED', reason)])).toBe('grade.vetoed')
    expect(await confirm(secretary, roundId, [grade(ids[0], 'BASICALLY_QUALIFIED')])).toMatchObject({ completed: true })
  })

  it('wants a note where a group fell out of the total, even for the proposed grade', async () => {
    const short = member('BBBBB')
    const { roundId, ids } = await counted([{ ...short, ballots: { ...short.ballots, SELF: [] } }])
    expect(await codeOf(secretary, roundId, [grade(ids[0], 'QUALIFIED')])).toBe('grade.reasonMissing')
    expect(await confirm(secretary, roundId, [grade(ids[0], 'QUALIFIED', reason)])).toMatchObject({ completed: true })
  })

  it('gives 预备党员 and those without a result no grade and does not wait for one', async () => {
    const silent = member('BBBBB')
    const nobody = { ...silent, ballots: { ORG: ['BBBBB'] } }
    const { roundId, ids } = await counted([member('BBBBB', { graded: false }), nobody, member('BBBBB')])
    expect(await codeOf(secretary, roundId, [grade(ids[0], 'QUALIFIED', reason)])).toBe('grade.notGraded')
    expect(await codeOf(secretary, roundId, [grade(ids[1], 'QUALIFIED', reason)])).toBe('grade.notGraded')
    const { results } = await stage.call('round.read', secretary, { roundId })
    expect(results?.map((result) => result.mayConfirm)).toEqual([false, false, true])
    expect(await confirm(secretary, roundId, [grade(ids[2], 'QUALIFIED')])).toMatchObject({ completed: true })
  })

  it("26: the secretary's own grades come from another member of the committee", async () => {
    const own = member('BBBBB', { personId: secretary })
    const { roundId, ids } = await counted([own, branchLike('SECRETARY', 'BBBBB'), branchLike('ORG', 'BBBBB')])
    const all = [grade(ids[0], 'QUALIFIED'), grade(ids[1], 'FAIR'), grade(ids[2], 'FAIR')]
    expect(await codeOf(secretary, roundId, all)).toBe('grade.own')
    const mine = (await stage.call('round.read', secretary, { roundId })).results
    expect(mine?.map((result) => result.mayConfirm)).toEqual([false, false, true])
    const first = await confirm(secretary, roundId, all.slice(2))
    expect(first).toEqual({ completed: false, waitingFor: ['周牧野', '周牧野（党组织书记）'] })
    expect(await stage.round(roundId)).toMatchObject({ state: 'COMMITTEE_REVIEW', completedDay: null })
    stage.house.setToday('2026-09-11')
    const deputy = committee[0] ?? ''
    expect(await confirm(deputy, roundId, all.slice(0, 2), meeting('2026-09-11'))).toEqual({
      completed: true,
      waitingFor: [],
    })
    expect(await stage.round(roundId)).toMatchObject({ state: 'COMPLETED', completedDay: '2026-09-11' })
    const rows = await manager.findBy(SubjectResult, { roundId })
    const by = new Map(rows.map((row) => [row.subjectId, row.confirmedById]))
    expect(ids.map((id) => by.get(id))).toEqual([deputy, deputy, secretary])
  })

  it('2: where the secretary sits alone, 机关党委 is asked for that grade and sees that one only', async () => {
    const superior = persona('hqCommittee').personId
    const own = member('BBBBB', { personId: secretary })
    const { roundId, ids } = await counted([own, member('BBBBB'), branchLike('ORG', 'BBBBB')])
    const grants = await manager.findBy(RoleGrant, { role: 'BRANCH_COMMITTEE' })
    const ours = grants.filter((grant) => committee.includes(grant.personId))
    for (const { id } of ours) await manager.update(RoleGrant, { id }, { toDay: '2026-09-09' })
    expect((await stage.call('round.read', superior, { roundId })).results).toBeNull()
    await confirm(secretary, roundId, [grade(ids[1], 'QUALIFIED'), grade(ids[2], 'FAIR')])
    expect(await manager.countBy(OutboxMessage, { kind: 'secretaryGradeDue', personId: superior })).toBe(1)
    const { results, allowed } = await stage.call('round.read', superior, { roundId })
    expect([results?.map((result) => result.subjectId), allowed]).toEqual([[ids[0]], ['confirmGrades']])
    expect(await codeOf(superior, roundId, [grade(ids[1], 'QUALIFIED')])).toBe('grade.secretaryOnly')
    expect(await confirm(superior, roundId, [grade(ids[0], 'QUALIFIED')])).toEqual({ completed: true, waitingFor: [] })
    const lines = await manager.findBy(AuditEntry, { action: 'round.confirm', subjectId: roundId })
    expect(lines.map((line) => line.actorRole).sort()).toEqual(['BRANCH_SECRETARY', 'HQ_COMMITTEE'])
    for (const { id } of ours) await manager.update(RoleGrant, { id }, { toDay: null })
  })

  it('keeps grades out of the audit log and out of every card', async () => {
    const lines = await manager.findBy(AuditEntry, { action: 'round.confirm' })
    const cards = await manager.find(OutboxMessage)
    expect(lines.length).toBeGreaterThan(5)
    expect(
      JSON.stringify([lines.map((line) => line.change), cards.map((card) => [card.card, card.doneCard])]),
    ).not.toMatch(/QUALIFIED|EXCELLENT|优秀|不合格|\d\d\.\d\d/)
  })
})
