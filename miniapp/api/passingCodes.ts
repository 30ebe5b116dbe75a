/** Refusals that say nothing of what was asked or sent: the same may be tried again. */
export const passingCodes: ReadonlySet<string> = new Set([
  'network',
  'server.fault',
  'page.fault',
  'request.tooMany',
  'request.addressBusy',
])
