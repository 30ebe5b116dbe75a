import type { RouteRecordRaw } from 'vue-router'
import type { Session } from '../client/session'
import type { IconName } from './icons'

/** The parts of the notice (placeGroups.ts). */
export type PlaceGroup = 'start' | 'show' | 'link' | 'judge' | 'publish' | 'house'

/** A page's entry in the navigation and on the home page; it stands in the page's row of router.ts. */
export interface PlaceOfPage {
  name: string
  icon: IconName
  /** Under which part it stands on a PC; without one it is not in the list there (the person's own page stands at its foot). */
  group?: PlaceGroup
  /** Who is shown it; everybody when not said. */
  shown?: (may: Session['may']) => boolean
}

export interface Place extends PlaceOfPage {
  path: string
}

/** The parts of the house this person is shown; the server refuses the rest all the same. */
export const placesFor = (may: Session['may'], routes: readonly RouteRecordRaw[]): Place[] =>
  routes.flatMap(({ path, meta }) => {
    const place = meta?.place
    if (!place || place.shown?.(may) === false) return []
    return [{ ...place, path: path.replace(/\/:\w+\?$/, '') }]
  })

type Tab = Pick<Place, 'path' | 'name' | 'icon'>

const judges = new Set(['DEPARTMENT_HEAD', 'SUPERVISING_LEADER'])

/** The second place at the foot of a phone: what this person came for most likely; null for 群众, who have three. */
const ownTab = ({ may, roles, activeMember }: Session): Tab | null => {
  if (may.runOffice) return { path: '/progress', name: '进度', icon: 'board' }
  if (may.leadBranch) return { path: '/branch', name: '支部', icon: 'branch' }
  if (roles.some(({ role }) => judges.has(role))) return { path: '/posts', name: '待答复', icon: 'post' }
  if (may.logThreeLinks) return { path: '/three-links', name: '走访', icon: 'visit' }
  return activeMember && may.logVisit ? { path: '/visits', name: '走访', icon: 'visit' } : null
}

/** The places at the foot of a phone, three or four by role. */
export const tabsFor = (session: Session): Tab[] => {
  const own = ownTab(session)
  return [
    { path: '/', name: '首页', icon: 'home' },
    ...(own ? [own] : []),
    { path: '/wall', name: '公开栏', icon: 'wall' },
    { path: '/me', name: '我的', icon: 'me' },
  ]
}
