import { APP, type Bench, OTHER_APP, reminderCard, SECRET, startBench, text } from './feishuBench'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

const send = (body: object, type = 'open_id') => bench.call('POST', `/im/v1/messages?receive_id_type=${type}`, body)
const words = (content = JSON.stringify({ text: '您好' })) => ({ msg_type: 'text', content })
const codeOf = async (reply: ReturnType<typeof send>) => (await reply).body.code

describe('content and receiver of a message (rows 8–11, 13, 16)', () => {
  it('refuses content that is not a string, not JSON or not fit for its type', async () => {
    const receiver = { receive_id: bench.openId('member') }
    expect(await send({ ...receiver, msg_type: 'text', content: { text: 'x' } })).toMatchObject({
      status: 400,
      body: { code: 9499, msg: 'Bad Request' },
    })
    const refused = async (body: object) => (await send({ ...receiver, ...body })).body.msg
    expect(await refused(words('not json'))).toContain('ext=invalid message content')
    expect(await refused(words(''))).toContain('ext=content cannot be empty')
    expect(await refused({ ...words(), msg_type: 'letter' })).toContain('ext=invalid msg_type')
  })

  it('refuses unknown receivers and ids of another app', async () => {
    expect((await send({ receive_id: 'ou_nobody', ...words() })).body).toMatchObject({ code: 230001 })
    const wrongType = await send({ receive_id: bench.openId('member'), ...words() }, 'letter')
    expect(wrongType.body.msg).toContain('ext=invalid receive_id_type')
    const foreign = { receive_id: bench.openId('member', OTHER_APP), ...words() }
    expect(await send(foreign)).toMatchObject({ status: 400, body: { code: 99992361 } })
    expect(bench.openId('member')).not.toBe(bench.openId('member', OTHER_APP))
  })

  it('does not reach people who left, stopped the bot, or are outside the availability', async () => {
    const to = (userId: string) => codeOf(send({ receive_id: bench.openId(userId), ...words() }))
    expect(await to('left')).toBe(230013)
    bench.control.set({ resignedCode: 230029 })
    expect(await to('left')).toBe(230029)
    expect(await to('silent')).toBe(230053)
    bench.control.seedApps([
      { appId: APP, appSecret: SECRET, availability: { departmentIds: [], userIds: ['secretary'] } },
    ])
    expect(await to('member')).toBe(230013)
    expect(await to('secretary')).toBe(0)
    expect(await codeOf(send({ receive_id: 'oc_group', ...words() }, 'chat_id'))).toBe(230002)
    bench.control.seedApps([{ appId: APP, appSecret: SECRET, botEnabled: false }])
    expect(await to('secretary')).toBe(230006)
  })

  it('refuses texts and cards that are too long, and phone numbers when the audit is on', async () => {
    const receive_id = bench.openId('member')
    const long = JSON.stringify({ text: 'x'.repeat(151 * 1024) })
    expect(await codeOf(send({ receive_id, ...words(long) }))).toBe(230025)
    const heavy = { ...reminderCard(), card_link: { url: `https://host.invalid/${'x'.repeat(31 * 1024)}` } }
    expect((await bench.sendCard(heavy)).body.code).toBe(230025)
    const withPhone = words(JSON.stringify({ text: `请拨 1380000${'0000'}` }))
    expect(await codeOf(send({ receive_id, ...withPhone }))).toBe(0)
    bench.control.set({ phoneAndMailAudit: true })
    expect(await codeOf(send({ receive_id, ...withPhone }))).toBe(230028)
  })
})

describe('the same uuid (row 12)', () => {
  it('gives the same message for one hour, then a new one', async () => {
    const body = { receive_id: bench.openId('member'), ...words(), uuid: 'u-1' }
    const first = await send(body)
    const second = await send(body)
    expect(second.body.data.message_id).toBe(first.body.data.message_id)
    expect(bench.control.messages({ userId: 'member' })).toHaveLength(1)
    bench.emulator.frame.clock.advance(3600_000)
    expect((await send(body)).body.data.message_id).not.toBe(first.body.data.message_id)
  })

  it('is refused while the first send is under way, when that is switched on', async () => {
    bench.control.set({ refuseUuidInFlight: true, sendDelayMs: 150 })
    const body = { receive_id: bench.openId('member'), ...words(), uuid: 'u-2' }
    const token = await bench.tenantToken()
    const both = [0, 1].map(() => bench.call('POST', '/im/v1/messages?receive_id_type=open_id', body, token))
    const codes = (await Promise.all(both)).map((reply) => reply.body.code).sort()
    expect(codes).toEqual([0, 230049])
  })
})

describe('changing a sent card (rows 17–19)', () => {
  const done = () => ({ ...reminderCard(), header: { template: 'green', title: text('已办') } })
  const patch = (id: string, card: unknown) =>
    bench.call('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(card) })

  it('works through the SDK and paints the card anew', async () => {
    const sent = await bench.sendCard(reminderCard())
    const id = String(sent.body.data.message_id)
    const reply = await bench
      .client()
      .im.v1.message.patch({ path: { message_id: id }, data: { content: JSON.stringify(done()) } })
    expect(reply).toEqual({ code: 0, data: {}, msg: 'ok' })
    expect(bench.control.shown({ messageId: id, userId: 'member' })).toMatchObject({ header: { template: 'green' } })
    await expect(bench.client().im.v1.message.get({ path: { message_id: id } })).resolves.toMatchObject({ code: 0 })
  })

  it('is refused for other messages, other apps, old cards, recalled cards and another card version', async () => {
    const id = String((await bench.sendCard(reminderCard())).body.data.message_id)
    const words = { receive_id: bench.openId('member'), msg_type: 'text', content: '{"text":"x"}' }
    const plain = String((await send(words)).body.data.message_id)
    expect((await patch(plain, done())).body.msg).toContain('This message is NOT a card')
    expect((await patch('bm-1', done())).body.msg).toContain('ext=invalid message_id')
    const other = await bench.tenantToken(OTHER_APP, 'other-secret')
    const foreign = await bench.call('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(done()) }, other)
    expect(foreign.body.code).toBe(230027)
    expect((await patch(id, { config: { update_multi: true }, elements: [] })).body.msg).toContain('200830')
    bench.emulator.frame.clock.advance(14 * 86400_000 + 1)
    expect((await patch(id, done())).body.code).toBe(230031)
  })

  it('is refused for a recalled card and for a private card of version 1.0', async () => {
    const id = String((await bench.sendCard(reminderCard())).body.data.message_id)
    expect((await bench.call('DELETE', `/im/v1/messages/${id}`)).body.code).toBe(0)
    expect((await patch(id, done())).body.code).toBe(230011)
    const old = String(
      (await bench.sendCard({ elements: [{ tag: 'note', elements: [], strange: 1 }] })).body.data.message_id,
    )
    expect((await patch(old, { elements: [] })).body.code).toBe(230001)
  })

  it('is limited to five changes of one message in a second', async () => {
    const id = String((await bench.sendCard(reminderCard())).body.data.message_id)
    for (let count = 0; count < 5; count += 1) expect((await patch(id, done())).body.code).toBe(0)
    expect(await patch(id, done())).toMatchObject({ status: 400, body: { code: 230020 } })
  })
})

describe('batch send (row 37)', () => {
  it('names the ids it could not use, cannot be changed later and never calls back', async () => {
    const scopes = ['im:message', 'im:message:send_multi_users']
    bench.control.seedApps([{ appId: APP, appSecret: SECRET, scopes }])
    const open_ids = [bench.openId('member'), bench.openId('left'), 'ou_nobody']
    const reply = await bench.call('POST', '/message/v4/batch_send/', {
      msg_type: 'interactive',
      card: reminderCard(),
      open_ids,
    })
    expect(reply).toMatchObject({ status: 200, body: { code: 0, data: { invalid_open_ids: open_ids.slice(1) } } })
    expect(String(reply.body.data.message_id)).toMatch(/^bm-/)
    const [message] = bench.control.messages({ userId: 'member' })
    const messageId = message?.messageId ?? ''
    expect((await bench.call('PATCH', `/im/v1/messages/${messageId}`, { content: '{}' })).body.code).toBe(230001)
    await bench.control.click({ userId: 'member', messageId, values: { doneOn: '2026-11-30' } })
    expect(bench.product.received).toHaveLength(0)
    const tooMany = { msg_type: 'text', content: { text: 'x' }, open_ids: Array(201).fill('ou_x') }
    expect((await bench.call('POST', '/message/v4/batch_send/', tooMany)).body.code).toBe(10003)
  })
})
