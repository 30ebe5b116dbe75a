import { randomUUID } from 'node:crypto'
import { getMetadataArgsStorage } from 'typeorm'
import { AuditEntry, entities, OpinionEnvelope, OutboxMessage, RequestKey, SupervisionOpinion } from '../../../entities'
import type { Input } from '../../../server/contract'
import { dayOfInstant, hourOfInstant } from '../../../server/domain/calendar/calendarDay'
import { describeEachDatabase } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { openPledges, type PledgeStage, requestKey } from '../pledge/pledgeStage'

type Opinion = Input<'supervision.submit'>

describeEachDatabase('群众 supervise what was promised (R27)', (db) => {
  let stage: PledgeStage
  let masses: Caller
  let pledgeId: string
  beforeAll(async () => {
    stage = await openPledges(db.url)
    masses = await stage.product.login('masses')
    await stage.handIn(stage.member)
    pledgeId = (await stage.mine()).pledgeId
  })
  afterAll(() => stage.product.stop())

  const opinion = (changes: Partial<Opinion> = {}): Opinion => ({
    pledgeId,
    opinionId: randomUUID(),
    content: '报销确实快了，希望月底也能当天办',
    anonymous: true,
    ...changes,
  })
  const say = (changes: Partial<Opinion> = {}, who = masses) => who.call('supervision.submit', opinion(changes))
  const board = async (who = stage.secretary, page = 1) =>
    who.call('supervision.branch', { branchId: stage.branchId, page })

  test('nothing is said about what is not public, nor by its member', async () => {
    expect((await say()).body.code).toBe('opinion.unpublished')
    expect((await say({ pledgeId: randomUUID() })).body.code).toBe('opinion.unpublished')
    await stage.putUp(stage.member)
    expect((await say({}, stage.member)).body.sentence).toBe('不能给自己的承诺提意见。')
  })

  test.each([
    ['one 字', '好', '意见至少写2个字'],
    ['nothing', ' ', '请填写意见'],
    ['501 字', '议'.repeat(501), '意见共501字，超出1字（不超过500字）'],
    ['a telephone number', '有事请打000-1234', '意见里有像电话号码或身份证号的数字，请删掉后再提交'],
    ['an identity number', `他的证件是${'0'.repeat(18)}`, '意见里有像电话号码或身份证号的数字，请删掉后再提交'],
  ])('%s is refused at its field', async (_what, content, sentence) => {
    const { status, body } = await say({ content })
    expect([status, body.problems]).toEqual([422, [{ field: 'content', code: expect.any(String), sentence }]])
  })

  test('unsigned, it leaves no trace of who or when, anywhere, and waits sealed', async () => {
    const input = opinion()
    const keysBefore = await stage.rows(RequestKey)
    const linesBefore = (await stage.rows(AuditEntry)).length
    expect((await masses.call('supervision.submit', input, requestKey())).status).toBe(200)
    expect(await stage.rows(SupervisionOpinion)).toEqual([])
    expect(await stage.rows(OpinionEnvelope)).toMatchObject([{ id: input.opinionId, receivedDay: '2026-09-07' }])
    expect(await stage.rows(RequestKey)).toEqual(keysBefore)
    // Not even a line without name and hour: where it lies between two others tells both.
    expect(await stage.rows(AuditEntry)).toHaveLength(linesBefore)
  })

  test('its table has no column for a time, nor a second one for a person', () => {
    const columns = getMetadataArgsStorage().columns.filter((column) => column.target === SupervisionOpinion)
    expect(entities).toContain(SupervisionOpinion)
    expect(columns.map((column) => column.propertyName).sort()).toEqual(
      ['branchId', 'content', 'hiddenReason', 'id', 'personId', 'pledgeId', 'receivedDay', 'revision'].sort(),
    )
    expect(columns.some((column) => column.options.type === 'bigint')).toBe(false)
  })

  test('nor does a hidden row number tell in what order they came (rules §4.6.3)', async () => {
    if (db.kind !== 'sqlite') return
    const asked = stage.product.database.read(null, 'job', (work) =>
      work.manager.query('select rowid from supervision_opinion'),
    )
    await expect(asked).rejects.toThrow(/no such column: rowid/)
  })

  test('signed, it carries the name; the 留痕 says that it was given, not what it says', async () => {
    const content = '值班时找不到人，请改进'
    expect((await say({ anonymous: false, content })).status).toBe(200)
    const [stored] = await stage.rows(SupervisionOpinion, { content })
    expect(stored?.personId).toBe(masses.personId)
    const lines = await stage.rows(AuditEntry, { action: 'supervision.submit', actorId: masses.personId })
    expect(lines).toHaveLength(1)
    expect(JSON.stringify(lines)).not.toContain(content)
  })

  test('sent twice it is one opinion, counted once; under another’s id it is refused', async () => {
    const input = opinion({ content: '只说一次的话' })
    for (let time = 0; time < 7; time += 1) expect((await masses.call('supervision.submit', input)).status).toBe(200)
    expect((await stage.rows(OpinionEnvelope)).filter(({ id }) => id === input.opinionId)).toHaveLength(1)
    const other = await stage.secretary.call('supervision.submit', { ...input, content: '另一句话' })
    expect([other.status, other.body.code]).toEqual([409, 'record.changed'])
  })

  test('five a day and no more, signed and unsigned together; another person and the next day count anew', async () => {
    expect([(await say()).status, (await say({ anonymous: false })).status]).toEqual([200, 200])
    const { status, body } = await say()
    expect([status, body.sentence]).toEqual([429, '今天已经提了5条意见，请明天再提。'])
    expect((await say({}, stage.office)).status).toBe(200)
    await stage.moveQuietly('2026-09-08')
    expect((await say({ content: '第二天的话', anonymous: false })).status).toBe(200)
  })

  test('the 书记 gets one card a day, the next working morning, which says nothing but that there is something', async () => {
    const cards = (await stage.rows(OutboxMessage, { kind: 'opinions' })).sort(
      (one, other) => one.nextAt - other.nextAt,
    )
    expect(cards.map(({ personId, nextAt }) => [personId, dayOfInstant(nextAt), hourOfInstant(nextAt)])).toEqual([
      [stage.secretary.personId, '2026-09-08', 9],
      [stage.secretary.personId, '2026-09-09', 9],
    ])
    const words = JSON.stringify(cards.map((each) => each.card))
    expect(words).toContain('有新的群众意见')
    expect(words).not.toMatch(/报销|林知夏|第二天|匿名|苏雨晴/)
  })

  test('the 书记 alone reads them, the latest day first', async () => {
    const { body } = await board()
    // Three signed ones; the four unsigned ones of the first day came into the book together in the night.
    expect(body.total).toBe(7)
    const days = body.opinions.map(({ receivedDay }) => receivedDay)
    expect(days).toEqual([...days].sort().reverse())
    const last = body.opinions.find(({ content }) => content === '第二天的话')
    expect(last).toMatchObject({ receivedDay: '2026-09-08', pledgeName: '林知夏', fromName: '苏雨晴' })
    expect(body.opinions.filter((one) => one.fromName === '苏雨晴')).toHaveLength(3)
    expect(body.opinions.filter((one) => one.fromName === null)).toHaveLength(4)
    const digital = await stage.product.login('digitalSecretary')
    const scrutineer = await stage.product.login('scrutineer')
    const replies = await Promise.all(
      [masses, stage.member, stage.office, digital, scrutineer].map((who) => board(who)),
    )
    expect(replies.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    expect((await board(stage.secretary, 2)).body.opinions).toEqual([])
  })

  test('one that names others is put away with a reason; what was written stays', async () => {
    const second = async () => (await board()).body.opinions.find(({ content }) => content === '第二天的话')
    const first = await second()
    const hide = (reason: string, who = stage.secretary, revision = first?.revision ?? 0) =>
      who.call('supervision.hide', { opinionId: first?.opinionId ?? '', reason, revision })
    expect((await hide('点名了', stage.secretary)).status).toBe(422)
    expect((await hide('内容涉及第三人隐私', masses)).status).toBe(403)
    expect((await hide('内容涉及第三人隐私')).status).toBe(200)
    expect((await hide('内容涉及第三人隐私')).body.code).toBe('opinion.hidden')
    expect(await second()).toMatchObject({
      content: '第二天的话',
      hiddenReason: '内容涉及第三人隐私',
    })
    const [line] = await stage.rows(AuditEntry, { action: 'supervision.hide' })
    expect([line?.actorId, line?.reason]).toEqual([stage.secretary.personId, '内容涉及第三人隐私'])
  })
})
