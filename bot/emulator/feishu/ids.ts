import { createHash } from 'node:crypto'

/**
 * Ids are derived, not drawn: a restart gives everybody the same open_id again, and the same person
 * has another one in every app (feishu §2.6), so mixing two apps fails as it does on the platform.
 */
const digest = (...parts: string[]): string => {
  const text = parts.join('\u0000')
  const known = digests.get(text)
  if (known) return known
  const digested = createHash('sha256').update(text).digest('hex').slice(0, 32)
  digests.set(text, digested)
  return digested
}

/** Whoever is looked for by an id is compared with everybody's: a few ids a person, of some ten thousand people. */
const digests = new Map<string, string>()

export const openIdOf = (appId: string, userId: string) => `ou_${digest('open', appId, userId)}`
export const unionIdOf = (tenantKey: string, userId: string) => `on_${digest('union', tenantKey, userId)}`
export const botOpenIdOf = (appId: string) => `ou_${digest('bot', appId)}`
export const personalChatIdOf = (appId: string, userId: string) => `oc_${digest('chat', appId, userId)}`
export const departmentChatIdOf = (departmentId: string) => `oc_${digest('departmentChat', departmentId)}`
export const openDepartmentIdOf = (departmentId: string) =>
  departmentId === '0' ? '0' : `od-${digest('department', departmentId)}`
