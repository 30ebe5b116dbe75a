import { randomUUID } from 'node:crypto'
import { type CallName, contract } from '../../../../server/contract'
import { addresses, apiPrefix } from '../../../../server/contract/addresses'
import type { Permission } from '../../../../server/policy'
import { asks } from '../../../support/asks'
import type { Stage } from '../stage'
import { accountRows } from './account'
import { attachmentsRows } from './attachments'
import { badgeRows } from './badge'
import { calendarRows } from './calendar'
import { campaignRows } from './campaign'
import { careRows } from './care'
import { contactRows } from './contact'
import { contactRosterRows } from './contactRoster'
import { directoryRows } from './directory'
import { doctorRows } from './doctor'
import { documentsRows } from './documents'
import { evaluationRows } from './evaluation'
import { filingRows } from './filing'
import { fulfilmentRows } from './fulfilment'
import { loginRows } from './login'
import { messageRows } from './message'
import { openingRows } from './opening'
import { organisationRows } from './organisation'
import { pledgeRows } from './pledge'
import { postAreaRows } from './postArea'
import { postReferenceRows } from './postReference'
import { progressRows } from './progress'
import { recordRows } from './record'
import { rosterRows } from './roster'
import type { Row } from './row'
import { safePrintRows } from './safePrint'
import { sessionRows } from './session'
import { setUpRows } from './setUp'
import { signOrderRows } from './signOrder'
import { supervisionRows } from './supervision'
import { tasksRows } from './tasks'
import { threeLinksRows } from './threeLinks'
import { unitRows } from './unit'
import { vacancyRows } from './vacancy'
import { visitRows } from './visit'
import { wallRows } from './wall'

type AnyInput = Record<string, unknown>
type AnyRow = Omit<Row<never>, 'input' | 'refused'> & {
  input?: (stage: Stage) => AnyInput
  refused?: string | { by: string; input?: (stage: Stage) => AnyInput; code?: string }
}

const rows: Record<CallName, unknown> = {
  ...loginRows,
  ...setUpRows,
  ...sessionRows,
  ...tasksRows,
  ...recordRows,
  ...organisationRows,
  ...unitRows,
  ...accountRows,
  ...rosterRows,
  ...calendarRows,
  ...campaignRows,
  ...openingRows,
  ...pledgeRows,
  ...attachmentsRows,
  ...fulfilmentRows,
  ...filingRows,
  ...postReferenceRows,
  ...supervisionRows,
  ...postAreaRows,
  ...wallRows,
  ...badgeRows,
  ...signOrderRows,
  ...progressRows,
  ...documentsRows,
  ...evaluationRows,
  ...safePrintRows,
  ...contactRows,
  ...contactRosterRows,
  ...visitRows,
  ...careRows,
  ...threeLinksRows,
  ...vacancyRows,
  ...messageRows,
  ...directoryRows,
  ...doctorRows,
}

/** Every call of the contract. The tests are made from them: a new one is tried by all of them. */
export const callNames = Object.keys(contract) as CallName[]

const missing = callNames.filter((name) => !rows[name])
if (missing.length > 0) {
  throw new Error(`no row in test/server/web/calls/<part>.ts says who may make ${missing.join(', ')}, and who may not`)
}

export const rowOf = (name: CallName): AnyRow => rows[name] as AnyRow

/** An input of the right shape about records that exist. */
export const rightInput = (name: CallName, stage: Stage): AnyInput => rowOf(name).input?.(stage) ?? {}

/** What is sent to a call that takes a file, and refused. */
export const wrongFile = Buffer.from('neither a picture nor a table')

/** A call that is right in everything but the person who makes it. */
export interface RefusedCall {
  permission: Permission
  /** Who lacks it. */
  by: string
  input: (stage: Stage) => AnyInput
  code: string
}

/** Of each call that asks for a permission, the one that is refused; undefined where the row names nobody. */
export function refusedCall(name: CallName): RefusedCall | undefined {
  const { refused, input = () => ({}) } = rowOf(name)
  if (refused === undefined) return undefined
  const own = typeof refused === 'string' ? { by: refused } : refused
  return { permission: asks[name][0] as Permission, input, code: 'permission.denied', ...own }
}

/** In a new campaign nobody has a sheet or a 岗 yet: whatever comes after it gets no farther than that. */
export const newCampaignLast = (names: readonly CallName[]): CallName[] => [
  ...names.filter((name) => name !== 'campaign.open'),
  ...names.filter((name) => name === 'campaign.open'),
]

/** The address with the `:name` parts filled from the input, and what is left of it. */
export function addressOf(
  name: CallName,
  input: AnyInput,
): { path: string; parameters: Record<string, string>; rest: AnyInput } {
  const parameters: Record<string, string> = {}
  const rest = { ...input }
  const [, pattern = ''] = addresses[name].split(' ')
  const path = pattern.replace(/:(\w+)/g, (_whole, key: string) => {
    parameters[key] = String(rest[key] ?? randomUUID())
    delete rest[key]
    return encodeURIComponent(parameters[key])
  })
  return { path: `${apiPrefix}${path}`, parameters, rest }
}
