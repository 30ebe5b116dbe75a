/** Switches of the emulated platform. Defaults are the stricter reading of feishu.md; tests turn them one by one. */
export interface FeishuSettings {
  limits: {
    enabled: boolean
    appPerSecond: number
    appPerMinute: number
    perTarget: number
    /** Some old APIs answer 400 where new ones answer 429 (row 6). */
    status400: boolean
  }
  /** Row 12: a second send with the same uuid while the first is in flight is refused. */
  refuseUuidInFlight: boolean
  /** Row 11: which code a resigned receiver gives. */
  resignedCode: 230013 | 230029
  /** Row 13; PICSKY measured about 131 KB, the documents say 30 KB. */
  cardBytes: number
  textBytes: number
  maxElements: number
  /** Row 16 */
  phoneAndMailAudit: boolean
  /** Row 18: what a PATCH during an open interaction does. */
  patchDuringCallback: 'revert' | 'lock'
  updateTokenUses: number
  /** Row 20: untouched optional fields are left out or sent as ''. */
  emptyOptional: 'omit' | 'blank'
  callbackDeadlineMs: number
  challengeDeadlineMs: number
  /** Row 21: the reports of 200673 for raw 2.0 cards in answers. */
  refuseRawCardInAnswer: boolean
  /** Row 24 */
  duplicateAfterSuccess: boolean
  sameMessageNewEventId: boolean
  holdEvents: boolean
  /** Row 31: the person refuses at the authorize page. */
  denyAuthorize: boolean
  /** Strict: a code from the authorize page needs the same redirect_uri again. */
  redirectUriRequired: boolean
  /** Row 32: client too old for requestAccess / does not have it at all / the person refuses. */
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
