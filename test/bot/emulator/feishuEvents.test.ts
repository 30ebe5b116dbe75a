import { decrypt } from '../../../bot/emulator/feishu/crypto'
import {
  APP,
  type Bench,
  decryptIndependently,
  ENCRYPT_KEY,
  type Received,
  SECRET,
  signIndependently,
  startBench,
  VERIFICATION,
} from './feishuBench'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

const push = (more: object = {}) =>
  bench.control.pushEvent({ appId: APP, type: 'application.bot.menu_v6', event: { event_key: 'todo' }, ...more })
const eventIds = () => bench.product.received.map(({ payload }) => (payload.header as { event_id: string }).event_id)
const got = (index = 0): Received => {
  const one = bench.product.received[index]
  if (!one) throw new Error('nothing received')
  return one
}
const isSigned = (one: Received) => one.headers['x-lark-signature'] === signIndependently(one.headers, one.rawBody)

describe('encryption (feishu §5.2)', () => {
  it('reads the published example', () => {
    const example = 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk='
    expect(decrypt(example, 'test key')).toBe('hello world')
    expect(decryptIndependently(example, 'test key')).toBe('hello world')
  })
})

describe('delivery of events (row 24)', () => {
  it('repeats after 15 s, 5 min, 1 h and 6 h with the same event id, and then gives up', async () => {
    bench.product.state.answer = async () => ({ status: 500 })
    await push()
    for (const wait of [15_000, 300_000, 3600_000, 6 * 3600_000]) {
      const before = bench.product.received.length
      bench.emulator.frame.clock.advance(wait - 1)
      await bench.emulator.settle()
      expect(bench.product.received).toHaveLength(before)
      bench.emulator.frame.clock.advance(1)
      await bench.emulator.settle()
      expect(bench.product.received).toHaveLength(before + 1)
    }
    bench.emulator.frame.clock.advance(48 * 3600_000)
    await bench.emulator.settle()
    expect(bench.product.received).toHaveLength(5)
    expect(new Set(eventIds()).size).toBe(1)
  })

  it('takes 204 for a failure', async () => {
    bench.product.state.answer = async () => ({ status: 204 })
    await push()
    expect(bench.emulator.frame.clock.plannedCount()).toBe(1)
  })

  it('can come twice, in another order, or as the same message under a new event id', async () => {
    bench.control.set({ duplicateAfterSuccess: true })
    await push()
    expect(new Set(eventIds()).size).toBe(1)
    expect(bench.product.received).toHaveLength(2)
    bench.control.set({ duplicateAfterSuccess: false, sameMessageNewEventId: true })
    await bench.control.say({ appId: APP, userId: 'member', text: '您好' })
    const messages = bench.product.received
      .slice(2)
      .map((one) => (one.payload.event as { message: { message_id: string } }).message.message_id)
    expect(messages[0]).toBe(messages[1])
    expect(new Set(eventIds().slice(2)).size).toBe(2)
    bench.control.set({ holdEvents: true, sameMessageNewEventId: false })
    await push({ eventId: 'first' })
    await push({ eventId: 'second' })
    await bench.control.releaseEvents({ order: 'reversed' })
    expect(eventIds().slice(4)).toEqual(['second', 'first'])
  })
})

describe('odd and forged deliveries (row 25)', () => {
  it('signs the raw bytes, also when the JSON has spaces', async () => {
    await push({ tampering: { spaces: true } })
    expect(got().rawBody).toContain('\n')
    expect(isSigned(got())).toBe(true)
    expect(got().headers['x-lark-signature']).not.toBe(
      signIndependently(got().headers, JSON.stringify(JSON.parse(got().rawBody))),
    )
  })

  it('can be wrong in signature, time, token, app and tenant', async () => {
    await push({ tampering: { wrongSignature: true } })
    expect(isSigned(got())).toBe(false)
    await push({ tampering: { staleMs: 600_000 } })
    const now = bench.emulator.frame.clock.now() / 1000
    expect(Number(got(1).headers['x-lark-request-timestamp'])).toBe(Math.floor(now) - 600)
    await push({ tampering: { token: 'x', appId: 'cli_x', tenantKey: 'y' } })
    expect(got(2).payload.header).toMatchObject({ token: 'x', app_id: 'cli_x', tenant_key: 'y' })
    await push({ tampering: { unsigned: true } })
    expect(got(3).headers['x-lark-signature']).toBeUndefined()
  })

  it('can be replayed byte for byte', async () => {
    await push()
    await bench.control.replay({ deliveryId: bench.control.deliveries()[0]?.id ?? '' })
    expect(got(1).rawBody).toBe(got(0).rawBody)
    expect(got(1).headers['x-lark-signature']).toBe(got(0).headers['x-lark-signature'])
  })
})

describe('saving the address (row 26)', () => {
  it('sends an unsigned, encrypted challenge and wants it back in time', async () => {
    expect(await bench.control.verifyUrl({ appId: APP, which: 'event' })).toMatchObject({ accepted: true })
    expect(got().headers['x-lark-signature']).toBeUndefined()
    expect(got().payload).toMatchObject({ type: 'url_verification', token: VERIFICATION })
    expect(JSON.parse(got().rawBody)).toHaveProperty('encrypt')
    bench.control.seedApps([
      { appId: APP, appSecret: SECRET, callbackUrl: 'http://127.0.0.1:9/none', encryptKey: ENCRYPT_KEY },
    ])
    expect(await bench.control.verifyUrl({ appId: APP, which: 'callback' })).toMatchObject({ accepted: false })
  })
})

describe('kinds of events (row 27)', () => {
  it('knows the old envelope and types nobody has heard of', async () => {
    await push({ envelope: 'v1', type: 'message' })
    expect(got().payload).toMatchObject({
      type: 'event_callback',
      token: VERIFICATION,
      event: { type: 'message', event_key: 'todo' },
    })
    expect(got().payload).toHaveProperty('uuid')
    await push({ type: 'some.future.event_v9' })
    expect(got(1).payload.header).toMatchObject({ event_type: 'some.future.event_v9' })
  })

  it('come from what people do: writing, entering the chat, reading, pressing the menu', async () => {
    await bench.sendCard({ schema: '2.0', body: { elements: [] } })
    const who = { appId: APP, userId: 'member' }
    await bench.control.say({ ...who, text: '您好' })
    await bench.control.enterChat(who)
    await bench.control.markRead(who)
    await bench.control.pressMenu({ ...who, key: 'todo' })
    const types = bench.product.received.map(({ payload }) => (payload.header as { event_type: string }).event_type)
    expect(types).toEqual([
      'im.message.receive_v1',
      'im.chat.access_event.bot_p2p_chat_entered_v1',
      'im.message.message_read_v1',
      'application.bot.menu_v6',
    ])
    expect(got().payload.event).toMatchObject({
      sender: { sender_id: { open_id: bench.openId('member') }, sender_type: 'user' },
      message: { chat_type: 'p2p', message_type: 'text', content: '{"text":"您好"}' },
    })
  })

  it('about people carry only the fields the app may see (row 29)', async () => {
    bench.control.seedApps([
      { appId: APP, appSecret: SECRET, scopes: ['contact:contact.base:readonly', 'contact:user.base:readonly'] },
    ])
    await bench.control.userChanged({ change: 'deleted', userId: 'member' })
    const event = got().payload.event as { object: object; old_object: object }
    expect(event.object).toMatchObject({ open_id: bench.openId('member'), name: '乙党员' })
    expect(event.object).not.toHaveProperty('status')
    expect(event.object).not.toHaveProperty('department_ids')
    expect(event.old_object).toHaveProperty('open_id')
  })
})
