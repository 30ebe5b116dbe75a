/**
 * Every switch of the WeCom emulator. The default is the strict reading of the documents;
 * what the documents leave open can be turned the other way, because the product has to live with both.
 */
export interface WecomFlags {
  /** `errmsg` without hint, ip and link, as some live answers are. */
  bareErrors: boolean
  /** The caller is not in 企业可信IP. */
  ipRefused: boolean
  /** What an expired token is answered with; both were seen live. */
  expiredTokenCode: 40014 | 42001
  /** The same token inside its validity, or a new one each time. */
  sameToken: boolean
  /** Wrong secrets from one IP before it is banned for an hour; 0 = never. */
  wrongSecretLimit: number
  /** Base API limits per corp and IP, ticket limits, workbench and robot limits. */
  rateLimits: boolean
  ticketsPerHour: number
  /** Same app → same member; the excess is dropped without an error. */
  memberPerMinute: number
  memberPerHour: number
  /** Person-times per account of the corp and day. */
  dailyPerAccount: number
  duplicateCheck: boolean
  /** A suppressed send answers only a msgid, or repeats the first answer. */
  duplicateAnswer: 'bare' | 'repeat'
  /** Texts are cut to their limits. */
  truncation: boolean
  cardRules: boolean
  duplicateTaskCode: number
  callbackNeeded: boolean
  callbackNeededCode: number
  responseCodeOnce: boolean
  responseCodeHours: number
  /** wecom §4.4: an update card may carry only the original task_id (others → 42016), or any free one. */
  updateTaskId: 'original' | 'any'
  /** Empty invalid… lists are left out, or `""` as in older recordings. */
  emptyLists: 'omit' | 'emptyString'
  lowerCaseInvalid: boolean
  recallHours: number
  oauthCodeOnce: boolean
  oauthCodeSeconds: number
  /** wecom §2.2: codes for a reused and for an expired OAuth code. */
  usedCode: 40029 | 42022
  staleCode: 40029 | 42003
  userTicketSeconds: number
  /** What a person does on the consent page of snsapi_privateinfo. */
  consent: 'given' | 'refused' | 'ask'
  /** Authorize pages insist on a WeCom client (user agent `wxwork`). */
  wecomClientOnly: boolean
  /** App from before 2022-06-20: the eight private fields are still returned. */
  legacyApp: boolean
  visibleRange: boolean
  mediaHours: number
  callbackLimitMs: number
  /** Deliveries after the first one (1+3 or 3 in all). */
  callbackRetries: number
  urlCheckLimitMs: number
  /** How callbacks arrive. */
  delivery: 'normal' | 'twice' | 'outOfOrder' | 'lost' | 'delayed'
  deliveryDelayMs: number
  passiveReplies: boolean
  /** Every field CDATA, none, or mixed by chance. */
  cdata: 'mixed' | 'always' | 'never'
  /** Share (0–1) of API calls answered -1 "system busy", drawn from `seed`. */
  busyShare: number
  seed: number
}

export const defaultFlags: WecomFlags = {
  bareErrors: false,
  ipRefused: false,
  expiredTokenCode: 42001,
  sameToken: true,
  wrongSecretLimit: 5,
  rateLimits: true,
  ticketsPerHour: 100,
  memberPerMinute: 30,
  memberPerHour: 1000,
  dailyPerAccount: 200,
  duplicateCheck: true,
  duplicateAnswer: 'bare',
  truncation: true,
  cardRules: true,
  duplicateTaskCode: 42014,
  callbackNeeded: true,
  callbackNeededCode: 43012,
  responseCodeOnce: true,
  responseCodeHours: 72,
  updateTaskId: 'original',
  emptyLists: 'omit',
  lowerCaseInvalid: true,
  recallHours: 24,
  oauthCodeOnce: true,
  oauthCodeSeconds: 300,
  usedCode: 40029,
  staleCode: 40029,
  userTicketSeconds: 1800,
  consent: 'given',
  wecomClientOnly: false,
  legacyApp: false,
  visibleRange: true,
  mediaHours: 72,
  callbackLimitMs: 5000,
  callbackRetries: 3,
  urlCheckLimitMs: 1000,
  delivery: 'normal',
  deliveryDelayMs: 0,
  passiveReplies: true,
  cdata: 'mixed',
  busyShare: 0,
  seed: 1,
}

/** Small seeded generator (mulberry32), so that a random-looking run can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
