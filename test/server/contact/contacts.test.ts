import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { AuditEntry, Liaison, Turn } from '../../../entities'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { addContact, changeContact, endContact } from '../../../server/features/contact/addContact'
import { readBranchContacts } from '../../../server/features/contact/readContacts'
import { placedPerson } from '../../../server/features/organisation'
import { contactsOf } from '../../../server/features/visit/records'
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'

const secretary = persona('financeSecretary').personId
const member = persona('member').personId
const masses = persona('masses').personId

describeByTurn('who looks after whom', (db) => {
  let house: House
  let branchId = ''
  beforeAll(async () => {
    house = await openHouse(db.url)
    branchId = (await house.as(null, (work) => placedPerson(work, member)))?.branchId ?? ''
  })
  afterAll(() => house.close())

  const read = (actor = secretary) => house.as(actor, (work) => readBranchContacts(work, { branchId }))
  const add = (facts: object, actor = secretary) =>
    house.as(actor, (work) =>
      addContact(work, {
        liaisonId: randomUUID(),
        branchId,
        memberId: member,
        contactId: masses,
        category: 'OTHER',
        aidKind: 'MANY_TO_ONE',
        fromDay: toCalendarDay('2026-09-01'),
        ...facts,
      }),
    )
  const endAll = async (contactId: string) => {
    for (const { liaisonId, revision, contactId: of } of (await read()).contacts)
      if (of === contactId)
        await house.as(secretary, (work) =>
          endContact(work, { liaisonId, lastDay: toCalendarDay('2026-09-01'), reason: '重新分工安排', revision }),
        )
  }
  const visitable = () => house.as(member, (work) => contactsOf(work, member))

  it('is begun by the 书记: the member can log his visit from then on, and it is written down', async () => {
    await endAll(masses)
    // What ends today is of use today.
    house.setToday('2026-09-02')
    expect((await visitable()).map((one) => one.personId)).not.toContain(masses)
    const liaisonId = randomUUID()
    await add({ liaisonId, fromDay: toCalendarDay('2026-09-02') })
    await add({ liaisonId, fromDay: toCalendarDay('2026-09-02') })
    expect((await visitable()).map((one) => one.personId)).toContain(masses)
    const mine = (await read()).contacts.filter((one) => one.contactId === masses)
    expect(mine).toMatchObject([{ liaisonId, memberId: member, aidKind: 'MANY_TO_ONE', revision: 1 }])
    const lines = await house.source.manager.findBy(AuditEntry, { action: 'contact.add', subjectId: member })
    expect(lines).toHaveLength(1)
  })

  it('refuses oneself, a second time, 一对一 beside another, people from elsewhere and days to come', async () => {
    const code = (facts: object) =>
      add(facts).then(
        () => 'done',
        (fault) => fault.code,
      )
    expect(await code({ contactId: member })).toBe('contact.self')
    expect(await code({})).toBe('contact.twice')
    expect(await code({ memberId: secretary, aidKind: 'ONE_TO_ONE' })).toBe('contact.oneToOne')
    expect(await code({ contactId: persona('digitalSecretary').personId })).toBe('contact.elsewhere')
    expect(await code({ memberId: persona('digitalSecretary').personId })).toBe('contact.member')
    expect(await code({ memberId: masses, contactId: member })).toBe('contact.member')
    expect(await code({ memberId: secretary, fromDay: toCalendarDay('2026-12-01') })).toBe('contact.future')
  })

  it('is put right and ended by the 书记, with the revision that was read', async () => {
    const [line] = (await read()).contacts.filter((one) => one.contactId === masses)
    if (!line) throw new Error('nobody looks after him')
    const { liaisonId } = line
    const change = (revision: number) =>
      house.as(secretary, (work) =>
        changeContact(work, {
          liaisonId,
          category: 'ACTIVIST',
          aidKind: 'ONE_TO_ONE',
          fromDay: toCalendarDay('2026-09-01'),
          revision,
        }),
      )
    await change(1)
    await expect(change(1)).rejects.toMatchObject({ code: 'record.changed' })
    const end = (lastDay: string, reason = '联系对象调到别的支部') =>
      house.as(secretary, (work) =>
        endContact(work, { liaisonId, lastDay: toCalendarDay(lastDay), reason, revision: 2 }),
      )
    await expect(end('2026-08-01')).rejects.toMatchObject({ code: 'contact.lastDay' })
    await expect(end('2026-09-01', '调走')).rejects.toMatchObject({ code: 'return.reasonShort' })
    await end('2026-09-01')
    expect(await house.source.manager.findOneByOrFail(Liaison, { id: liaisonId })).toMatchObject({
      category: 'ACTIVIST',
      aidKind: 'ONE_TO_ONE',
      toDay: '2026-09-01',
      revision: 3,
    })
    await expect(end('2026-09-01')).rejects.toMatchObject({ code: 'record.notFound' })
  })

  it('is kept by the 书记 of the branch and read by those who work for it', async () => {
    const denied = { code: 'permission.denied' }
    for (const key of ['scrutineer', 'digitalSecretary', 'office', 'member'])
      await expect(add({ memberId: secretary }, persona(key).personId)).rejects.toMatchObject(denied)
    await expect(read(persona('digitalSecretary').personId)).rejects.toMatchObject(denied)
    expect((await read(persona('office').personId)).mayKeep).toBe(false)
    expect((await read()).mayKeep).toBe(true)
  })

  it('sent twice at one instant under two keys it is one, and both hear that it stands', async () => {
    const liaisonId = randomUUID()
    let both: Promise<unknown>[] = []
    // Both have looked, and wait for their turn.
    await house.source.transaction(async (manager) => {
      await manager.update(Turn, { name: 'contact' }, { name: 'contact' })
      both = [add({ liaisonId, memberId: secretary }), add({ liaisonId, memberId: secretary })]
      await pause(200)
    })
    expect(await Promise.all(both)).toEqual([{ done: true }, { done: true }])
    const standing = (await read()).contacts.filter((one) => one.liaisonId === liaisonId)
    expect(standing).toHaveLength(1)
    const lines = await house.source.manager.findBy(AuditEntry, { action: 'contact.add', subjectId: secretary })
    expect(lines.filter(({ change }) => JSON.stringify(change).includes(liaisonId))).toHaveLength(1)
  })
})
