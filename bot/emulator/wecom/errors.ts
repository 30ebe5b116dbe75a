import { randomDigits } from './crypto'
import type { Json } from './json'

/**
 * Short texts of the codes. Those found in a source are as recorded (wecom §1.2, §1.3); the others are invented,
 * as the platform may change every one of them: only the number counts.
 */
const texts: Record<number, string> = {
  [-1]: 'system busy',
  40001: 'invalid credential',
  40003: 'invalid userid',
  40006: 'invalid file size',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40032: 'invalid userid list length',
  40033: 'invalid charset in request',
  40056: 'invalid agentid',
  40058: 'invalid Request Parameter',
  40093: 'invalid jsapi signature',
  41001: 'access_token missing',
  41002: 'corpid missing',
  41004: 'corpsecret missing',
  42001: 'access_token expired',
  44001: 'empty media data',
  45009: 'api freq out of limit',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  81013: 'user & party & tag all invalid',
  93000: 'invalid webhook url',
  94000: 'agent not in custom workbench mode',
  301002: 'not allow operate another agent with this accesstoken.',
}

/** A business refusal: HTTP 200 with an errcode. `fields` are answered too (e.g. invaliduser beside 81013). */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    text?: string,
    readonly fields: Json = {},
  ) {
    super(text ?? texts[code] ?? 'invalid parameter')
    this.name = 'Refusal'
  }
}

export function refuse(code: number, text?: string, fields?: Json): never {
  throw new Refusal(code, text, fields)
}

/** errmsg as the platform decorates it: the hint differs on every call, so nobody can compare texts. */
export function decorated(code: number, text: string, seconds: number, ip: string): string {
  const link = `https://open.work.weixin.qq.com/devtool/query?e=${code}`
  return `${text}, hint: [${seconds}${randomDigits(15)}], from ip: ${ip}, more info at ${link}`
}
