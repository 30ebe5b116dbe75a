import type { EntityManager } from 'typeorm'
import { AuditEntry, Liaison, Person, Placement, RoleGrant, RoundAssignment, RoundSubject } from '../../../entities'
import { branchId, departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { describeByTurn } from '../../support/perDatabase'
import { persona } from '../organisation/house'
import { openStage, type Stage } from './evaluationStage'

describeByTurn('R51–R53: freezing who is evaluated and who rates', (db) => {
  let stage: Stage
  let manager: EntityManager
  const rounds: Record<string, string> = {}
  const widenings: Record<string, string[]> = {}
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
    await stage.open('digital')
    for (const { scopeId } of await manager.findBy(RoleGrant, { role: 'BRANCH_SECRETARY' })) {
      const key = ['general', 'finance', 'production', 'marketing', 'digital'].find(
        (each) => branchId(each) === scopeId,
      )
      const { secretary } = await stage.officers(key ?? '')
      const mine = (await stage.call('evaluation.rounds', secretary, {})).rounds[0]
      rounds[key ?? ''] = mine?.roundId ?? ''
    }
  })
  afterAll(() => stage.close())

  const freeze = async (branch: string) => {
    const answer = await stage.freeze(rounds[branch] ?? '')
    widenings[branch] = answer.widenings
    return answer
  }
  const rollOf = (branch: string, subject: RoundSubject, raterGroup: RoundAssignment['raterGroup']) =>
    manager.findBy(RoundAssignment, { roundId: rounds[branch] ?? '', subjectId: subject.id, raterGroup })
  const membersOf = async (branch: string, departmentName: string) =>
    (await stage.subjects(rounds[branch] ?? '')).filter(
      (one) => one.kind === 'MEMBER' && one.departmentName === departmentName,
    )
  const massesOf = async (code: string) => {
    const placed = await manager.findBy(Placement, { departmentId: departmentId(code) })
    const masses = await manager.findBy(Person, { politicalStatus: 'MASSES' })
    return new Set(placed.flatMap(({ personId }) => (masses.some((one) => one.id === personId) ? [personId] : [])))
  }

  it('wants two different scrutineers of the branch, the secretary being none', async () => {
    const { secretary, committee } = await stage.officers('finance')
    const [one = '', two = ''] = committee
    const roundId = rounds.finance ?? ''
    const refusal = (scrutineerIds: string[]) =>
      stage.refusal('round.freeze', secretary, { roundId, scrutineerIds, revision: 1 })
    for (const wrong of [
      [one, one],
      [secretary, one],
      [one, persona('memberSecond').personId],
    ]) {
      expect(await refusal(wrong)).toBe('round.tooFewScrutineers')
    }
    const { committeeCandidates } = await stage.call('round.read', secretary, { roundId })
    const offered = committeeCandidates.map((each) => each.personId)
    expect([offered.includes(secretary), offered.includes(one), offered.includes(two)]).toEqual([false, true, true])
  })

  it('4: D05 without 群众 gets raters by a logged draw among the 群众 of the branch', async () => {
    await freeze('finance')
    const own = await massesOf('D04')
    for (const subject of await membersOf('finance', '投资发展部')) {
      const raters = (await rollOf('finance', subject, 'MASSES')).map((right) => right.voterId)
      expect([raters.length, raters.every((rater) => own.has(rater))]).toEqual([10, true])
    }
    const lines = await manager.findBy(AuditEntry, { action: 'round.widen', subjectId: rounds.finance ?? '' })
    expect(lines).toHaveLength(8)
    const [line] = lines
    expect(line?.reason).toMatch(/随机抽取 \d+ 人/)
    expect(line?.change).toMatchObject({ group: 'MASSES', reason: 'MASSES_SCOPE_TOO_SMALL', after: 10 })
    expect(lines.every((each) => (each.change as { drawnIds: string[] }).drawnIds.length > 0)).toBe(true)
    expect(widenings.finance?.join()).toMatch(/随机抽取/)
  })

  it('5: D03 with two 群众 is widened to the branch, and the draw differs from subject to subject', async () => {
    await freeze('general')
    const members = await membersOf('general', '审计法务部')
    const raters = await Promise.all(
      members.map(async (one) => (await rollOf('general', one, 'MASSES')).map((right) => right.voterId).sort()),
    )
    expect(raters.every((group) => group.length >= 5)).toBe(true)
    expect(new Set(raters.map((group) => group.join())).size).toBeGreaterThan(1)
  })

  it('30: a contact in another branch rates the member, once, and nobody has two rights to one subject', async () => {
    const memberId = persona('hqCommittee').personId
    const subject = (await stage.subjects(rounds.general ?? '')).find(
      (one) => one.kind === 'MEMBER' && one.personId === memberId,
    )
    const contacts = (await manager.findBy(Liaison, { memberId })).map((liaison) => liaison.contactId)
    const ours = new Set((await stage.people('general')).map((person) => person.id))
    const elsewhere = contacts.filter((id) => !ours.has(id))
    const raters = (await rollOf('general', subject as RoundSubject, 'MASSES')).map((right) => right.voterId)
    expect(elsewhere.length).toBeGreaterThan(0)
    expect(elsewhere.every((id) => raters.filter((rater) => rater === id).length === 1)).toBe(true)
    const roll = await manager.find(RoundAssignment)
    const secret = roll.filter(
      ({ raterGroup }) => raterGroup === 'PEER' || raterGroup === 'MASSES' || raterGroup === 'SELF',
    )
    const pairs = secret.map(({ roundId, voterId, subjectId }) => `${roundId} ${voterId} ${subjectId}`)
    expect(new Set(pairs).size).toBe(pairs.length)
  })

  it('freezes 预备党员 as subjects without a grade, and the names and places of the day', async () => {
    await freeze('digital')
    const subjects = await stage.subjects(rounds.digital ?? '')
    const members = subjects.filter((one) => one.kind === 'MEMBER')
    expect(members.map((one) => Boolean(one.graded)).sort()).toEqual([false, ...Array(10).fill(true)])
    const probationary = members.find((one) => !one.graded)
    expect(probationary).toMatchObject({ politicalStatus: '中共预备党员', departmentName: '信息中心' })
    expect(subjects.map((one) => one.position)).toEqual(subjects.map((_one, index) => index))
    expect(subjects.at(-1)).toMatchObject({ kind: 'ORG', name: '信息支部' })
  })

  it('gives every collective sheet to one person in office, never to the one it is about', async () => {
    const { secretary, committee } = await stage.officers('digital')
    const roundId = rounds.digital ?? ''
    const subjects = new Map((await stage.subjects(roundId)).map((one) => [one.id, one]))
    const roll = await manager.findBy(RoundAssignment, { roundId })
    const org = roll.filter((right) => right.raterGroup === 'ORG')
    expect(org).toHaveLength(11)
    for (const right of org) {
      const about = subjects.get(right.subjectId)?.personId
      expect(right.voterId === about).toBe(false)
      expect(about === secretary ? committee.includes(right.voterId) : right.voterId === secretary).toBe(true)
    }
    const superior = roll.filter((right) => right.raterGroup === 'SUPERIOR')
    const hq = (await manager.findBy(RoleGrant, { role: 'HQ_COMMITTEE' })).map((grant) => grant.personId)
    expect(superior.map((right) => hq.includes(right.voterId))).toEqual([true, true])
    const { sheetsMissing } = await stage.call('round.read', secretary, { roundId })
    expect(sheetsMissing.map(({ mine, sheets }) => [mine, sheets.length])).toEqual([
      [true, 10],
      [false, 1],
      [false, 2],
    ])
  })

  it('warns of long lists, and lists those no card can reach to the secretary alone', async () => {
    await freeze('production')
    expect(widenings.production?.join()).toMatch(/有\d+人要评价的对象较多（最多\d+个）/)
    const { secretary } = await stage.officers('production')
    const roundId = rounds.production ?? ''
    const { unreachable } = await stage.call('round.read', secretary, { roundId })
    expect(unreachable).toEqual(expect.arrayContaining(['丁若谷', '余春生', '石田禾']))
    const office = await stage.call('round.read', persona('office').personId, { roundId })
    expect(office.unreachable).toEqual([])
  })

  it('7: somebody who moves after the freeze is evaluated once, where he was frozen', async () => {
    const [moved] = await membersOf('production', '生产管理部')
    const personId = moved?.personId ?? ''
    await manager.update(Placement, { personId }, { departmentId: departmentId('D10') })
    await freeze('marketing')
    const keys = (await manager.findBy(RoundSubject, { personId, kind: 'MEMBER' })).map((subject) => subject.roundId)
    expect(keys).toEqual([rounds.production])
    expect(widenings.marketing?.join()).toContain(`${moved?.name}：本半年已在原支部的名单中评价`)
    const production = await stage.subjects(rounds.production ?? '')
    expect(production.find((one) => one.personId === personId)).toMatchObject({ departmentName: '生产管理部' })
  })

  it('28: the secretary in office at the freeze stays the subject, and the next one enters the sheets', async () => {
    const { secretary: old, committee } = await stage.officers('digital')
    const next = committee[0] ?? ''
    const roundId = rounds.digital ?? ''
    await stage.startVote(roundId, '2026-09-08')
    const due = async (personId: string) =>
      (await stage.call('ballot.sheet', personId, { roundId })).subjects.filter((one) => one.raterGroup === 'ORG')
    const before = (await due(next)).length
    expect(await due(old)).toHaveLength(10)
    const held = await manager.findOneByOrFail(RoleGrant, { personId: old, role: 'BRANCH_SECRETARY' })
    await manager.update(RoleGrant, { id: held.id }, { personId: next })
    expect(await due(old)).toEqual([])
    const mine = await due(next)
    // The sheet about himself is left to another member of the committee.
    expect(mine).toHaveLength(before + 9)
    const ballots = mine.map(({ subjectId, raterGroup }) => ({ subjectId, raterGroup, answers: 'AABAA' }))
    expect(await stage.refusal('ballot.cast', next, { roundId, ballots })).toBe('ballot.minutesMissing')
    await stage.call('ballot.cast', next, { roundId, ballots, minutesNumber: '支委会〔2026〕9号' })
    expect(await stage.refusal('ballot.cast', old, { roundId, ballots })).toBe('ballot.foreign')
    const about = (await stage.subjects(roundId)).find((one) => one.personId === next)
    expect((await due(committee[1] ?? '')).map((one) => one.subjectId)).toContain(about?.id)
    expect((await stage.round(roundId)).secretaryId).toBe(old)
    await manager.update(RoleGrant, { id: held.id }, { personId: old })
  })
})

describeByTurn('freezing a list that does not work', (db) => {
  let stage: Stage
  let manager: EntityManager
  let roundId: string
  let secretary: string
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
    roundId = (await stage.open('digital')).id
    secretary = (await stage.officers('digital')).secretary
  })
  afterAll(() => stage.close())

  const refusal = async (vetoes: { personId: string; documentNumber: string }[] = []) => {
    const { committeeCandidates } = await stage.call('round.read', secretary, { roundId })
    const scrutineerIds = committeeCandidates.slice(0, 2).map((each) => each.personId)
    return stage.refusal('round.freeze', secretary, { roundId, scrutineerIds, vetoes, revision: 1 })
  }

  it('13: takes a 一票否决 for a member of the branch only', async () => {
    const documentNumber = '江岳纪〔2026〕3号'
    expect(await refusal([{ personId: persona('member').personId, documentNumber }])).toBe('round.vetoForeign')
    expect(await refusal([{ personId: persona('massesSecond').personId, documentNumber }])).toBe('round.vetoForeign')
  })

  it('says so when nobody in 机关党委 could enter the sheet of the superiors', async () => {
    await manager.update(RoleGrant, { role: 'HQ_COMMITTEE' }, { toDay: '2026-08-31' })
    expect(await refusal()).toBe('round.sheetEntrantMissing')
    await manager.update(RoleGrant, { role: 'HQ_COMMITTEE' }, { toDay: null })
  })

  it('refuses a branch without any full member', async () => {
    const placed = await manager.findBy(Placement, { departmentId: departmentId('D14') })
    const full = await manager.findBy(Person, { politicalStatus: 'FULL_MEMBER' })
    const ours = full.filter((person) => placed.some((place) => place.personId === person.id))
    for (const { id } of ours) await manager.update(Person, { id }, { politicalStatus: 'PROBATIONARY' })
    expect(await refusal()).toBe('round.emptyBranch')
    for (const { id } of ours) await manager.update(Person, { id }, { politicalStatus: 'FULL_MEMBER' })
    expect(await manager.countBy(RoundAssignment, { roundId })).toBe(0)
  })
})
