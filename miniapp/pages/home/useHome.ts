import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { mySession, type Session } from '../../client/session'
import { placesFor, tabsFor } from '../../components/places'
import { useLoad } from '../../composables/useLoad'
import { askWaiting, type Task } from '../../composables/useWaiting'
import { texts } from './texts'

const judges = new Set(['DEPARTMENT_HEAD', 'SUPERVISING_LEADER'])

/** What each is here for in the first place (design: first card by role); 党员 and 群众 begin with what is due first. */
const ownKinds = ({ may, roles }: Pick<Session, 'may' | 'roles'>): readonly Task['kind'][] => {
  if (may.runOffice) return ['openCampaign', 'officeDuty', 'officePackages', 'officeReports', 'exemptions']
  if (may.leadBranch) return ['branchReturned', 'branchPackage']
  const links: readonly Task['kind'][] = may.logThreeLinks ? ['threeLinks'] : []
  return roles.some(({ role }) => judges.has(role)) ? ['postAreaWaiting', ...links] : links
}

/** Urgent first, then what the person is here for, then by due day; what has no due day comes last. */
export const inOrder = (tasks: readonly Task[], who: Pick<Session, 'may' | 'roles'>): Task[] => {
  const own = ownKinds(who)
  const rank = ({ kind }: Task): number => (own.includes(kind) ? own.indexOf(kind) : own.length)
  return [...tasks].sort(
    (one, other) =>
      Number(other.urgent) - Number(one.urgent) ||
      rank(one) - rank(other) ||
      (one.dueDay ?? '9999').localeCompare(other.dueDay ?? '9999'),
  )
}

export const useHome = () => {
  const me = mySession()
  const tasks = useLoad(async () => {
    const mine = await askWaiting()
    const [first, ...others] = inOrder(mine.tasks, me)
    return { first, others, branches: mine.branches ?? [] }
  })
  const hour = new Date().getHours()
  const greeting = me.activeMember ? texts.greeting(me.name, hour) : texts.plainGreeting(me.name, hour)
  const roles = computed(() => [me.branchName, me.departmentName].filter(Boolean).join('，'))
  const atFoot = new Set(tabsFor(me).map(({ path }) => path))
  const places = placesFor(me.may, useRouter().options.routes).filter(({ path }) => !atFoot.has(path))
  return { me, tasks, greeting, roles, places }
}
