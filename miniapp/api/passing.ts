import { Refused, Unreachable } from './refused'

// No answers to what was sent: after the login, or when fewer ask, it is sent again.
const laterStatuses = new Set([401, 429])

/** Whether this says nothing of what was sent, so that the same goes out again later. */
export const keepsWaiting = (fault: unknown): boolean =>
  fault instanceof Unreachable || (fault instanceof Refused && laterStatuses.has(fault.status))
