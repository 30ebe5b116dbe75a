import { randomUUID } from 'node:crypto'
import { AuditEntry, Table2Reading, Table2Row } from '../../../entities'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { maskedName } from '../../../server/domain/organisation/table2'
import { endContact } from '../../../server/features/contact/addContact'
import { readBranchContacts } from '../../../server/features/contact/readContacts'
import { closeContactRosters } from '../../../server/features/contactRoster/closeContactRosters'
import { drawContactRoster } from '../../../server/features/contactRoster/drawContactRoster'
import { readContactRoster } from '../../../server/features/contactRoster/read'
import { linesOf } from '../../../server/features/contactRoster/records'
import { takeContactRoster } from '../../../server/features/contactRoster/takeContactRoster'
import { placedPerson } from '../../../server/features/organisation'
import { logVisit } from '../../../server/features/visit/logVisit'

import { describeByTurn } from '../../support/perDatabase'
import { tableCells } from '../../support/tableCells'
import { type House, openHouse, persona } from '../organisation/house'

const secretary = persona('financeSecretary').personId
const member = persona('member').personId

describeByTurn('表2 of a branch (R43, R64)', (db) => {
  let house: House
  let branchId = ''
  beforeAll(async () => {
    house = await openHouse(db.url)
    branchId = (await house.as(null, (work) => placedPerson(work, member)))?.branchId ?? ''
  })
  afterAll(() => house.close())

  const read = (actor = secretary) => house.as(actor, (work) => readContactRoster(work, { branchId }))
  const lines = (half: string) => house.as(secretary, (work) => linesOf(work, branchId, half))
  const take = async (actor: string, facts: object = {}) => {
    const readingId = randomUUID()
    const input = { readingId, branchId, half: '2026H2', rendering: 'INTERNAL' as const, ...facts }
    await house.as(actor, (work) => takeContactRoster(work, input))
    return readingId
  }
  const draw = async (actor: string, readingId: string, format: 'xlsx' | 'pdf' = 'xlsx') =>
    house.as(actor, (work) => drawContactRoster({ fontFolder: null } as never)(work, { readingId, format }))
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'done',
      (fault) => fault.code,
    )

  it('counts who is covered, and lists each pair with the visits of the half-year', async () => {
    const { contacts, people } = await house.as(secretary, (work) => readBranchContacts(work, { branchId }))
    const looked = new Set(contacts.map(({ contactId }) => contactId))
    const masses = people.filter(({ isMember }) => !isMember)
    const facts = await read()
    expect(facts).toMatchObject({
      half: '2026H2',
      pairs: contacts.length,
      masses: masses.length,
      covered: masses.filter(({ personId }) => looked.has(personId)).length,
      halves: [{ half: '2026H2', closed: false, pairs: contacts.length }],
      mayTake: true,
    })
    const own = contacts.find(({ memberId }) => memberId === member)
    const visit = { way: 'FACE' as const, purposes: ['LISTENING' as const], content: '了解近况', jointMemberIds: [] }
    for (const visitedDay of ['2026-06-30', '2026-07-01'])
      await house.as(member, (work) =>
        logVisit(work, {
          visitId: randomUUID(),
          contactId: own?.contactId ?? '',
          visitedDay: toCalendarDay(visitedDay),
          ...visit,
          moreContactIds: [],
          pictureIds: [],
        }),
      )
    const line = (await lines('2026H2')).find(({ memberName, contactName }) => {
      return memberName === own?.memberName && contactName === own?.contactName
    })
    expect(line).toMatchObject({ visits: 1, aidKind: own?.aidKind, fromDay: own?.fromDay })
  })

  it('is read in ten statements at most, however large the branch is', async () => {
    const count = await house.countQueries(() => read())
    expect(count).toBeLessThanOrEqual(10)
  })

  it('leaves nobody unseen: each copy is written down first, and only its taker fetches it, for ten minutes', async () => {
    const readingId = await take(secretary)
    const lines = await house.source.manager.findBy(AuditEntry, { action: 'contactRoster.take', subjectId: branchId })
    expect(lines).toHaveLength(1)
    expect((await read()).readings[0]).toMatchObject({ readingId, rendering: 'INTERNAL' })
    const { content, fileName } = await draw(secretary, readingId)
    expect(fileName).toContain('内部版')
    const printed = JSON.stringify(await tableCells(content))
    expect(printed).toContain(`内部资料 ${persona('financeSecretary').name}`)
    const committee = persona('scrutineer').personId
    expect(await codeOf(draw(committee, readingId))).toBe('record.notFound')
    house.setToday('2026-09-01', 10 * 60 + 11)
    expect(await codeOf(draw(secretary, readingId))).toBe('contactRoster.copyOver')
    house.setToday('2026-09-01')
  })

  it('shows nobody of the 群众 in the public rendering, and the internal one to those who keep it only', async () => {
    const committee = persona('hqCommittee').personId
    expect(await codeOf(take(committee))).toBe('permission.denied')
    expect(await codeOf(take(member, { rendering: 'PUBLIC' }))).toBe('permission.denied')
    const readingId = await take(committee, { rendering: 'PUBLIC' })
    const { content } = await draw(committee, readingId)
    const printed = JSON.stringify(await tableCells(content))
    const own = await lines('2026H2')
    const members = new Set(own.map(({ memberName }) => memberName))
    for (const { contactName } of own) {
      if (!members.has(contactName)) expect(printed).not.toContain(contactName)
      expect(printed).toContain(maskedName(contactName))
    }
  })

  it('is kept as it stood on the last day of the half-year, and what comes after changes nothing of it', async () => {
    const before = await lines('2026H2')
    house.setToday('2027-01-01', 27)
    const today = toCalendarDay('2027-01-01')
    expect(await closeContactRosters(house.database, today)).toMatch(/^closed [1-9]/)
    expect(await closeContactRosters(house.database, today)).toBe('closed 0 of 2026H2')
    house.setToday('2027-01-05')
    const { contacts } = await house.as(secretary, (work) => readBranchContacts(work, { branchId }))
    for (const { liaisonId, revision, memberId } of contacts)
      if (memberId === member)
        await house.as(secretary, (work) =>
          endContact(work, { liaisonId, lastDay: toCalendarDay('2027-01-04'), reason: '重新分工安排', revision }),
        )
    expect(await lines('2026H2')).toMatchObject(before)
    expect((await read()).halves).toMatchObject([
      { half: '2027H1', closed: false },
      { half: '2026H2', closed: true, pairs: before.length },
    ])
    expect(await house.source.manager.countBy(Table2Row, { branchId })).toBe(before.length)
    const readingId = await take(secretary, { half: '2026H2' })
    expect((await draw(secretary, readingId)).fileName).toContain('2026年下半年')
    expect(await codeOf(take(secretary, { half: '2025H1' }))).toBe('record.notFound')
    expect(await house.source.manager.countBy(Table2Reading, { branchId })).toBe(3)
  })
})
