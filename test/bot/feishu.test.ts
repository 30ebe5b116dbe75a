import type { createFeishu, FeishuSettings } from '../../bot/feishu'
import { decrypt } from '../../bot/feishu/crypto'
import type { SendOutcome } from '../../bot/port'
import { readButton, sampleCard } from './chatPlatform.contract'
import { openFeishuStage } from './feishuStage'

type Stage = Awaited<ReturnType<typeof openFeishuStage>>

const hour = 3600_000
const appId = 'cli_a0000000000000a1'
let stage: Stage
const open = async (change: Partial<FeishuSettings> = {}) => {
  stage = await openFeishuStage(change)
  return stage
}
afterEach(() => stage.stop())
const send = (card = sampleCard(), key = 'outbox-1') => stage.platform.send(stage.person, card, key)
const answerNext = (status: number, body: object, headers: Record<string, string> = {}) =>
  stage.fault({ kind: 'status', status, body, headers })

describe('what Feishu refuses', () => {
  test.each<[number, number, SendOutcome['kind']]>([
    [400, 230013, 'unreachable'],
    [400, 230029, 'unreachable'],
    [400, 230053, 'unreachable'],
    [400, 230035, 'unreachable'],
    [400, 230020, 'later'],
    [400, 230049, 'later'],
    [429, 99991400, 'later'],
    [400, 99991400, 'later'],
    [500, 1500, 'later'],
    [200, 2200, 'later'],
    [400, 230001, 'refused'],
    [400, 230028, 'refused'],
    [400, 230006, 'later'],
    [400, 99991672, 'later'],
    [400, 99991401, 'later'],
    [400, 99991403, 'later'],
    [200, 10014, 'later'],
    // Nobody has seen it yet: it waits rather than being lost.
    [400, 239999, 'later'],
  ])('HTTP %i with code %i means %s', async (status, code, kind) => {
    await open()
    answerNext(status, { code, msg: 'said by the platform' })
    const outcome = await send()
    expect(outcome.kind).toBe(kind)
    expect(JSON.stringify(outcome)).toContain(String(code))
    expect(JSON.stringify(outcome)).not.toContain('said by')
  })

  test('the pause of a rate limit is the one the gateway names', async () => {
    await open()
    answerNext(429, { code: 99991400, msg: 'request trigger frequency limit' }, { 'x-ogw-ratelimit-reset': '7.5' })
    expect(await send()).toMatchObject({ kind: 'later', afterMilliseconds: 7500 })
  })

  test('the sixth card to one person within a second has to wait', async () => {
    await open()
    stage.control.useLimit({ key: 'user member-1', count: 5 })
    expect(await send()).toMatchObject({ kind: 'later', afterMilliseconds: 2000 })
  })

  test('a faulty card is named by its number only, and with the log id for the support of Feishu', async () => {
    await open()
    const msg = 'Failed to create card content, ext=ErrCode: 200621; ErrMsg: parse card json err; ErrorValue: 张某某； '
    answerNext(400, { code: 230099, msg, error: { log_id: '2026abc' } })
    const outcome = await send()
    expect(outcome).toEqual({
      kind: 'refused',
      reason: 'feishu: code 230099, card error 200621, HTTP 400, log 2026abc',
      words: '飞书不接受这张卡片（编号230099）',
    })
  })

  test('the scope that is missing is named, for whoever has to grant it', async () => {
    await open()
    const violations = [{ type: 'action_scope_required', subject: 'im:message:send_as_bot' }]
    answerNext(400, { code: 99991672, msg: 'Access denied.', error: { permission_violations: violations } })
    expect(await send()).toMatchObject({ cause: 'setting', words: expect.stringContaining('im:message:send_as_bot') })
  })

  test('an address nobody has is the person’s, not the card’s', async () => {
    await open()
    answerNext(400, { code: 230001, msg: 'Your request contains an invalid request parameter, ext=invalid receive_id' })
    expect((await send()).kind).toBe('unreachable')
  })

  test('a token rejected twice is not tried a third time', async () => {
    await open()
    for (const status of [400, 400, 400]) answerNext(status, { code: 99991663, msg: 'Invalid access token' })
    expect(await send()).toMatchObject({ kind: 'later', cause: 'setting' })
    expect(stage.emulator.frame.faults.countOf('/feishu/open-apis/im/v1/messages', 'POST')).toBe(2)
  })

  test('a token rejected with HTTP 200 is replaced as well', async () => {
    await open()
    await send()
    stage.control.set({ badTokenAs200: true })
    stage.revokeTokens()
    expect((await send(sampleCard(), 'outbox-2')).kind).toBe('sent')
  })

  test.each<[number, string, string]>([
    [230031, 'gone', 'warn'],
    [230011, 'gone', 'warn'],
    [230020, 'later', 'warn'],
    [230001, 'gone', 'error'],
  ])('an update answered with %i is %s, told as %s', async (code, kind, level) => {
    await open()
    answerNext(400, { code, msg: '' })
    const outcome = await stage.platform.update(stage.person, { messageId: 'om_1', sentAt: 0 }, sampleCard())
    expect(outcome.kind).toBe(kind)
    expect(stage.printed()).toMatch(new RegExp(`^${level} `))
  })

  test('a card somebody is just pressing is updated a second later', async () => {
    await open()
    answerNext(400, { code: 230099, msg: 'ext=ErrCode: 11310; ErrMsg: card action is lock; ' })
    const outcome = await stage.platform.update(stage.person, { messageId: 'om_1', sentAt: 0 }, sampleCard())
    expect(outcome).toMatchObject({ kind: 'later', afterMilliseconds: 1000 })
  })
})

describe('a form in a Feishu card', () => {
  const card = sampleCard({
    buttons: [],
    form: {
      fields: [
        { kind: 'day', name: 'visitedOn', label: '走访日期', required: true },
        { kind: 'choice', name: 'kind', label: '方式', required: true, options: [{ value: 'home', label: '入户' }] },
        { kind: 'text', name: 'note', label: '说明', required: false, limit: 200 },
      ],
      submit: { label: '提交', action: 'visit:7' },
    },
  })

  test('brings the day without its time zone, the choice and the text', async () => {
    await open()
    await send(card)
    const values = { visitedOn: '2026-04-01', kind: 'home', note: '<at id=all></at> 家里有老人' }
    expect((await stage.press({ label: '提交', action: 'visit:7' }, values)).ok).toBe(true)
    expect(stage.product.events()).toMatchObject([{ kind: 'press', action: 'visit:7', values }])
  })

  test('brings what was left open as nothing', async () => {
    await open()
    await send(card)
    await stage.press({ label: '提交', action: 'visit:7' }, { visitedOn: '2026-04-01', kind: 'home' })
    expect(stage.product.events()).toMatchObject([{ kind: 'press', values: { note: '' } }])
  })
})

test('in deferred mode the answer has only the toast, and the card follows by an update', async () => {
  await open({ cardReply: 'deferred' })
  const outcome = await send()
  if (outcome.kind !== 'sent') throw new Error('not sent')
  expect(stage.platform.abilities.cardInAnswer).toBe(false)
  const done = sampleCard({ title: '已登记', tone: 'done', buttons: [] })
  stage.product.pressAnswer = { toast: { kind: 'done', text: '好的' }, card: done }
  expect(await stage.press(readButton)).toEqual({ ok: true, toast: '好的' })
  expect(stage.shown()[0]).not.toContain('已登记')
  expect(await stage.platform.update(stage.person, outcome.ref, done)).toEqual({ kind: 'updated' })
  expect(stage.shown()[0]).toContain('已登记')
})

describe('events of Feishu', () => {
  const push = (tampering: Parameters<Stage['control']['pushEvent']>[0]['tampering'], type = 'im.chat.updated_v1') =>
    stage.control.pushEvent({ appId, type, event: { anything: 1 }, ...(tampering && { tampering }) })

  test('are read whatever the spacing of their JSON, for the signature is over the bytes', async () => {
    await open()
    await push({ spaces: true })
    expect(stage.product.events()).toMatchObject([{ kind: 'other', name: 'im.chat.updated_v1' }])
  })

  test.each([
    ['not signed', { unsigned: true }],
    ['wrongly signed', { wrongSignature: true }],
    ['not encrypted', { plain: true }],
    ['with another verification token', { token: 'guessed' }],
    ['of another app', { appId: 'cli_b' }],
    ['of another company', { tenantKey: 'another' }],
    ['two days old', { staleMs: 48 * hour }],
    ['from the future', { staleMs: -hour }],
  ])('are refused when %s', async (_what, tampering) => {
    await open()
    await push(tampering)
    expect(stage.product.outcomes).toMatchObject([{ kind: 'refused', answer: { status: 401, body: '{}' } }])
  })

  test('six hours old are believed, because Feishu repeats them that long', async () => {
    await open()
    await push({ staleMs: 6 * hour })
    expect(stage.product.events()).toHaveLength(1)
  })

  test('in the old envelope are known but nothing for us', async () => {
    await open()
    await stage.control.pushEvent({ appId, type: 'p2p_chat_create', event: {}, envelope: 'v1', eventId: 'uuid-1' })
    expect(stage.product.events()).toEqual([{ kind: 'other', eventId: 'uuid-1', name: 'p2p_chat_create' }])
  })

  test('a message repeated under a new event id keeps its own id', async () => {
    await open()
    stage.control.set({ sameMessageNewEventId: true })
    await stage.say('你好')
    const ids = stage.product.events().map((one) => one.eventId)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
    expect(ids[0]).toMatch(/^om_/)
  })

  test('the address check with a wrong token is refused', async () => {
    await open()
    expect((await stage.control.verifyUrl({ appId, which: 'event', tampering: { token: 'guessed' } })).accepted).toBe(
      false,
    )
  })

  test('without a verification token in our settings nothing is believed', async () => {
    await open({ verificationToken: '', encryptKey: '' })
    const body = Buffer.from(JSON.stringify({ type: 'url_verification', token: '', challenge: 'x' }))
    expect(await stage.product.post(body)).toBe(401)
  })
})

describe('the SDK of Feishu', () => {
  test('decrypts as the vector of the documents says', async () => {
    await open()
    expect(decrypt('test key', 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=')).toBe('hello world')
  })

  test('prints nothing by itself', async () => {
    await open()
    const write = jest.spyOn(process.stdout, 'write')
    const spies = [
      write,
      ...(['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => jest.spyOn(console, name)),
    ]
    stage.fault({ kind: 'html502' })
    await send()
    const misconfigured = stage.withSettings({ secret: 'not-the-secret' })
    await misconfigured.send(stage.person, sampleCard(), 'outbox-2')
    const calls = spies.map((spy) => spy.mock.calls.length)
    for (const spy of spies) spy.mockRestore()
    expect(calls).toEqual([0, 0, 0, 0, 0, 0])
  })

  test('is loaded by the first card, not by the start', async () => {
    await open()
    const loaded = jest.fn(() => jest.requireActual('@larksuiteoapi/node-sdk'))
    let load: typeof createFeishu | undefined
    jest.isolateModules(() => {
      jest.doMock('@larksuiteoapi/node-sdk', loaded)
      load = (require('../../bot/feishu') as { createFeishu: typeof createFeishu }).createFeishu
      const platform = load(stage.settings, { info() {}, warn() {}, error() {} })
      platform.read({ method: 'POST', query: {}, headers: {}, body: Buffer.from('{}') }, 0)
      expect(loaded).not.toHaveBeenCalled()
      void platform.send(stage.person, sampleCard(), 'outbox-1')
      expect(loaded).toHaveBeenCalledTimes(1)
    })
    jest.dontMock('@larksuiteoapi/node-sdk')
  })
})

test('the login address of Feishu carries state and challenge, encoded once', async () => {
  await open({ accountsUrl: 'https://accounts.feishu.cn' })
  const request = {
    redirectUri: 'https://a.example/login/feishu/callback',
    state: 'ab12',
    codeChallenge: 'x-y_z',
    inClient: true,
  }
  expect(stage.platform.authorizeUrl(request)).toBe(
    'https://accounts.feishu.cn/open-apis/authen/v1/authorize?client_id=cli_a0000000000000a1&response_type=code' +
      '&redirect_uri=https%3A%2F%2Fa.example%2Flogin%2Ffeishu%2Fcallback&state=ab12&code_challenge=x-y_z&code_challenge_method=S256',
  )
})
