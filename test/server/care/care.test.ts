import { randomUUID } from 'node:crypto'
import { type EntityManager, In, IsNull, Not } from 'typeorm'
import { AuditEntry, EmergencyCare, Liaison, OutboxMessage, Person, RoleGrant, Visit } from '../../../entities'
import { type CallName, type Checked, contract, type Input } from '../../../server/contract'
import { instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { followCares } from '../../../server/features/care/followCares'
import { listMine } from '../../../server/features/care/listMine'
import { listPeople } from '../../../server/features/care/listPeople'
import { openCare } from '../../../server/features/care/openCare'
import { raiseCare } from '../../../server/features/care/raiseCare'
import { reachCare } from '../../../server/features/care/reachCare'
import { careSums } from '../../../server/features/care/readSums'
import { addContact } from '../../../server/features/contact/addContact'
import { flows } from '../../../server/features/flows'
import { branches } from '../../../server/features/organisation'
import { stepRecord } from '../../../server/features/record/stepRecord'
import { myTasks } from '../../../server/features/tasks/readMine'
import { logVisit } from '../../../server/features/visit/logVisit'
import { voidVisit } from '../../../server/features/visit/voidVisit'
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'

const idOf = (key: string): string => persona(key).personId
const [secretary, office, outsider] = [idOf('financeSecretary'), idOf('office'), idOf('memberSecond')]

describeByTurn('突发情况到场关心 (R37)', (db) => {
  let house: House
  let manager: EntityManager
  let branchId: string
  /** 群众 of the branch, each for one test. */
  let people: string[]
  let members: string[]
  beforeAll(async () => {
    house = await openHouse(db.url)
    manager = house.source.manager
    branchId = (await manager.findOneByOrFail(RoleGrant, { personId: secretary, role: 'BRANCH_SECRETARY' })).scopeId
    const listed = (await house.as(secretary, listPeople)).people.map(({ personId }) => personId)
    // As if nobody had been looked after so far.
    await house.as(null, (work) => work.change(Liaison, { toDay: IsNull() }, { toDay: '2026-08-31' }))
    const masses = await manager.findBy(Person, { id: In(listed), politicalStatus: 'MASSES' })
    people = masses.map(({ id }) => id)
    const active = await manager.findBy(Person, { id: In(listed), politicalStatus: 'FULL_MEMBER' })
    const held = new Set((await manager.find(RoleGrant)).map(({ personId }) => personId))
    members = active.filter(({ id }) => !held.has(id)).map(({ id }) => id)
  })
  afterAll(() => house.close())
  beforeEach(() => house.setToday('2026-09-07'))
  afterEach(() =>
    house.as(null, (work) =>
      work.change(EmergencyCare, { openFor: Not(IsNull()) }, { state: 'CANCELLED', openFor: null }),
    ),
  )

  const read = <Name extends CallName>(name: Name, input: Input<Name>) =>
    (contract[name].in as unknown as { parse(given: unknown): Checked<Name> }).parse(input)
  const nextPerson = (): string => people.pop() ?? ''
  const lookAfter = (memberId: string, contactId: string) =>
    house.as(secretary, (work) =>
      addContact(work, {
        liaisonId: randomUUID(),
        branchId,
        memberId,
        contactId,
        category: 'OTHER',
        aidKind: 'MANY_TO_ONE',
        fromDay: work.today,
      }),
    )
  const raise = (who: string, contactId: string, careId: string = randomUUID(), category = 'ILLNESS') =>
    house.as(who, (work) => raiseCare(work, read('care.raise', { careId, contactId, category: category as 'ILLNESS' })))
  const careOf = (careId: string) => manager.findOneByOrFail(EmergencyCare, { id: careId })
  const reach = async (who: string, careId: string, reachedAt?: number) => {
    const { revision } = await careOf(careId)
    return house.as(who, (work) =>
      reachCare(work, { careId, revision, way: 'ON_SITE', reachedAt: reachedAt ?? work.now }),
    )
  }
  const cancel = async (who: string, careId: string, comment = '弄错了人，撤销') => {
    const { revision } = await careOf(careId)
    const input = { workflow: 'emergencyCare', recordId: careId, revision, event: 'cancelCare', comment }
    return house.as(who, (work) => stepRecord(flows)(work, input))
  }
  const visit = (who: string, contactId: string, changes: Partial<Input<'visit.log'>> = {}) => {
    const facts = { contactId, way: 'HOME', purposes: ['CARE'], content: '到家里看望了' } as const
    const input = { visitId: randomUUID(), visitedDay: '2026-09-07', ...facts, ...changes }
    return house.as(who, (work) => logVisit(work, read('visit.log', input as Input<'visit.log'>)))
  }
  const toldOf = async (careId: string) => {
    const cards = await manager.findBy(OutboxMessage, { kind: 'emergencyCare' })
    return cards.filter(({ dedupeKey }) => dedupeKey.includes(careId))
  }
  const toldTo = async (careId: string, state: string) =>
    (await toldOf(careId)).filter(({ dedupeKey }) => dedupeKey.includes(state)).map(({ personId }) => personId)
  const started = async (helpers: number) => {
    const contactId = nextPerson()
    const own = members.slice(0, helpers)
    for (const memberId of own) await lookAfter(memberId, contactId)
    const { careId } = await raise(secretary, contactId)
    return { contactId, careId, own }
  }
  const tasksOf = async (who: string, careId: string) =>
    (await house.as(who, myTasks)).tasks.filter(({ path }) => path === `/care/${careId}`)

  it('tells those who look after the person at once, and says nothing but that there is something to look at', async () => {
    house.setToday('2026-09-06', 23 * 60)
    const { careId, own, contactId } = await started(2)
    expect((await toldTo(careId, 'RAISED')).sort()).toEqual([...own].sort())
    const person = await manager.findOneByOrFail(Person, { id: contactId })
    for (const { card, nextAt } of await toldOf(careId)) {
      expect(card).toMatchObject({ title: '请尽快查看一条关怀任务', lines: [], facts: [] })
      expect(JSON.stringify(card)).not.toContain(person.name)
      // A Sunday, at eleven in the evening: not put off to the morning.
      expect(Number(nextAt)).toBe(instantOf(toCalendarDay('2026-09-06'), 23 * 60))
    }
    const lines = await manager.findBy(AuditEntry, { subjectKind: 'emergencyCare', subjectId: careId })
    expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${contactId}|ILLNESS`))
    expect((await tasksOf(own[0] ?? '', careId)).map(({ title, detail }) => title + detail)).toEqual([
      '关怀任务请尽快到场或联系',
    ])
    expect(await tasksOf(secretary, careId)).toEqual([])
  })

  it('goes its way: met, entered, closed; a visit taken back opens it again', async () => {
    const { careId, own, contactId } = await started(2)
    const [first = '', second = ''] = own
    house.setToday('2026-09-07', 15 * 60)
    await reach(first, careId)
    expect(await careOf(careId)).toMatchObject({ state: 'REACHED', reachedById: first, logDueDay: '2026-09-10' })
    // Who met the person owes the entry, and nobody else.
    expect((await tasksOf(first, careId)).length + (await tasksOf(second, careId)).length).toBe(1)
    await expect(reach(second, careId)).rejects.toMatchObject({ code: 'workflow.wrongState' })
    const other = await visit(first, contactId, { purposes: ['LISTENING'] })
    expect((await careOf(careId)).state).toBe('REACHED')
    const early = await visit(first, contactId, { visitedDay: '2026-09-05' })
    expect((await careOf(careId)).state).toBe('REACHED')
    expect(other.visit.visitId).not.toBe(early.visit.visitId)
    const { visitId } = (await visit(first, contactId)).visit
    expect(await careOf(careId)).toMatchObject({ state: 'CLOSED', visitId, openFor: null })
    await house.as(first, (work) => voidVisit(work, { visitId, reason: '登记错了，重新登记', whole: false }))
    expect(await careOf(careId)).toMatchObject({ state: 'REACHED', visitId: null, openFor: contactId })
    await visit(first, contactId)
    expect((await careOf(careId)).state).toBe('CLOSED')
    expect(await tasksOf(first, careId)).toEqual([])
  })

  it('a visit entered without saying before that the person was met says so by its day', async () => {
    const { careId, own, contactId } = await started(1)
    house.setToday('2026-09-09', 9 * 60)
    await visit(own[0] ?? '', contactId, { way: 'PHONE' })
    expect(await careOf(careId)).toMatchObject({
      state: 'CLOSED',
      reachedWay: 'CONTACT',
      reachedAt: instantOf(toCalendarDay('2026-09-08'), 0),
    })
  })

  it('a visit by somebody who does not look after the person closes nothing', async () => {
    const { careId, contactId } = await started(1)
    await visit(members[3] ?? '', contactId)
    expect((await careOf(careId)).state).toBe('RAISED')
  })

  it('after 24 hours the 书记 is told, after 48 机关党办, whatever the clock says', async () => {
    const { careId, own } = await started(1)
    house.setToday('2026-09-08', 10 * 60 - 1)
    await followCares(house.database)
    expect((await careOf(careId)).state).toBe('RAISED')
    house.setToday('2026-09-08', 10 * 60)
    await followCares(house.database)
    await followCares(house.database)
    expect((await careOf(careId)).state).toBe('WITH_SECRETARY')
    expect((await toldTo(careId, 'WITH_SECRETARY')).sort()).toEqual([...own, secretary].sort())
    expect(await tasksOf(secretary, careId)).toHaveLength(1)
    house.setToday('2026-09-09', 10 * 60)
    await followCares(house.database)
    expect(await toldTo(careId, 'WITH_OFFICE')).toContain(office)
    const sums = await house.as(office, careSums)
    expect(sums.branches.find((each) => each.branchId === branchId)).toMatchObject({ longOverdue: 1 })
    // The office reads numbers: the record itself is not there for it.
    await expect(house.as(office, (work) => openCare(work, { careId }))).rejects.toMatchObject({
      code: 'record.notFound',
    })
    await reach(secretary, careId)
    expect(await tasksOf(secretary, careId)).toHaveLength(1)
    expect(await tasksOf(own[0] ?? '', careId)).toHaveLength(1)
  })

  it('a visit not entered in its three working days: the 书记 hears of it, and may enter one too', async () => {
    const { careId, own, contactId } = await started(1)
    await reach(own[0] ?? '', careId)
    house.setToday('2026-09-10', 23 * 60)
    await followCares(house.database)
    expect((await careOf(careId)).state).toBe('REACHED')
    house.setToday('2026-09-11', 1)
    await followCares(house.database)
    await followCares(house.database)
    expect((await careOf(careId)).state).toBe('UNLOGGED')
    expect((await toldTo(careId, 'UNLOGGED')).sort()).toEqual([...own, secretary].sort())
    expect(await tasksOf(secretary, careId)).toHaveLength(1)
    const row = (await house.as(office, careSums)).branches.find((each) => each.branchId === branchId)
    expect(row?.unlogged).toBe(1)
    await visit(secretary, contactId)
    expect((await careOf(careId)).state).toBe('CLOSED')
  })

  it('a server that stood still for two days tells both at once', async () => {
    const { careId } = await started(1)
    house.setToday('2026-09-12')
    await followCares(house.database)
    expect((await careOf(careId)).state).toBe('WITH_OFFICE')
    expect(await toldTo(careId, 'WITH_SECRETARY')).toContain(secretary)
    expect(await toldTo(careId, 'WITH_OFFICE')).toContain(office)
  })

  it('without anybody who looks after the person it is the 书记’s at once; an empty post is 机关党办’s', async () => {
    const { careId } = await started(0)
    expect((await careOf(careId)).state).toBe('WITH_SECRETARY')
    expect(await toldTo(careId, 'WITH_SECRETARY')).toEqual([secretary])
    const contactId = nextPerson()
    await lookAfter(members[0] ?? '', contactId)
    const grants = await manager.findBy(RoleGrant, { role: 'BRANCH_SECRETARY', scopeId: branchId })
    const ids = In(grants.map(({ id }) => id))
    await house.as(null, (work) => work.change(RoleGrant, { id: ids }, { toDay: '2026-09-06' }))
    const alone = await raise(members[0] ?? '', contactId)
    house.setToday('2026-09-08')
    await followCares(house.database)
    expect(await toldTo(alone.careId, 'WITH_SECRETARY')).toContain(office)
    const row = (await house.as(office, careSums)).branches.find((each) => each.branchId === branchId)
    expect(row?.secretaries).toEqual([])
    await house.as(null, (work) => work.change(RoleGrant, { id: ids }, { toDay: null }))
  })

  it('the last member leaves: it falls to the 书记; a new one is told at once', async () => {
    const { careId, contactId } = await started(0)
    const leaver = members.pop() ?? ''
    await lookAfter(leaver, contactId)
    expect(await toldTo(careId, 'WITH_SECRETARY')).toContain(leaver)
    const next = await started(0)
    await cancel(secretary, next.careId)
    await lookAfter(leaver, next.contactId)
    const { careId: running } = await raise(leaver, next.contactId)
    await house.as(null, (work) => work.change(Person, { id: leaver }, { dutyStatus: 'LEFT' }))
    await followCares(house.database)
    expect((await careOf(running)).state).toBe('WITH_SECRETARY')
    expect(await tasksOf(secretary, running)).toHaveLength(1)
  })

  it('one a person: raised twice it is the one, closed it can be raised again next year', async () => {
    const { careId, contactId, own } = await started(1)
    expect(await raise(secretary, contactId, careId)).toEqual({ careId, known: false })
    await expect(raise(secretary, contactId, careId, 'OTHER')).rejects.toMatchObject({ code: 'request.entryKnown' })
    expect(await raise(own[0] ?? '', contactId)).toEqual({ careId, known: true })
    expect(await manager.countBy(EmergencyCare, { contactId })).toBe(1)
    house.setToday('2026-12-31', 23 * 60)
    await visit(own[0] ?? '', contactId, { visitedDay: '2026-12-31' })
    house.setToday('2027-01-01', 60)
    const again = await raise(own[0] ?? '', contactId)
    expect(again.known).toBe(false)
    house.setToday('2027-01-02', 60)
    await followCares(house.database)
    expect((await careOf(again.careId)).state).toBe('WITH_SECRETARY')
    // The first visit taken back does not open a second one beside it.
    const first = await manager.findOneByOrFail(Visit, { contactId, visitedDay: '2026-12-31' })
    await house.as(own[0] ?? '', (work) =>
      voidVisit(work, { visitId: first.id, reason: '登记错了，重新登记', whole: false }),
    )
    expect((await careOf(careId)).state).toBe('CLOSED')
  })

  it('is cancelled with a reason by whoever raised it or the 书记, and by nobody else', async () => {
    const contactId = nextPerson()
    const [raiser = '', other = ''] = members
    await lookAfter(raiser, contactId)
    await lookAfter(other, contactId)
    const { careId } = await raise(raiser, contactId)
    await expect(cancel(other, careId)).rejects.toMatchObject({ code: 'workflow.wrongRole' })
    await expect(cancel(raiser, careId, '错')).rejects.toMatchObject({ code: 'return.reasonShort' })
    await cancel(raiser, careId)
    expect(await careOf(careId)).toMatchObject({ state: 'CANCELLED', openFor: null })
    await expect(reach(other, careId)).rejects.toMatchObject({ code: 'workflow.wrongState' })
  })

  it('is raised by whoever looks after the person or leads the branch, about nobody else, and not about oneself', async () => {
    const contactId = nextPerson()
    const denied = { code: 'permission.denied' }
    await expect(raise(outsider, contactId)).rejects.toMatchObject(denied)
    await expect(raise(members[0] ?? '', contactId)).rejects.toMatchObject(denied)
    await expect(raise(office, contactId)).rejects.toMatchObject(denied)
    await expect(raise(secretary, outsider)).rejects.toMatchObject(denied)
    await expect(raise(secretary, secretary)).rejects.toMatchObject({ code: 'care.self' })
    const own = (await house.as(members[0] ?? '', listPeople)).people.map(({ personId }) => personId)
    expect(own).not.toContain(contactId)
  })

  it('keeps who has read it, and shows it to nobody without a hand in it', async () => {
    const { careId, own, contactId } = await started(1)
    const person = await manager.findOneByOrFail(Person, { id: contactId })
    const open = (who: string) => house.as(who, (work) => openCare(work, { careId }))
    await open(own[0] ?? '')
    const seen = await open(secretary)
    expect(seen).toMatchObject({ contactName: person.name, category: 'ILLNESS', mayReach: true, late: false })
    expect(await manager.countBy(AuditEntry, { action: 'emergencyCare.read', subjectId: careId })).toBe(2)
    for (const who of [outsider, members[3] ?? ''])
      await expect(open(who)).rejects.toMatchObject({ code: 'record.notFound' })
    await expect(open(contactId)).rejects.toMatchObject({ code: 'permission.denied' })
    const listed = JSON.stringify(await house.as(own[0] ?? '', (work) => listMine(work, { page: 1 })))
    expect(listed).toContain(careId)
    expect(listed).not.toMatch(new RegExp(`${person.name}|ILLNESS`))
    expect(JSON.stringify(await house.as(members[3] ?? '', (work) => listMine(work, { page: 1 })))).not.toContain(
      careId,
    )
    expect(JSON.stringify(await house.as(office, careSums))).not.toMatch(new RegExp(`${person.name}|ILLNESS`))
    expect((await house.as(office, branches)).length).toBeGreaterThan(0)
  })

  it('a time that cannot be is refused', async () => {
    const { careId, own } = await started(1)
    const now = instantOf(toCalendarDay('2026-09-07'), 10 * 60)
    await expect(reach(own[0] ?? '', careId, now + 1)).rejects.toMatchObject({ code: 'care.future' })
    await expect(reach(own[0] ?? '', careId, now - 3 * 86_400_000)).rejects.toMatchObject({ code: 'care.early' })
    await expect(reach(outsider, careId)).rejects.toMatchObject({ code: 'record.notFound' })
    await reach(own[0] ?? '', careId, now - 86_400_000)
    expect((await careOf(careId)).state).toBe('REACHED')
  })
})
