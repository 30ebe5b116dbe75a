import { randomUUID } from 'node:crypto'
import { apiPrefix, paths, type RouteName } from '../../../server/contract/paths'
import { permissions } from '../../../server/contract/permissions'
import type { Permission } from '../../../server/policy'
import { refusedCall } from './refusedCalls'
import type { Stage } from './stage'

const holders: Record<string, Permission[]> = {
  office: [
    ...([
      'manageOrganisation',
      'linkAccount',
      'importRoster',
      'extendCalendar',
      'openCampaign',
      'readPackages',
    ] as const),
    ...([
      'decidePackage',
      'openEvaluation',
      'readRounds',
      'decideTable1',
      'readThreeLinks',
      'assignThreeLinks',
    ] as const),
    ...(['readPhoto', 'readPledge'] as const),
  ],
  member: ['writePledge', 'logVisit', 'changeVisit'],
  financeSecretary: [
    ...(['readBranchPledges', 'nudgeMembers', 'returnPledge', 'submitPackage', 'manageRound', 'readRound'] as const),
    ...(['readResults', 'confirmGrades', 'submitTable1', 'logThreeLinks', 'changeLinkActivity'] as const),
  ],
  scrutineer: ['superviseRound'],
  masses: ['castBallot'],
}

/** Somebody of the sample organisation who may make this call on the stage's records. */
export function allowedPersona(name: RouteName): string {
  const asks: 'anyone' | 'person' | readonly Permission[] = permissions[name]
  const [permission] = typeof asks === 'string' ? [] : asks
  if (!permission) return 'member'
  const holder = Object.keys(holders).find((key) => holders[key]?.includes(permission))
  if (!holder) throw new Error(`nobody is known who may ${permission}`)
  return holder
}

const ownInputs: Partial<Record<RouteName, (stage: Stage) => Record<string, unknown>>> = {
  'login.byCode': () => ({ platform: 'feishu', code: 'unknown' }),
  'session.setTextStep': () => ({ textStep: 1 }),
  'pledge.submit': ({ campaignId, photoId }) => ({
    ...{
      campaignId,
      photoId,
      dutyText: '负责会计核算',
      studyPledge: '每月学习',
      dutyPledge: '当日毕',
      integrityPledge: '清廉',
    },
    ...{ publishConsent: true, photoConsent: true, revision: 1 },
  }),
}

/** An input of the right shape about records that exist. */
export const rightInput = (name: RouteName, stage: Stage): Record<string, unknown> =>
  (ownInputs[name] ?? refusedCall(name)?.input ?? (() => ({})))(stage)

/** The address with the `:name` parts filled from the input, and what is left of it. */
export function addressOf(
  name: RouteName,
  input: Record<string, unknown>,
): { path: string; parameters: Record<string, string>; rest: Record<string, unknown> } {
  const parameters: Record<string, string> = {}
  const rest = { ...input }
  const [, pattern = ''] = paths[name].split(' ')
  const path = pattern.replace(/:(\w+)/g, (_whole, key: string) => {
    parameters[key] = String(rest[key] ?? randomUUID())
    delete rest[key]
    return encodeURIComponent(parameters[key])
  })
  return { path: `${apiPrefix}${path}`, parameters, rest }
}
