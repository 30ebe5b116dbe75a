import { createHash } from 'node:crypto'

/**
 * Ids are derived, not drawn: a restart gives everybody the same open_id again, and the same person
 * has another one in every app (feishu §2.6), so mixing two apps fails as it does on the platform.
 */
const digest = (...parts: string[]) => createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 32)

export const openIdOf = (appId: string, userId: string) => `ou_${digest('open', appId, userId)}`
export const unionIdOf = (tenantKey: string, userId: string) => `on_${digest('union', tenantKey, userId)}`
export const botOpenIdOf = (appId: string) => `ou_${digest('bot', appId)}`
export const personalChatIdOf = (appId: string, userId: string) => `oc_${digest('chat', appId, userId)}`
export const departmentChatIdOf = (departmentId: string) => `oc_${digest('departmentChat', departmentId)}`
export const openDepartmentIdOf = (departmentId: string) =>
  departmentId === '0' ? '0' : `od-${digest('department', departmentId)}`
