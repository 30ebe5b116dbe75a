import type { Session } from '../client/session'
import type { IconName } from './icons'
import { placeNames } from './texts'

export interface Place {
  path: string
  name: string
  icon: IconName
}

type May = Session['may']

const all: readonly (Place & { shown: (may: May) => boolean })[] = [
  { path: '/', name: placeNames.home, icon: 'home', shown: () => true },
  { path: '/pledge', name: placeNames.pledge, icon: 'pledge', shown: (may) => may.writePledge },
  { path: '/posts', name: placeNames.posts, icon: 'post', shown: (may) => may.posts },
  { path: '/visits', name: placeNames.visits, icon: 'visit', shown: (may) => may.logVisit },
  { path: '/three-links', name: placeNames.threeLinks, icon: 'link', shown: (may) => may.logThreeLinks },
  { path: '/wall', name: placeNames.wall, icon: 'wall', shown: () => true },
  { path: '/badges', name: placeNames.badges, icon: 'badge', shown: (may) => may.writePledge || may.badges },
  { path: '/branch', name: placeNames.branch, icon: 'branch', shown: (may) => may.leadBranch },
  { path: '/office', name: placeNames.office, icon: 'office', shown: (may) => may.runOffice },
  { path: '/progress', name: placeNames.progress, icon: 'board', shown: (may) => may.runOffice },
  { path: '/sign-orders', name: placeNames.signOrders, icon: 'plate', shown: (may) => may.signOrders },
  { path: '/documents', name: placeNames.documents, icon: 'pledge', shown: (may) => may.branchHands || may.runOffice },
  { path: '/rounds', name: placeNames.rounds, icon: 'rounds', shown: (may) => may.readRounds },
  { path: '/three-links/board', name: placeNames.threeLinksBoard, icon: 'board', shown: (may) => may.readThreeLinks },
  {
    path: '/organisation',
    name: placeNames.organisation,
    icon: 'organisation',
    shown: (may) => may.manageOrganisation || may.linkAccount,
  },
  { path: '/me', name: placeNames.me, icon: 'me', shown: () => true },
]

/** The parts of the house this person is shown; the server refuses the rest all the same. */
export const placesFor = (may: May): Place[] => all.filter(({ shown }) => shown(may))
