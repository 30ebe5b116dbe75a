import {
  APP,
  type Bench,
  ENCRYPT_KEY,
  OTHER_APP,
  reminderCard,
  SECRET,
  signIndependently,
  startBench,
  text,
  VERIFICATION,
} from './feishuBench'

let bench: Bench
let messageId: string
beforeEach(async () => {
  bench = await startBench()
  messageId = String((await bench.sendCard(reminderCard())).body.data.message_id)
})
afterEach(() => bench.stop())

const done = () => ({ ...reminderCard(), header: { template: 'green', title: text('已办') } })
const filled = { doneOn: '2026-11-30', result: 'ok' }
const click = (more: object = {}) =>
  bench.control.click({ userId: 'member', messageId, target: 'submit', values: filled, ...more })
const title = (userId = 'member') => JSON.stringify(bench.control.shown({ messageId, userId })?.header)
const answer = (body: unknown, more: object = {}) => {
  bench.product.state.answer = async () => ({ body, ...more })
}
const patch = () => bench.call('PATCH', `/im/v1/messages/${messageId}`, { content: JSON.stringify(done()) })
const tokenOf = (index = -1) =>
  String((bench.product.received.at(index)?.payload.event as { token?: string } | undefined)?.token)
const update = (token: string, card: object = done(), appToken?: string) =>
  bench.call('POST', '/interactive/v1/card/update', { token, card }, appToken)

describe('what a click sends (row 20)', () => {
  it('is compact, encrypted, rightly signed, and carries the form as the platform writes it', async () => {
    expect(await click()).toMatchObject({ ok: true })
    const [got] = bench.product.received
    if (!got) throw new Error('nothing received')
    expect(got.path).toBe('/bot/feishu/cards')
    expect(got.rawBody).toMatch(/^\{"encrypt":"[^"]+"\}$/)
    expect(got.headers['x-lark-signature']).toBe(signIndependently(got.headers, got.rawBody, ENCRYPT_KEY))
    expect(got.payload).toMatchObject({
      schema: '2.0',
      header: { token: VERIFICATION, event_type: 'card.action.trigger', app_id: APP, tenant_key: 'tenant0001' },
      event: {
        operator: { open_id: bench.openId('member') },
        action: { tag: 'button', name: 'submit', value: { k: 'done', task: '1' }, timezone: 'Asia/Shanghai' },
        host: 'im_message',
        context: { open_message_id: messageId },
      },
    })
    const { header, event } = got.payload as {
      header: { create_time: string }
      event: { action: object; operator: object }
    }
    expect(header.create_time).toMatch(/^\d{16}$/)
    expect(event.operator).not.toHaveProperty('user_id')
    expect(event.action).toHaveProperty('form_value', { doneOn: '2026-11-30 +0800', result: 'ok', note: '' })
  })

  it('is stopped by the client when a field is empty or too long, but not by a forged client', async () => {
    expect(await click({ values: {} })).toMatchObject({ ok: false, fieldErrors: { doneOn: '此项必填' } })
    expect(await click({ values: { ...filled, note: '一二三四五六七八九十一' } })).toMatchObject({ ok: false })
    expect(bench.product.received).toHaveLength(0)
    await click({ values: { note: '一二三四五六七八九十一' }, raw: true })
    expect(bench.product.received).toHaveLength(1)
  })

  it('leaves an untouched choice out or sends it empty, by switch', async () => {
    const formOf = (index: number) =>
      (bench.product.received[index]?.payload.event as { action: { form_value: object } } | undefined)?.action
        .form_value
    await click({ values: { doneOn: '2026-11-30' } })
    bench.control.set({ emptyOptional: 'blank' })
    await click({ values: { doneOn: '2026-11-30' } })
    expect(formOf(0)).not.toHaveProperty('result')
    expect(formOf(1)).toHaveProperty('result', '')
  })
})

describe('what the client makes of the answer (row 21)', () => {
  it('shows toast and card of a proper answer', async () => {
    answer({ toast: { type: 'success', content: '收到' }, card: { type: 'raw', data: done() } })
    expect(await click()).toMatchObject({ ok: true, toast: { tone: 'success', text: '收到' } })
    expect(title()).toContain('已办')
  })

  const wrong: [string, object, number][] = [
    ['status 204', { status: 204 }, 200671],
    ['a redirect', { status: 302, headers: { location: '/x' } }, 200671],
    ['status 500', { status: 500, body: {} }, 200671],
    ['plain text', { text: 'no card event handle' }, 200672],
    ['an invalid card', { body: { card: { type: 'raw', data: { schema: '2.0', elements: [] } } } }, 200673],
    ['a card of version 1.0', { body: { card: { type: 'raw', data: { elements: [] } } } }, 200830],
  ]
  it.each(wrong)('shows an error for %s and does not ask again', async (_name, reply, code) => {
    bench.product.state.answer = async () => reply
    expect(await click()).toMatchObject({ ok: false, clientError: code })
    bench.emulator.frame.clock.advance(24 * 3600_000)
    await bench.emulator.settle()
    expect(bench.product.received).toHaveLength(1)
    expect(title()).toContain('明天到期')
  })

  it('gives up after the deadline', async () => {
    bench.control.set({ callbackDeadlineMs: 60 })
    answer({}, { delayMs: 200 })
    expect(await click()).toMatchObject({ clientError: 200341 })
  })

  it('can refuse raw cards of version 2.0 in answers, and knows a missing callback address', async () => {
    bench.control.set({ refuseRawCardInAnswer: true })
    answer({ card: { type: 'raw', data: done() } })
    expect(await click()).toMatchObject({ clientError: 200673 })
    bench.control.seedApps([{ appId: APP, appSecret: SECRET, callbackUrl: '' }])
    expect(await click()).toMatchObject({ clientError: 200340 })
  })
})

describe('changes while the callback is open (row 18)', () => {
  const answerAfter = (run: () => Promise<unknown>) => {
    bench.product.state.answer = async () => {
      await run()
      return { body: { toast: { type: 'info', content: '好' } } }
    }
  }

  it('PATCH is stored, yet the client paints the old card again', async () => {
    answerAfter(patch)
    await click()
    expect(title('member')).toContain('明天到期')
    expect(bench.control.messages()[0]?.content).toContain('已办')
  })

  it('PATCH can be locked instead', async () => {
    bench.control.set({ patchDuringCallback: 'lock' })
    const replies: { body: { msg: string } }[] = []
    answerAfter(async () => replies.push(await patch()))
    await click()
    expect(replies[0]?.body.msg).toMatch(/11310.*card action is lock/)
    expect((await patch()).body.code).toBe(0)
  })

  it('the token update is taken and then lost', async () => {
    const replies: { body: { code: number } }[] = []
    answerAfter(async () => replies.push(await update(tokenOf())))
    await click()
    expect(replies[0]?.body.code).toBe(0)
    expect(title()).toContain('明天到期')
    expect(bench.control.messages()[0]?.content).toContain('明天到期')
  })
})

describe('the update token (row 19)', () => {
  it('works twice, for 30 minutes, for its own app', async () => {
    await click()
    expect(await update('x')).toMatchObject({ status: 200, body: { code: 300020 } })
    const other = await bench.tenantToken(OTHER_APP, 'other-secret')
    expect((await update(tokenOf(), done(), other)).body.code).toBe(200310)
    expect((await update(tokenOf(), { ...done(), open_ids: ['ou_x'] })).body.code).toBe(10002)
    expect(await update(tokenOf())).toMatchObject({ status: 200, body: { code: 0, msg: 'ok' } })
    expect(title()).toContain('已办')
    expect((await update(tokenOf())).body.code).toBe(0)
    expect((await update(tokenOf())).body.code).toBe(300040)
    await click()
    bench.emulator.frame.clock.advance(1800_001)
    expect((await update(tokenOf())).body.code).toBe(300030)
  })
})

describe('time and other people (rows 22, 23)', () => {
  it('cards of version 2.0 take clicks for 14 days, of version 1.0 for 30', async () => {
    const old = {
      elements: [{ tag: 'action', actions: [{ tag: 'button', text: text('知道了'), value: { k: 'seen' } }] }],
    }
    const oldId = String((await bench.sendCard(old)).body.data.message_id)
    bench.emulator.frame.clock.advance(14 * 86400_000 + 1)
    expect(await click()).toMatchObject({ ok: false })
    expect(await click({ messageId: oldId, target: '知道了' })).toMatchObject({ ok: true })
    bench.emulator.frame.clock.advance(16 * 86400_000)
    expect(await click({ messageId: oldId, target: '知道了' })).toMatchObject({ ok: false })
    expect(bench.product.received).toHaveLength(1)
  })

  it('a double click calls twice with two event ids', async () => {
    await Promise.all([click(), click()])
    const ids = bench.product.received.map((one) => (one.payload.header as { event_id: string }).event_id)
    expect(new Set(ids).size).toBe(2)
  })

  it('another person may click, and an outdated view sends its old value', async () => {
    await click({ userId: 'secretary' })
    expect(bench.product.received[0]?.payload).toMatchObject({
      event: { operator: { open_id: bench.openId('secretary') } },
    })
    bench.control.freezeView({ messageId, userId: 'member' })
    const next = { content: JSON.stringify(reminderCard({ k: 'new' })) }
    await bench.call('PATCH', `/im/v1/messages/${messageId}`, next)
    await click()
    await click({ userId: 'secretary' })
    const values = bench.product.received.map(
      (one) => (one.payload.event as { action: { value: object } }).action.value,
    )
    expect(values.slice(1)).toEqual([{ k: 'done', task: '1' }, { k: 'new' }])
  })

  it('a card that forbids it is not forwarded', () => {
    expect(() => bench.control.forward({ messageId, toUserId: 'secretary' })).toThrow('forwarding')
  })
})
