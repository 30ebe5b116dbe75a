import { encrypt, getSignature } from '@wecom/crypto'
import type { Card, MessageRef, SendOutcome } from '../../bot/port'
import type { WecomSettings } from '../../bot/wecom'
import { decryptFor, isSigned } from '../../bot/wecom/crypto'
import { readButton, sampleCard } from './chatPlatform.contract'
import { openWecomStage } from './wecomStage'
import { vectors } from './wecomVectors'

type Stage = Awaited<ReturnType<typeof openWecomStage>>

let stage: Stage
const open = async (change: Partial<WecomSettings> = {}) => {
  stage = await openWecomStage(change)
}
const hour = 3600_000

describe('the crypto of WeCom', () => {
  test.each(vectors.filter((one) => one.signed))(
    'vector $name has the published signature',
    ({ signed, encrypted }) => {
      if (!signed) throw new Error('no signature')
      expect(isSigned(signed.token, signed, encrypted)).toBe(true)
      expect(isSigned(signed.token, { ...signed, signature: signed.signature.replace(/^./, 'x') }, encrypted)).toBe(
        false,
      )
      expect(isSigned(signed.token, { ...signed, signature: signed.signature.slice(1) }, encrypted)).toBe(false)
      expect(isSigned(signed.token, { ...signed, nonce: '1' }, encrypted)).toBe(false)
    },
  )

  test.each(vectors)(
    'vector $name decrypts for its receiver and for nobody else',
    ({ key, receiver, encrypted, plain }) => {
      expect(decryptFor(receiver, key, encrypted)).toMatch(plain)
      expect(decryptFor('ww00000000other', key, encrypted)).toBeUndefined()
      expect(decryptFor(receiver, 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', encrypted)).toBeUndefined()
    },
  )
})

describe('with the emulated corp', () => {
  beforeEach(() => open())
  afterEach(() => stage.stop())
  const send = (card = sampleCard(), key = 'outbox-1') => stage.platform.send(stage.person, card, key)
  const sent = async (card?: Card) => {
    const outcome = await send(card)
    if (outcome.kind !== 'sent') throw new Error(outcome.reason)
    return outcome.ref
  }
  const force = (code: number, times = 1) => stage.controls.force({ path: 'message/send', code, times })

  test.each<[number, SendOutcome['kind']]>([
    [-1, 'later'],
    [45009, 'later'],
    [45033, 'later'],
    [81013, 'unreachable'],
    [60111, 'unreachable'],
    [60020, 'later'],
    [301002, 'later'],
    [43012, 'later'],
    [48002, 'later'],
    [42031, 'refused'],
    // Nobody has seen it yet: it waits rather than being lost.
    [999999, 'later'],
  ])('errcode %i means %s', async (code, kind) => {
    force(code)
    const outcome = await send()
    expect(outcome.kind).toBe(kind)
    expect(JSON.stringify(outcome)).toContain(String(code))
  })

  test.each([40014, 42001, 40001])('a token refused with %i is replaced once', async (code) => {
    await sent()
    force(code)
    expect((await send(sampleCard(), 'outbox-2')).kind).toBe('sent')
    expect(stage.tokensAsked()).toBe(2)
    force(code, 9)
    expect(await send(sampleCard(), 'outbox-3')).toMatchObject({ kind: 'later', cause: 'setting' })
    expect(stage.tokensAsked()).toBe(3)
  })

  test('after a wrong secret the platform is left in peace, for it would ban our address', async () => {
    const misconfigured = stage.withSettings({ secret: 'not-the-secret' })
    for (const key of ['a', 'b', 'c'])
      expect(await misconfigured.send(stage.person, sampleCard(), key)).toMatchObject({
        cause: 'setting',
        unsure: false,
      })
    expect(stage.tokensAsked()).toBe(1)
  })

  test('a card sent again after the duplicate check has ended still arrives once', async () => {
    await sent()
    stage.advance(5 * hour)
    expect(await send()).toMatchObject({ kind: 'sent', ref: { messageId: 'outbox-1' } })
    expect(stage.shown()).toHaveLength(1)
  })

  test.each([
    ['without licence', { unlicenseduser: 'lisi' }],
    ['not visible', { invaliduser: 'lisi', unlicenseduser: '' }],
    ['in a list', { invaliduser: ['lisi'] }],
  ])('a member named in a successful answer (%s) got nothing', async (_what, named) => {
    stage.fault({ kind: 'status', status: 200, body: { errcode: 0, errmsg: 'ok', ...named, msgid: 'm' } })
    expect((await send()).kind).toBe('unreachable')
  })

  test('somebody else named there does not matter', async () => {
    stage.fault({
      kind: 'status',
      status: 200,
      body: { errcode: 0, errmsg: 'ok', invaliduser: 'lisi2|wangwu', msgid: 'm' },
    })
    expect((await send()).kind).toBe('sent')
  })

  test('a repeated card is stopped by the check for duplicates before its key has to', async () => {
    await sent()
    await sent()
    expect(stage.controls.messages().filter((one) => one.suppressed)).toHaveLength(1)
  })

  test('the code of a press is good for one update', async () => {
    await sent()
    await stage.press(readButton)
    const [event] = stage.product.events()
    if (event?.kind !== 'press' || event.updateCode === undefined) throw new Error('no press')
    const ref: MessageRef = { messageId: event.messageId, updateCode: event.updateCode, sentAt: 0 }
    const done = sampleCard({ tone: 'done', buttons: [] })
    expect((await stage.platform.update(stage.person, ref, done)).kind).toBe('updated')
    expect((await stage.platform.update(stage.person, ref, done)).kind).toBe('gone')
    expect(JSON.stringify(event.eventId)).not.toContain(event.updateCode)
  })

  test('a card without a code cannot be updated and the platform is not asked', async () => {
    const outcome = await stage.platform.update(stage.person, { messageId: 'outbox-1', sentAt: 0 }, sampleCard())
    expect(outcome.kind).toBe('gone')
    expect(stage.tokensAsked()).toBe(0)
  })

  test('a choice nobody made comes back as nothing, not as the first option', async () => {
    const options = [
      { value: 'good', label: '好' },
      { value: 'fair', label: '一般' },
    ]
    const field = { kind: 'choice' as const, name: 'q1', label: '评价', required: true, options }
    await sent(
      sampleCard({
        form: {
          fields: [field, { ...field, name: 'q2', initial: 'fair' }],
          submit: { label: '提交', action: 'rate:1' },
        },
      }),
    )
    await stage.press({ label: '提交', action: 'rate:1' })
    expect(stage.product.events()).toMatchObject([{ kind: 'press', values: { q1: '', q2: 'fair' } }])
  })

  test('a press delivered twice has one id, another press another', async () => {
    await sent()
    stage.deliverTwice()
    await stage.press(readButton)
    await stage.press(readButton)
    const ids = stage.product.events().map((one) => one.eventId)
    expect(ids).toHaveLength(4)
    expect(new Set(ids).size).toBe(2)
  })

  test.each(['wrongAesKey', 'externalEntity', 'hugeBody', 'brokenXml'] as const)(
    'a hostile delivery (%s) is refused',
    async (kind) => {
      const status = Number(await stage.controls.hostile({ kind, userid: 'LiSi' }))
      expect(status).toBeGreaterThanOrEqual(400)
      expect(stage.product.events()).toEqual([])
    },
  )

  test('texts keep leading zeros, angle brackets and the end mark of CDATA', async () => {
    for (const text of ['007', '1e5', 'a ]]> b', '&lt; & <xml>']) await stage.say(text)
    expect(stage.product.events().map((one) => (one.kind === 'text' ? one.text : ''))).toEqual([
      '007',
      '1e5',
      'a ]]> b',
      '&lt; & <xml>',
    ])
    expect(new Set(stage.product.events().map((one) => one.eventId)).size).toBe(4)
  })

  test('other events are known by name', async () => {
    await stage.controls.sendEvent({ userid: 'LiSi', event: 'LOCATION' })
    expect(stage.product.events()).toMatchObject([{ kind: 'other', name: 'event.LOCATION' }])
  })

  test('whoever is let into the range can be reached from then on', async () => {
    await stage.controls.sendEvent({ userid: 'LiSi', event: 'subscribe' })
    expect(stage.product.events()).toMatchObject([{ kind: 'opened', identity: { userId: 'LiSi' } }])
  })

  test('a member of a linked corp may not log in', async () => {
    const request = {
      redirectUri: `${stage.product.url}/login/wecom/callback`,
      state: 'ab12',
      codeChallenge: '',
      inClient: true,
    }
    const cookie = `emulator_user=${encodeURIComponent('wecom:ww9/linked')}`
    const answer = await fetch(stage.platform.authorizeUrl(request), { redirect: 'manual', headers: { cookie } })
    const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
    expect(code).not.toBe('')
    expect(await stage.platform.identify({ code })).toBeNull()
  })

  test('no token stands anywhere but in the address, and nothing else displeases the platform', async () => {
    await sent()
    await stage.press(readButton)
    const kinds = (stage.controls.remarks() as { kind: string }[]).map((one) => one.kind)
    expect(kinds.filter((kind) => kind !== 'sentOnTheHour')).toEqual([])
  })
})

describe('the addresses of WeCom', () => {
  const real = { authorizeUrl: 'https://open.weixin.qq.com', ssoUrl: 'https://login.work.weixin.qq.com' }
  const request = {
    redirectUri: 'https://a.example/login/wecom/callback',
    state: 'ab12',
    codeChallenge: 'unused',
    inClient: true,
  }
  beforeEach(() => open(real))
  afterEach(() => stage.stop())

  test('inside the client the parameters stand in the order the platform wants', () => {
    expect(stage.platform.authorizeUrl(request)).toBe(
      'https://open.weixin.qq.com/connect/oauth2/authorize?appid=ww0000000000000001' +
        '&redirect_uri=https%3A%2F%2Fa.example%2Flogin%2Fwecom%2Fcallback&response_type=code&scope=snsapi_base&state=ab12' +
        '&agentid=1000002#wechat_redirect',
    )
  })

  test('in an ordinary browser it is the page with the QR code', () => {
    expect(stage.platform.authorizeUrl({ ...request, inClient: false })).toBe(
      'https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp&appid=ww0000000000000001&agentid=1000002' +
        '&redirect_uri=https%3A%2F%2Fa.example%2Flogin%2Fwecom%2Fcallback&state=ab12',
    )
  })

  test('a state WeCom would refuse is refused at once', () => {
    expect(() => stage.platform.authorizeUrl({ ...request, state: 'a-b_c' })).toThrow('letters and digits')
  })

  test('an echostr whose plus signs became spaces is still understood', () => {
    const { corpId, token, encodingAesKey } = stage.settings
    const numbers = Array.from({ length: 50 }, (_, index) => String(index))
    const plain = numbers.find((one) => encrypt(encodingAesKey, one, corpId, Buffer.alloc(16, one)).includes('+')) ?? ''
    const encrypted = encrypt(encodingAesKey, plain, corpId, Buffer.alloc(16, plain))
    const signature = getSignature(token, '1583940690', 'n', encrypted)
    const query = {
      msg_signature: signature,
      timestamp: '1583940690',
      nonce: 'n',
      echostr: encrypted.replaceAll('+', ' '),
    }
    expect(query.echostr).toContain(' ')
    const request = { method: 'GET', query, headers: {}, body: Buffer.alloc(0) }
    const outcome = stage.platform.read(request, 1_583_940_690_000)
    expect(outcome).toMatchObject({ kind: 'answer', answer: { status: 200, body: plain } })
  })
})
