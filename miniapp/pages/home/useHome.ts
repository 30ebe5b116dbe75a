import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { mySession } from '../../client/session'
import { placesFor, tabsFor } from '../../components/places'
import { useLoad } from '../../composables/useLoad'
import { askWaiting, type Task } from '../../composables/useWaiting'
import { texts } from './texts'

/** Urgent first, then by due day; what has no due day comes last. The server's order decides the rest. */
export const inOrder = (tasks: readonly Task[]): Task[] =>
  [...tasks].sort(
    (one, other) =>
      Number(other.urgent) - Number(one.urgent) || (one.dueDay ?? '9999').localeCompare(other.dueDay ?? '9999'),
  )

export const useHome = () => {
  const me = mySession()
  const tasks = useLoad(async () => inOrder(await askWaiting()))
  const hour = new Date().getHours()
  const greeting = me.activeMember ? texts.greeting(me.name, hour) : texts.plainGreeting(me.name, hour)
  const roles = computed(() => [me.branchName, me.departmentName].filter(Boolean).join('，'))
  const atFoot = new Set(tabsFor(me).map(({ path }) => path))
  const places = placesFor(me.may, useRouter().options.routes).filter(({ path }) => !atFoot.has(path))
  return { me, tasks, greeting, roles, places }
}
