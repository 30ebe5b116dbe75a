import type { RouteName } from '../contract/paths'
import type { Output } from '../contract/schemas'
import type { IdPhoto } from '../files/idPhoto'
import { type Handler, prepared } from '../web/route'
import { calendarDays, setCalendarDay } from './calendar/holidays'
import { readSheet } from './evaluation/ballotSheet'
import { downloadTable1 } from './evaluation/branchTable1'
import { castBallots } from './evaluation/castBallots'
import { closeRound } from './evaluation/closeRound'
import { confirmRound } from './evaluation/confirmRound'
import { freezeRound } from './evaluation/freezeRound'
import { listRounds } from './evaluation/listRounds'
import { openEvaluation } from './evaluation/openEvaluation'
import { openVoting } from './evaluation/openVoting'
import { readRound } from './evaluation/readRound'
import { acceptReport, returnReport, submitReport } from './evaluation/reportRound'
import { tallyVotes } from './evaluation/tallyVotes'
import { endGrant, grantRole } from './organisation/grants'
import { linkAccount, type PlatformTenants } from './organisation/linkAccount'
import { listPeople, readPerson } from './organisation/people'
import { transferPerson } from './organisation/transfers'
import { readTree } from './organisation/tree'
import { readBranchPledges, readPledge } from './pledge/branchPledges'
import { currentCampaign, setLimitMode } from './pledge/campaigns'
import { nudgeMembers, returnPledge } from './pledge/collectPledges'
import { acceptPackage, returnPackage } from './pledge/decidePackage'
import { listPackages } from './pledge/listPackages'
import { myPledge, setConsent } from './pledge/myPledge'
import { openCampaign } from './pledge/openCampaign'
import { readPhoto, uploadPhoto } from './pledge/photos'
import { submitPackage } from './pledge/submitPackage'
import { submitPledge } from './pledge/submitPledge'
import { readWall } from './pledge/wall'
import { applyRoster, checkRoster, listImports, type ReadyImport } from './roster/importRoster'
import { rosterTemplate } from './roster/template'
import { undoImport } from './roster/undoImport'
import { readSession, setTextStep } from './session/session'
import { myTasks } from './tasks/tasks'
import { assignThreeLinks, logThreeLinks, myThreeLinks, threeLinksBoard, voidThreeLinks } from './threeLinks/threeLinks'
import { logVisit, myVisits, readContacts, voidVisit } from './visit/visits'

/** Login calls live in web/login.ts: they talk to a platform and set the cookie. */
type HandledName = Exclude<RouteName, 'login.options' | 'login.byCode' | 'session.end'>
export type Handlers = { [Name in HandledName]: Handler<Name> }

interface HandlerSettings {
  demo: boolean
  tenants: PlatformTenants
}

const houseHandlers = ({ demo }: HandlerSettings) => ({
  'session.mine': readSession(demo),
  'session.setTextStep': setTextStep,
  'tasks.mine': myTasks,
  'calendar.days': calendarDays,
  'calendar.setDay': setCalendarDay,
})

const organisationHandlers = ({ tenants }: HandlerSettings) => ({
  'organisation.tree': readTree,
  'organisation.people': listPeople,
  'organisation.person': readPerson,
  'organisation.grantRole': grantRole,
  'organisation.endGrant': endGrant,
  'organisation.transfer': transferPerson,
  'organisation.linkAccount': linkAccount(tenants),
  'roster.template': rosterTemplate,
  'roster.check': prepared<'roster.check', Output<'roster.check'>>(checkRoster(tenants)),
  'roster.apply': prepared<'roster.apply', ReadyImport>(applyRoster(tenants)),
  'roster.imports': listImports,
  'roster.undo': undoImport,
})

const threeShowsHandlers = {
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
}

const threeEvaluationsHandlers = {
  'evaluation.open': openEvaluation,
  'evaluation.rounds': listRounds,
  'round.read': readRound,
  'round.freeze': freezeRound,
  'round.openVoting': openVoting,
  'round.close': closeRound,
  'round.tally': tallyVotes,
  'round.confirm': confirmRound,
  'round.table1': downloadTable1,
  'round.report': submitReport,
  'round.acceptReport': acceptReport,
  'round.returnReport': returnReport,
  'ballot.sheet': readSheet,
  'ballot.cast': castBallots,
}

const twoLinksHandlers = {
  'visit.contacts': readContacts,
  'visit.mine': myVisits,
  'visit.log': logVisit,
  'visit.void': voidVisit,
  'threeLinks.mine': myThreeLinks,
  'threeLinks.log': logThreeLinks,
  'threeLinks.void': voidThreeLinks,
  'threeLinks.board': threeLinksBoard,
  'threeLinks.assign': assignThreeLinks,
}

/** Every call of the contract with the verb that does it; a missing one does not compile. */
export const createHandlers = (settings: HandlerSettings): Handlers => ({
  ...houseHandlers(settings),
  ...organisationHandlers(settings),
  ...threeShowsHandlers,
  ...threeEvaluationsHandlers,
  ...twoLinksHandlers,
})
