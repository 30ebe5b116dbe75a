import { computed } from 'vue'
import { useRouter } from 'vue-router'
import type { Output } from '../../../server/contract'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { placesFor } from '../../components/places'
import { useLoad } from '../../composables/useLoad'
import { texts } from './texts'

export type Task = Output<'tasks.mine'>['tasks'][number]

/** Urgent first, then by due day; what has no due day comes last. The server's order decides the rest. */
export const inOrder = (tasks: readonly Task[]): Task[] =>
  [...tasks].sort(
    (one, other) =>
      Number(other.urgent) - Number(one.urgent) || (one.dueDay ?? '9999').localeCompare(other.dueDay ?? '9999'),
  )

export const useHome = () => {
  const me = mySession()
  const tasks = useLoad(async () => inOrder((await call('tasks.mine', {})).tasks))
  const hour = new Date().getHours()
  const greeting = me.activeMember ? texts.greeting(me.name, hour) : texts.plainGreeting(me.name, hour)
  const roles = computed(() => [me.branchName, me.departmentName].filter(Boolean).join(' · '))
  const places = placesFor(me.may, useRouter().options.routes).filter(({ path }) => path !== '/')
  return { me, tasks, greeting, roles, places }
}
