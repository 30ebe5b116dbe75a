import type { EventRequest, Events } from './events'
import type { Json } from './gateway'
import { openIdOf } from './ids'
import { departmentView, type IdTypes, userView } from './people'
import type { FeishuApp } from './setup'
import type { FeishuState } from './state'

const EVENT_IDS: IdTypes = { user: 'open_id', department: 'open_department_id' }

export type Change = 'created' | 'updated' | 'deleted'

/** What an admin changes in the directory reaches every app as an event, trimmed to the app's scopes (feishu §5.7). */
export interface ContactChanges {
  userChanged(input: { change: Change; userId: string; old?: Json }): Promise<void>
  departmentChanged(input: { change: Change; departmentId: string }): Promise<void>
  rangeChanged(input: { appId: string; added: Json; removed: Json }): Promise<void>
}

export function createContactChanges(state: FeishuState, events: Events): ContactChanges {
  async function toAll(requestFor: (app: FeishuApp) => Omit<EventRequest, 'appId'>): Promise<void> {
    for (const app of state.apps.values()) await events.push({ appId: app.appId, ...requestFor(app) })
  }
  return {
    async userChanged({ change, userId, old }) {
      const user = state.users.get(userId)
      if (!user) throw new Error(`no such user: ${userId}`)
      await toAll((app) => {
        const object = userView(state, app, user, EVENT_IDS)
        const gone = { open_id: openIdOf(app.appId, userId), department_ids: object.department_ids }
        const before = change === 'deleted' ? gone : old
        return { type: `contact.user.${change}_v3`, event: { object, ...(before ? { old_object: before } : {}) } }
      })
    },
    async departmentChanged({ change, departmentId }) {
      const department = state.departments.get(departmentId)
      if (!department) throw new Error(`no such department: ${departmentId}`)
      await toAll((app) => {
        const object = departmentView(state, app, department, EVENT_IDS, true)
        return { type: `contact.department.${change}_v3`, event: { object } }
      })
    },
    rangeChanged: ({ appId, added, removed }) =>
      events.push({ appId, type: 'contact.scope.updated_v3', event: { added, removed } }),
  }
}
