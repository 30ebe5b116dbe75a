import { randomUUID } from 'node:crypto'
import { AuditEntry, Liaison, OutboxMessage, Person, Visit, VisitMember } from '../../../entities'
import type { Input } from '../../../server/contract'
import { isActiveMember } from '../../../server/domain/organisation/persons'
import { placedPeople } from '../../../server/features/organisation'
import { storeFile } from '../../../server/files/storedFiles'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { smallJpeg } from '../web/staged/files'

describe('a member logs a 点对点 visit (R33–R38, rules §3.5)', () => {
  let product: TestProduct
  let member: Caller
  let contactId: string
  beforeAll(async () => {
    product = await startTestProduct()
    member = await product.login('member')
    contactId = (await contacts()).contacts[0]?.personId ?? ''
  })
  afterAll(() => product.stop())

  const contacts = async (who = member) => (await who.call('visit.contacts')).body
  const visitsOf = async (personId: string, who = member) =>
    (await contacts(who)).contacts.find((one) => one.personId === personId)?.visitsThisQuarter
  const visit = (changes: Partial<Input<'visit.log'>> = {}): Input<'visit.log'> => ({
    visitId: randomUUID(),
    contactId,
    way: 'FACE',
    purposes: ['LISTENING'],
    visitedDay: '2026-09-07',
    content: '了解近期工作情况',
    ...changes,
  })
  const log = (changes: Partial<Input<'visit.log'>> = {}, who = member) => who.call('visit.log', visit(changes))
  const rows = <Row extends object>(entity: new () => Row, where: object = {}) =>
    product.database.read(null, 'job', (work) => work.manager.findBy(entity, where))

  test('the contacts are those of the 名册， none of them visited this quarter', async () => {
    const { quarter, contacts: mine } = await contacts()
    const onRoster = await rows(Liaison, { memberId: member.personId })
    expect(quarter).toBe('2026Q3')
    expect(mine.map((one) => one.personId).sort()).toEqual(onRoster.map((one) => one.contactId).sort())
    expect(mine.map((one) => one.visitsThisQuarter)).toEqual(mine.map(() => 0))
  })

  test('one visit sent twice is one visit and hears the same answer (rules §3.5)', async () => {
    const input = visit()
    const first = await member.call('visit.log', input)
    const second = await member.call('visit.log', input)
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.body).toEqual(first.body)
    const other = await member.call('visit.log', { ...input, content: '另一段话' })
    expect([other.status, other.body.code]).toEqual([409, 'request.entryKnown'])
    expect(first.body.visit).toMatchObject({ onRoster: true, backfilled: false, voided: false, mayVoid: true })
    expect(await rows(Visit, { id: input.visitId })).toHaveLength(1)
    expect(await rows(AuditEntry, { action: 'visit.log' })).toHaveLength(1)
    expect(await visitsOf(contactId)).toBe(1)
  })

  test('who can have come along are the other members of the own branch (rules §3.5)', async () => {
    const { members } = (await member.call('visit.members')).body
    const own = (await member.call('session.mine')).body.personId
    const ids = members.map(({ personId }) => personId)
    expect(ids).not.toContain(own)
    const people = await product.database.read(null, 'job', (work) => placedPeople(work).getRawMany())
    const branchId = people.find(({ personId }) => personId === own)?.branchId
    const wanted = people.filter((one) => one.branchId === branchId && isActiveMember(one) && one.personId !== own)
    expect([...ids].sort()).toEqual(wanted.map(({ personId }) => personId).sort())
    expect(wanted.length).toBeGreaterThan(1)
  })

  test("another person's number is not taken over", async () => {
    const [known] = await rows(Visit)
    const other = await product.login('memberSecond')
    const reply = await log({ ...(known && { visitId: known.id }) }, other)
    expect([reply.status, reply.body.code]).toEqual([409, 'request.keyReused'])
    expect((await rows(Visit))[0]?.authorId).toBe(member.personId)
  })

  test('the same contact, day and way again, and words of an earlier one, are taken and flagged (R34)', async () => {
    const again = await log({ content: '又谈了加班的安排' })
    expect(again.body.visit).toMatchObject({ repeated: true, copied: false })
    const otherWay = await log({ way: 'PHONE', content: '又谈了加班的安排，月底再看' })
    expect(otherWay.body.visit).toMatchObject({ repeated: false, copied: false })
    const copied = await log({ way: 'CHAT', visitedDay: '2026-09-06', content: '又谈了加班的安排， 月底再看' })
    expect(copied.body.visit).toMatchObject({ repeated: false, copied: true })
    expect((await log({ contactId: null, contactName: '门卫老周', content: '换班' })).body.visit.repeated).toBe(false)
    expect((await log({ contactId: null, contactName: '门卫 老周', content: '换班' })).body.visit.repeated).toBe(true)
  })

  test('of several met together each has a record, and the entry is taken back whole or one by one', async () => {
    const { contacts: mine } = await contacts()
    const [one, two, three] = mine.map(({ personId }) => personId)
    const day = { visitedDay: '2026-08-20' }
    const input = visit({ ...day, contactId: one ?? '', moreContactIds: [two ?? '', three ?? '', two ?? ''] })
    const first = await member.call('visit.log', input)
    expect(first.body.visit).toMatchObject({ together: 3, backfilled: true })
    expect((await member.call('visit.log', input)).body).toEqual(first.body)
    const fewer = await member.call('visit.log', { ...input, moreContactIds: [two ?? ''] })
    expect(fewer.body.code).toBe('request.entryKnown')
    const written = await rows(Visit, day)
    expect(written.map(({ contactId }) => contactId).sort()).toEqual([one, two, three].sort())
    const [second] = written.filter(({ contactId }) => contactId === two)
    await member.call('visit.void', { visitId: second?.id ?? '', reason: '他那天不在场' })
    expect((await rows(Visit, { ...day, state: 'VOID' })).map(({ id }) => id)).toEqual([second?.id])
    await member.call('visit.void', { visitId: input.visitId, reason: '刚登记就撤回', whole: true })
    expect(await rows(Visit, { ...day, state: 'VOID' })).toHaveLength(3)
    const self = await log({ ...day, moreContactIds: [member.personId] })
    expect(self.body.code).toBe('visit.self')
  })

  test('place, topic, outcome and up to nine pictures of his own are kept; another’s picture is none', async () => {
    const content = await smallJpeg()
    const stored = (ownerId: string) =>
      product.database.unitOfWork(null, 'job', (work) =>
        storeFile(work, { ownerId, purpose: 'PICTURE', mediaType: 'image/jpeg', width: 1, height: 1, content }),
      )
    const pictureIds = [await stored(member.personId), await stored(member.personId)]
    const facts = { place: '三车间', topic: '党的二十大精神', outcome: 'SETTLED' as const, pictureIds }
    const reply = await log({ ...facts, purposes: ['STUDY_PUBLICITY', 'DISPUTE'], visitedDay: '2026-09-01' })
    expect(reply.body.visit).toMatchObject(facts)
    const foreign = await stored((await product.login('memberSecond')).personId)
    expect((await log({ pictureIds: [foreign] })).status).toBe(404)
    const many = await log({ pictureIds: Array.from({ length: 10 }, () => randomUUID()) })
    expect([many.status, many.body.sentence]).toEqual([400, expect.stringContaining('照片最多9张')])
  })

  test('the 书记 of the branch reads the texts, above him there are numbers alone (rules §2.3)', async () => {
    const secretary = await product.login('financeSecretary')
    const [{ branchId } = { branchId: '' }] = await rows(Visit, { authorId: member.personId })
    const list = await secretary.call('visit.branch', { branchId: branchId ?? '' })
    expect(list.body.total).toBe((await rows(Visit, { branchId, state: 'LOGGED' })).length)
    const late = await secretary.call('visit.branch', { branchId: branchId ?? '', flag: 'backfilled' })
    expect(late.body.visits.length).toBe(list.body.counts.backfilled)
    expect(late.body.visits.every(({ backfilled }) => backfilled)).toBe(true)
    for (const who of ['office', 'hqCommittee', 'scrutineer', 'digitalSecretary'])
      expect((await (await product.login(who)).call('visit.branch', { branchId: branchId ?? '' })).status).toBe(403)
    const sums = await (await product.login('office')).call('visit.sums', {})
    const own = sums.body.branches.find((one) => one.branchId === branchId)
    expect(own).toMatchObject({ people: list.body.total, backfilled: list.body.counts.backfilled })
    expect(JSON.stringify(sums.body)).not.toContain('加班')
    expect((await secretary.call('visit.sums', {})).body.branches.map((one) => one.branchId)).toEqual([branchId])
  })

  test('two contacts of one name are two people, on the same day and in the same way (rules §9.14)', async () => {
    const { contacts: mine } = await contacts()
    const [first, second] = mine
    await product.database.unitOfWork(null, 'job', (work) =>
      work.change(Person, { id: second?.personId ?? '' }, { name: first?.name ?? '' }),
    )
    const day = { visitedDay: '2026-09-04' }
    const replies = [
      await log({ ...day, contactId: first?.personId ?? '' }),
      await log({ ...day, contactId: second?.personId ?? '' }),
    ]
    expect(replies.map((reply) => reply.status)).toEqual([200, 200])
  })

  test.each([
    ['today', '2026-09-07', 200, false],
    ['tomorrow', '2026-09-08', 422, undefined],
    ['seven days ago', '2026-08-31', 200, false],
    ['eight days ago: taken and flagged 补录', '2026-08-30', 200, true],
    ['a day that does not exist', '2026-09-31', 400, undefined],
  ])('a visit of %s (R34)', async (_what, visitedDay, status, backfilled) => {
    const reply = await log({ visitedDay, way: 'HOME' })
    expect([reply.status, reply.body.visit?.backfilled]).toEqual([status, backfilled])
  })

  test('the refusal of a future day names the day', async () => {
    expect((await log({ visitedDay: '2026-09-08' })).body.sentence).toBe(
      '走访日期2026年9月8日在今天之后，请改成已经走访的日期。',
    )
  })

  test('nobody visits himself, and a visit needs somebody', async () => {
    expect((await log({ contactId: member.personId })).body.code).toBe('visit.self')
    expect((await log({ contactId: null })).body.code).toBe('visit.contactMissing')
    expect((await log({ contactId: randomUUID() })).body.code).toBe('visit.contactMissing')
  })

  test('somebody who is not on the 名册 may be visited and is tagged (R34)', async () => {
    const byName = await log({ contactId: null, contactName: '门卫老周' })
    expect(byName.body.visit).toMatchObject({ contactName: '门卫老周', onRoster: false })
    const colleague = await product.login('massesSecond')
    const byId = await log({ contactId: colleague.personId })
    expect(byId.body.visit).toMatchObject({ contactName: colleague.name, onRoster: false })
  })

  test('somebody who was on the 名册 on that day is none of those outside, whatever has become of him since (R34)', async () => {
    const secretary = await product.login('financeSecretary')
    const { branchId } = (await secretary.call('session.mine')).body
    const { contacts: kept } = (await secretary.call('contact.branch', { branchId: branchId ?? '' })).body
    const own = kept.findLast(({ memberId }) => memberId === member.personId)
    const { liaisonId = '', revision = 0, contactId: gone = '' } = own ?? {}
    const ended = { liaisonId, revision, lastDay: '2026-09-04', reason: '工作调动，换人联系' }
    expect((await secretary.call('contact.end', ended)).status).toBe(200)
    const on = async (visitedDay: string) =>
      (await log({ contactId: gone, visitedDay, way: 'PHONE' })).body.visit.onRoster
    expect([await on('2026-09-03'), await on('2026-09-07')]).toEqual([true, false])
  })

  test('a joint visit is one record and counts once for each who went (rules §3.5)', async () => {
    const liaisons = await rows(Liaison, { contactId })
    const companionId = liaisons.find((one) => one.memberId !== member.personId)?.memberId ?? ''
    const companion = await product.loginPerson(companionId)
    const [before, beforeOther] = [await visitsOf(contactId), await visitsOf(contactId, companion)]
    const reply = await log({ way: 'ON_SITE', jointMemberIds: [companionId, companionId, member.personId] })
    expect(reply.status).toBe(200)
    expect(await rows(VisitMember, { visitId: reply.body.visit.visitId })).toHaveLength(2)
    expect([await visitsOf(contactId), await visitsOf(contactId, companion)]).toEqual([
      (before ?? 0) + 1,
      (beforeOther ?? 0) + 1,
    ])
    const [theirs] = (await companion.call('visit.mine', {})).body.visits
    expect(theirs).toMatchObject({ visitId: reply.body.visit.visitId, mayVoid: false })
  })

  test('whoever comes along must be a 党员 of the house and somebody else than the contact', async () => {
    const masses = await product.login('masses')
    for (const stranger of [randomUUID(), masses.personId])
      expect((await log({ way: 'CHAT', jointMemberIds: [stranger] })).body.sentence).toContain('同行党员')
    expect((await log({ way: 'CHAT', jointMemberIds: [contactId] })).body.code).toBe('visit.self')
    expect((await log({ way: 'CHAT' })).status).toBe(200)
  })

  test('who came along and has left since, came along all the same', async () => {
    const { personId } = await product.login('memberSecond')
    const become = (facts: Partial<Person>) =>
      product.database.unitOfWork(null, 'job', (work) => work.change(Person, { id: personId }, facts))
    await become({ dutyStatus: 'LEFT', leftDay: '2026-09-04' })
    const on = async (visitedDay: string) =>
      (await log({ way: 'ON_SITE', visitedDay, jointMemberIds: [personId] })).status
    expect([await on('2026-09-03'), await on('2026-09-07')]).toEqual([200, 404])
    await become({ dutyStatus: 'ON_DUTY', leftDay: null })
  })

  test('taken back by its author within seven days, with a reason; nothing is deleted', async () => {
    const { visitId } = (await log({ visitedDay: '2026-09-03' })).body.visit
    const other = await product.login('memberSecond')
    const foreign = await other.call('visit.void', { visitId, reason: '登记错了人' })
    expect([foreign.status, foreign.body.code]).toEqual([403, 'permission.denied'])
    expect((await member.call('visit.void', { visitId, reason: '错了' })).body.code).toBe('return.reasonShort')
    const before = await visitsOf(contactId)
    expect((await member.call('visit.void', { visitId, reason: '登记错了人' })).status).toBe(200)
    expect((await member.call('visit.void', { visitId, reason: '登记错了人' })).status).toBe(200)
    expect((await rows(Visit, { id: visitId }))[0]).toMatchObject({ state: 'VOID', voidReason: '登记错了人' })
    expect(await visitsOf(contactId)).toBe((before ?? 0) - 1)
    expect((await log({ visitedDay: '2026-09-03' })).status).toBe(200)
  })

  test('after seven days it stays', async () => {
    const { visitId } = (await log({ visitedDay: '2026-09-02' })).body.visit
    await product.moveTo('2026-09-15')
    const late = await member.call('visit.void', { visitId, reason: '登记错了人' })
    expect([late.status, late.body.sentence]).toEqual([409, '登记满7天后不能撤回，请写一条更正说明。'])
    const { visits } = (await member.call('visit.mine', {})).body
    expect(visits.find((one) => one.visitId === visitId)?.mayVoid).toBe(false)
  })

  test('the person visited is asked once, sees who and when and no words, and confirms or corrects', async () => {
    const visited = await product.login('masses')
    const { visitId } = (
      await log({ contactId: visited.personId, visitedDay: '2026-09-14', content: '只有两个人知道的话' })
    ).body.visit
    const cards = await rows(OutboxMessage, { kind: 'visitAnswer', personId: visited.personId })
    expect(cards).toHaveLength(1)
    expect(JSON.stringify(cards)).not.toMatch(new RegExp(`只有两个人|${member.name}`))
    await log({ contactId: visited.personId, visitedDay: '2026-08-01', content: '上个月的事' })
    expect(await rows(OutboxMessage, { kind: 'visitAnswer', personId: visited.personId })).toHaveLength(1)
    const about = async () => (await visited.call('visit.aboutMe', {})).body
    const [seen] = (await about()).visits
    expect(seen).toMatchObject({ visitId, members: [member.name], answer: null })
    expect(JSON.stringify(await about())).not.toContain('只有两个人')
    const other = await product.login('memberSecond')
    for (const who of [other, member])
      expect((await who.call('visit.answer', { visitId, right: true })).status).toBe(403)
    expect((await visited.call('visit.answer', { visitId, right: false })).body.code).toBe('visit.correctionMissing')
    await visited.call('visit.answer', { visitId, right: true })
    await visited.call('visit.answer', { visitId, right: false, correction: '那天没有见面' })
    expect((await about()).visits[0]).toMatchObject({ answer: 'OBJECTED', correction: '那天没有见面' })
    const [line] = await rows(AuditEntry, { action: 'visit.object', subjectId: visitId })
    expect(JSON.stringify(line)).not.toContain('没有见面')
    const [mine] = (await member.call('visit.mine', {})).body.visits.filter((one) => one.visitId === visitId)
    expect(mine).toMatchObject({ answer: 'OBJECTED', correction: '那天没有见面' })
    await visited.call('visit.answer', { visitId, right: true })
    expect((await about()).visits[0]).toMatchObject({ answer: 'CONFIRMED', correction: null })
    await member.call('visit.void', { visitId, reason: '刚登记就撤回' })
    expect((await visited.call('visit.answer', { visitId, right: true })).body.code).toBe('visit.takenBack')
  })

  test('only 党员 log visits', async () => {
    const masses = await product.login('masses')
    expect([(await log({}, masses)).status, (await masses.call('visit.contacts')).status]).toEqual([403, 403])
  })

  test('the list shows the newest first, twenty a page, and one’s own only', async () => {
    for (let at = 0; at < 8; at += 1) await log({ contactId: null, contactName: `访客${at}`, visitedDay: '2026-09-10' })
    const page = (number: number) => member.call('visit.mine', { page: number })
    const [first, second] = [(await page(1)).body, (await page(2)).body]
    expect([first.visits.length, first.total]).toEqual([20, first.visits.length + second.visits.length])
    const days = [...first.visits, ...second.visits].map((one) => one.visitedDay)
    expect(days).toEqual([...days].sort().reverse())
    const nobody = await product.login('leader')
    expect((await nobody.call('visit.mine', {})).body.total).toBe(0)
  })

  test('no text of a visit goes into the 留痕 (rules §2.3)', async () => {
    const lines = await rows(AuditEntry, { action: 'visit.log' })
    expect(JSON.stringify(lines)).not.toContain('了解近期工作情况')
  })
})
