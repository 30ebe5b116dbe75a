import type { RouteName } from '../contract/paths'
import type { IdPhoto } from '../files/idPhoto'
import { type Handler, prepared } from '../web/route'
import { calendarDays, setCalendarDay } from './calendar/holidays'
import { nudgeMembers, returnPledge } from './pledge/collectPledges'
import { readBranchPledges, readPledge } from './pledge/branchPledges'
import { currentCampaign, openCampaign, setLimitMode } from './pledge/campaigns'
import { myPledge, setConsent } from './pledge/myPledge'
import { acceptPackage, listPackages, returnPackage, submitPackage } from './pledge/packages'
import { readPhoto, uploadPhoto } from './pledge/photos'
import { submitPledge } from './pledge/submitPledge'
import { readWall } from './pledge/wall'
import { readSession, setTextStep } from './session/session'
import { myTasks } from './tasks/tasks'
import { assignThreeLinks, logThreeLinks, myThreeLinks, threeLinksBoard, voidThreeLinks } from './threeLinks/threeLinks'
import { logVisit, myVisits, readContacts, voidVisit } from './visit/visits'

/** Login calls live in web/login.ts: they talk to a platform and set the cookie. */
type HandledName = Exclude<RouteName, 'login.options' | 'login.byCode' | 'session.end'>
export type Handlers = { [Name in HandledName]: Handler<Name> }

/** Every call of the contract with the verb that does it; a missing one does not compile. */
export const createHandlers = ({ demo }: { demo: boolean }): Handlers => ({
  'session.mine': readSession(demo),
  'session.setTextStep': setTextStep,
  'tasks.mine': myTasks,
  'calendar.days': calendarDays,
  'calendar.setDay': setCalendarDay,
  'campaign.current': currentCampaign,
  'campaign.open': openCampaign,
  'campaign.setLimitMode': setLimitMode,
  'photo.upload': prepared<'photo.upload', IdPhoto>(uploadPhoto),
  'photo.read': readPhoto,
  'pledge.mine': myPledge,
  'pledge.submit': submitPledge,
  'pledge.setConsent': setConsent,
  'pledge.branch': readBranchPledges,
  'pledge.read': readPledge,
  'pledge.nudge': nudgeMembers,
  'pledge.return': returnPledge,
  'package.submit': submitPackage,
  'package.list': listPackages,
  'package.accept': acceptPackage,
  'package.return': returnPackage,
  'wall.list': readWall,
  'visit.contacts': readContacts,
  'visit.mine': myVisits,
  'visit.log': logVisit,
  'visit.void': voidVisit,
  'threeLinks.mine': myThreeLinks,
  'threeLinks.log': logThreeLinks,
  'threeLinks.void': voidThreeLinks,
  'threeLinks.board': threeLinksBoard,
  'threeLinks.assign': assignThreeLinks,
})
