import type { z } from 'zod'
import { accountContract } from './account'
import { attachmentsContract } from './attachments'
import { badgeContract } from './badge'
import { calendarContract } from './calendar'
import { campaignContract } from './campaign'
import { careContract } from './care'
import { contactContract } from './contact'
import { contactRosterContract } from './contactRoster'
import { directoryContract } from './directory'
import { doctorContract } from './doctor'
import { documentsContract } from './documents'
import { evaluationContract } from './evaluation'
import { filingContract } from './filing'
import { fulfilmentContract } from './fulfilment'
import { loginContract } from './login'
import { messageContract } from './message'
import { openingContract } from './opening'
import { organisationContract } from './organisation'
import { pledgeContract } from './pledge'
import { postAreaContract } from './postArea'
import { postReferenceContract } from './postReference'
import { progressContract } from './progress'
import { recordContract } from './record'
import { rosterContract } from './roster'
import { safePrintContract } from './safePrint'
import { sessionContract } from './session'
import { setUpContract } from './setUp'
import { signOrderContract } from './signOrder'
import { supervisionContract } from './supervision'
import { tasksContract } from './tasks'
import { threeLinksContract } from './threeLinks'
import { unitContract } from './unit'
import { vacancyContract } from './vacancy'
import { visitContract } from './visit'
import { wallContract } from './wall'

export type { Shape } from './contract'

/**
 * Every call of the product by name: the half that its callers see. The other half (who may, what is done) stands under the
 * same name in server/features/<part>/calls.ts; a call with one half only does not compile.
 */
export const contract = {
  ...loginContract,
  ...setUpContract,
  ...sessionContract,
  ...tasksContract,
  ...recordContract,
  ...organisationContract,
  ...unitContract,
  ...accountContract,
  ...rosterContract,
  ...calendarContract,
  ...campaignContract,
  ...openingContract,
  ...pledgeContract,
  ...attachmentsContract,
  ...fulfilmentContract,
  ...filingContract,
  ...postReferenceContract,
  ...supervisionContract,
  ...postAreaContract,
  ...wallContract,
  ...vacancyContract,
  ...messageContract,
  ...doctorContract,
  ...directoryContract,
  ...badgeContract,
  ...signOrderContract,
  ...progressContract,
  ...documentsContract,
  ...evaluationContract,
  ...safePrintContract,
  ...contactContract,
  ...contactRosterContract,
  ...visitContract,
  ...careContract,
  ...threeLinksContract,
}

type EveryCall = typeof contract
export type CallName = keyof EveryCall
/** What a caller passes. */
export type Input<Name extends CallName> = EveryCall[Name]['in'] extends z.ZodType
  ? z.input<EveryCall[Name]['in']>
  : Blob
/** What the verb receives after checking. */
export type Checked<Name extends CallName> = EveryCall[Name]['in'] extends z.ZodType
  ? z.output<EveryCall[Name]['in']>
  : Buffer
export type Output<Name extends CallName> = EveryCall[Name]['out'] extends z.ZodType
  ? z.output<EveryCall[Name]['out']>
  : unknown
