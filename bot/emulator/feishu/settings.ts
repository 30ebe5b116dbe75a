/** Switches of the emulated platform. Defaults are the stricter reading of what the platform leaves open; tests turn them one by one. */
export interface FeishuSettings {
  limits: {
    enabled: boolean
    appPerSecond: number
    appPerMinute: number
    perTarget: number
    /** Some old APIs answer 400 where new ones answer 429. */
    status400: boolean
  }
  /** A second send with the same uuid while the first is in flight is refused. */
  refuseUuidInFlight: boolean
  /** Which code a resigned receiver gives. */
  resignedCode: 230013 | 230029
  /** The documents say 30 KB; about 131 KB were measured on a tenant. */
  cardBytes: number
  textBytes: number
  maxElements: number
  /** Refuses cards with a plain mobile number or e-mail, as a tenant’s audit does. */
  phoneAndMailAudit: boolean
  /** What a PATCH during an open interaction does. */
  patchDuringCallback: 'revert' | 'lock'
  updateTokenUses: number
  /** Untouched optional fields are left out or sent as ''. */
  emptyOptional: 'omit' | 'blank'
  callbackDeadlineMs: number
  challengeDeadlineMs: number
  /** A raw 2.0 card in an answer gives 200673, as some tenants report. */
  refuseRawCardInAnswer: boolean
  /** Odd deliveries of events: again after success, one message under a new event id, held back. */
  duplicateAfterSuccess: boolean
  sameMessageNewEventId: boolean
  holdEvents: boolean
  /** The person refuses at the authorize page. */
  denyAuthorize: boolean
  /** Strict: a code from the authorize page needs the same redirect_uri again. */
  redirectUriRequired: boolean
  /** Client too old for requestAccess / does not have it at all / the person refuses. */
  requestAccess: 'ok' | 'errno103' | 'absent' | 'refused'
  /** 99991663 as HTTP 200 (one report). */
  badTokenAs200: boolean
  /** Answer time of the message API while it is being sent; lets a test overlap two sends. */
  sendDelayMs: number
}

export function defaultSettings(): FeishuSettings {
  return {
    limits: { enabled: true, appPerSecond: 50, appPerMinute: 1000, perTarget: 5, status400: false },
    refuseUuidInFlight: false,
    resignedCode: 230013,
    cardBytes: 30 * 1024,
    textBytes: 150 * 1024,
    maxElements: 199,
    phoneAndMailAudit: false,
    patchDuringCallback: 'revert',
    updateTokenUses: 2,
    emptyOptional: 'omit',
    callbackDeadlineMs: 3000,
    challengeDeadlineMs: 1000,
    refuseRawCardInAnswer: false,
    duplicateAfterSuccess: false,
    sameMessageNewEventId: false,
    holdEvents: false,
    denyAuthorize: false,
    redirectUriRequired: true,
    requestAccess: 'ok',
    badTokenAs200: false,
    sendDelayMs: 0,
  }
}
