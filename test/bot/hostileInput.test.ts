import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { encrypt as encryptWecom, getSignature } from '@wecom/crypto'
import fc from 'fast-check'
import { type FeishuKeys, readRequest as readFeishu } from '../../bot/feishu/parse'
import type { RawRequest, ReadOutcome } from '../../bot/port'
import { readRequest as readWecom } from '../../bot/wecom/parse'
import { startCpuTime } from '../support/cpuTime'

const now = Date.UTC(2026, 10, 22, 3, 7, 12)
const seconds = String(now / 1000)
const feishuKeys: FeishuKeys = { appId: 'cli_1', encryptKey: 'key', verificationToken: 'token', tenantKey: 'tenant' }
const wecomKeys = {
  corpId: 'ww1',
  agentId: 1,
  token: 'token',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
}

/** As somebody would send it who knows the key: what is inside is still not to be trusted. */
function sealedFeishu(inner: string): RawRequest {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update('key').digest(), iv)
  const encrypted = Buffer.concat([iv, cipher.update(inner), cipher.final()]).toString('base64')
  const body = Buffer.from(JSON.stringify({ encrypt: encrypted }))
  const signature = createHash('sha256').update(`${seconds}nkey`).update(body).digest('hex')
  const headers = { 'x-lark-request-timestamp': seconds, 'x-lark-request-nonce': 'n', 'x-lark-signature': signature }
  return { method: 'POST', query: {}, headers, body }
}

function sealedWecom(inner: string): RawRequest {
  const encrypted = encryptWecom(wecomKeys.encodingAesKey, inner, 'ww1')
  const query = { msg_signature: getSignature('token', seconds, 'n', encrypted), timestamp: seconds, nonce: 'n' }
  return { method: 'POST', query, headers: {}, body: Buffer.from(`<xml><Encrypt>${encrypted}</Encrypt></xml>`) }
}

function checkOutcome(outcome: ReadOutcome): void {
  expect(['event', 'answer', 'refused']).toContain(outcome.kind)
  if (outcome.kind === 'refused') expect(outcome.answer.status).toBeGreaterThanOrEqual(400)
  if (outcome.kind !== 'event') return
  expect(outcome.event.eventId).not.toBe('')
  if (outcome.event.kind !== 'press') return
  for (const value of Object.values(outcome.event.values)) expect(typeof value).toBe('string')
}

const anyRequest: fc.Arbitrary<RawRequest> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', ''),
  query: fc.dictionary(fc.constantFrom('msg_signature', 'timestamp', 'nonce', 'echostr', '__proto__'), fc.string()),
  headers: fc.dictionary(
    fc.constantFrom('x-lark-signature', 'x-lark-request-timestamp', 'x-lark-request-nonce'),
    fc.option(fc.string(), { nil: undefined }),
  ),
  body: fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.json().map((text) => Buffer.from(text)),
    fc.string().map((text) => Buffer.from(`<xml><Encrypt>${text}</Encrypt></xml>`)),
    fc.base64String().map((encrypt) => Buffer.from(JSON.stringify({ encrypt }))),
  ),
})

const header = {
  event_id: 'e',
  token: 'token',
  event_type: 'card.action.trigger',
  tenant_key: 'tenant',
  app_id: 'cli_1',
}
const operator = { open_id: 'ou_1', tenant_key: 'tenant' }

const nearlyFeishu = fc.record(
  {
    schema: fc.constantFrom('2.0', '1.0', 2),
    type: fc.constantFrom('url_verification', 'event_callback', null),
    header: fc.oneof(
      fc.constant(header),
      fc.constantFrom('card.action.trigger', 'im.message.receive_v1').map((type) => ({ ...header, event_type: type })),
      fc.jsonValue(),
    ),
    event: fc.oneof(
      fc.jsonValue(),
      fc.record({ operator: fc.constant(operator), action: fc.jsonValue(), context: fc.jsonValue() }),
      fc.dictionary(fc.string(), fc.jsonValue()).map((form) => ({
        operator,
        action: { value: { action: 'a' }, form_value: form },
        context: { open_message_id: 'om_1' },
      })),
    ),
    token: fc.constantFrom('token', ''),
    challenge: fc.jsonValue(),
  },
  { requiredKeys: [] },
)

const fieldNames = [
  'ToUserName',
  'FromUserName',
  'CreateTime',
  'MsgType',
  'Event',
  'EventKey',
  'TaskId',
  'ResponseCode',
  'AgentID',
  'MsgId',
  'Content',
  'SelectedItems',
  'SelectedItem',
  'QuestionKey',
  'OptionIds',
  'OptionId',
  'toString',
  '__proto__',
]
const { tree: nearlyXml } = fc.letrec<{ tree: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(
    fc.string(),
    fc.string().map((text) => `<![CDATA[${text}]]>`),
    fc.constantFrom('ww1', '1', 'event', 'text', 'template_card_event', 'enter_agent'),
  ),
  tree: fc
    .array(fc.tuple(fc.constantFrom(...fieldNames), fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('tree'))), {
      maxLength: 6,
    })
    .map((fields) => fields.map(([name, value]) => `<${name}>${value}</${name}>`).join('')),
}))
const knownSender = '<ToUserName>ww1</ToUserName><FromUserName>u</FromUserName><MsgType>event</MsgType>'

describe('whatever arrives at our address', () => {
  const runs = { numRuns: 300 }

  test('reading it never throws', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        for (const outcome of [readFeishu(request, feishuKeys, now), readWecom(request, wecomKeys, now)]) {
          expect(outcome.kind).toBe('refused')
        }
      }),
      runs,
    )
  })

  test('reading it never throws even when it is rightly signed and encrypted', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (inner) => {
        checkOutcome(readFeishu(sealedFeishu(inner), feishuKeys, now))
        checkOutcome(readWecom(sealedWecom(inner), wecomKeys, now))
      }),
      runs,
    )
  })

  test('a nearly right event of Feishu is an event or refused', () => {
    const check = (body: unknown) => checkOutcome(readFeishu(sealedFeishu(JSON.stringify(body)), feishuKeys, now))
    fc.assert(fc.property(nearlyFeishu, check), runs)
  })

  test('a nearly right event of WeCom is an event or refused', () => {
    const check = (fields: string) => {
      for (const xml of [`<xml>${fields}</xml>`, `<xml>${knownSender}${fields}</xml>`]) {
        checkOutcome(readWecom(sealedWecom(xml), wecomKeys, now))
      }
    }
    fc.assert(fc.property(nearlyXml, check), runs)
  })

  test.each([
    ['from another corp', '<ToUserName>ww2</ToUserName><FromUserName>u</FromUserName>', 'event of another corp'],
    ['for another app', `${knownSender}<AgentID>2</AgentID>`, 'event of another app'],
    ['from nobody', '<ToUserName>ww1</ToUserName>', 'no sender'],
  ])('an event of WeCom %s is refused', (_what, fields, reason) => {
    expect(readWecom(sealedWecom(`<xml>${fields}</xml>`), wecomKeys, now)).toMatchObject({ kind: 'refused', reason })
  })

  test.each(['<!DOCTYPE xml [<!ENTITY leak SYSTEM "file:///etc/hostname">]>', '<!ENTITY leak "x">'])(
    '%s is refused',
    (type) => {
      const outcome = readWecom(sealedWecom(`${type}<xml>${knownSender}</xml>`), wecomKeys, now)
      expect(outcome).toMatchObject({ kind: 'refused', reason: 'document type' })
    },
  )

  test('a document type inside a text is a text', () => {
    const fields = knownSender.replace('event', 'text')
    const outcome = readWecom(
      sealedWecom(`<xml>${fields}<Content><![CDATA[<!DOCTYPE a>]]></Content></xml>`),
      wecomKeys,
      now,
    )
    expect(outcome).toMatchObject({ kind: 'event', event: { kind: 'text', text: '<!DOCTYPE a>' } })
  })

  test('field names of JavaScript itself change nothing', () => {
    const form = '{"__proto__":{"polluted":"1"},"constructor":"x","on":"2026-04-01 +0800"}'
    const event = `{"operator":{"open_id":"ou_1","tenant_key":"tenant"},"action":{"value":{"action":"a"},"form_value":${form}},"context":{"open_message_id":"om_1"}}`
    const outcome = readFeishu(
      sealedFeishu(`{"schema":"2.0","header":${JSON.stringify(header)},"event":${event}}`),
      feishuKeys,
      now,
    )
    if (outcome.kind !== 'event' || outcome.event.kind !== 'press') throw new Error('no press')
    expect(outcome.event.values).toMatchObject({ constructor: 'x', on: '2026-04-01' })
    expect('polluted' in outcome.event.values).toBe(false)
    expect('polluted' in {}).toBe(false)
  })

  test.each([
    ['unclosed sections', '<![CDATA['],
    ['unclosed elements', '<a>'],
    ['one endless name', 'a'],
    ['ampersands', '&amp;'],
  ])('a body full of %s is read in a moment', (_what, piece) => {
    const body = Buffer.from(`<xml>${piece.repeat(Math.floor((250 * 1024) / piece.length))}`)
    const spent = startCpuTime()
    const outcome = readWecom({ method: 'POST', query: {}, headers: {}, body }, wecomKeys, now)
    expect(outcome.kind).toBe('refused')
    expect(spent()).toBeLessThan(1000)
  })
})
