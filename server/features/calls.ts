import type { CallName } from '../contract'
import { accountCalls } from './account/calls'
import { attachmentsCalls } from './attachments/calls'
import { badgeCalls } from './badge/calls'
import { calendarCalls } from './calendar/calls'
import { type Call, followed, type House } from './call'
import { campaignCalls } from './campaign/calls'
import { careCalls } from './care/calls'
import { contactCalls } from './contact/calls'
import { contactRosterCalls } from './contactRoster/calls'
import { directoryCalls } from './directory/calls'
import { doctorCalls } from './doctor/calls'
import { documentsCalls } from './documents/calls'
import { evaluationCalls } from './evaluation/calls'
import { fileReaders } from './files'
import { filingCalls } from './filing/calls'
import { flows } from './flows'
import { fulfilmentCalls } from './fulfilment/calls'
import { messageCalls } from './message/calls'
import { openingCalls } from './opening/calls'
import { organisationCalls } from './organisation/calls'
import { pledgeCalls } from './pledge/calls'
import { postAreaCalls } from './postArea/calls'
import { postReferenceCalls } from './postReference/calls'
import { progressCalls } from './progress/calls'
import { recordCalls } from './record/calls'
import { rosterCalls } from './roster/calls'
import { safePrintCalls } from './safePrint/calls'
import { sessionCalls } from './session/calls'
import { signOrderCalls } from './signOrder/calls'
import { supervisionCalls } from './supervision/calls'
import { tasksCalls } from './tasks/calls'
import { threeLinksCalls } from './threeLinks/calls'
import { unitCalls } from './unit/calls'
import { keepVacancies } from './vacancy'
import { vacancyCalls } from './vacancy/calls'
import { visitCalls } from './visit/calls'
import { wallCalls } from './wall/calls'

/** Those of server/web/login.ts talk to a platform and set the cookie. */
export type LoginCallName = 'login.options' | 'login.byCode' | 'login.byInvite' | 'session.end'
/** Those of server/web/setUp.ts keep count of codes that were no good. */
export type SetUpCallName = 'setUp.open' | 'setUp.found' | 'setUp.renewLinks'
export type CallTable = { [Name in Exclude<CallName, LoginCallName | SetUpCallName>]: Call<Name> }

/** Who holds a post changes with them, or what waits for one begins: 党办 sees at once what is filled and what is not. */
const changesHolders = [
  'organisation.grantRole',
  'organisation.appointOffice',
  'organisation.endGrant',
  'organisation.transfer',
  'unit.move',
  'unit.undoMove',
  'roster.apply',
  'roster.undo',
  'group.designateLead',
  'campaign.open',
  'postArea.open',
] as const satisfies CallName[]

const keepingVacancies = (calls: CallTable): CallTable => ({
  ...calls,
  ...Object.fromEntries(changesHolders.map((name) => [name, followed(calls[name] as Call<CallName>, keepVacancies)])),
})

/** Every call of the contract with what it asks and the verb that does it; a missing one does not compile. */
export const callsOf = (house: House): CallTable =>
  keepingVacancies({
    ...sessionCalls(house),
    ...tasksCalls,
    ...recordCalls(flows),
    ...organisationCalls,
    ...unitCalls,
    ...accountCalls(house),
    ...rosterCalls(house),
    ...calendarCalls,
    ...campaignCalls,
    ...openingCalls,
    ...pledgeCalls,
    ...attachmentsCalls(fileReaders),
    ...fulfilmentCalls,
    ...filingCalls,
    ...postReferenceCalls,
    ...supervisionCalls(house),
    ...postAreaCalls,
    ...wallCalls(house),
    ...badgeCalls,
    ...signOrderCalls(house),
    ...progressCalls,
    ...documentsCalls(house),
    ...evaluationCalls(house),
    ...safePrintCalls(house),
    ...contactCalls,
    ...contactRosterCalls(house),
    ...visitCalls,
    ...careCalls,
    ...threeLinksCalls,
    ...vacancyCalls,
    ...messageCalls,
    ...doctorCalls(house),
    ...directoryCalls(house),
  })
