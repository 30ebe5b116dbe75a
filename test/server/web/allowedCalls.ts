import { randomUUID } from 'node:crypto'
import type { CallName } from '../../../server/contract'
import { addresses, apiPrefix } from '../../../server/contract/addresses'
import type { Permission } from '../../../server/policy'
import { asks } from '../../support/asks'
import { refusedCall } from './refusedCalls'
import type { Stage } from './stage'

const holders: Record<string, readonly Permission[]> = {
  office: [
    'manageOrganisation',
    'linkAccount',
    'importRoster',
    'extendCalendar',
    'openCampaign',
    'readPackages',
    'decidePackage',
    'openEvaluation',
    'readRounds',
    'decideTable1',
    'readThreeLinks',
    'assignThreeLinks',
    'readPhoto',
    'readPledge',
    'managePostReferences',
    'decideExemption',
    'reviewSignOrder',
    'readProgress',
    'readProgressNames',
    'downloadBatch',
  ],
  member: ['writePledge', 'logVisit', 'changeVisit', 'readForm'],
  financeSecretary: [
    'readBranchPledges',
    'nudgeMembers',
    'returnPledge',
    'submitPackage',
    'manageRound',
    'readRound',
    'readResults',
    'confirmGrades',
    'submitTable1',
    'logThreeLinks',
    'changeLinkActivity',
    'collectBranch',
    'readOpinions',
    'readBranchPosts',
    'readPostArea',
    'openPosts',
    'startPostArea',
    'leadPostArea',
    'reviewPostArea',
    'hangPlate',
    'suspendPostArea',
    'readBadges',
    'inspectBadges',
    'followUpBadges',
    'answerProof',
    'signForDelivery',
  ],
  supervisor: ['supervisePostArea'],
  generalOffice: ['handleSignOrders', 'readSignOrder', 'readSignLines'],
  groupLeader: ['approveSignOrder'],
  scrutineer: ['superviseRound'],
  masses: ['castBallot'],
}

/** Calls about one's own record, where somebody else than the member has the record for it. */
const owners: Partial<Record<CallName, string>> = {
  'pledge.amend': 'financeSecretary',
  'pledge.discardAmendment': 'memberSecond',
  'fulfilment.mine': 'financeSecretary',
  'fulfilment.record': 'financeSecretary',
  'fulfilment.void': 'financeSecretary',
}

/** Somebody of the sample organisation who may make this call on the stage's records. */
export function allowedPersona(name: CallName): string {
  const asked = asks[name]
  const [permission] = typeof asked === 'string' ? [] : asked
  const owner = owners[name]
  if (owner || !permission) return owner ?? 'member'
  const holder = Object.keys(holders).find((key) => holders[key]?.includes(permission))
  if (!holder) throw new Error(`nobody is known who may ${permission}`)
  return holder
}

const ownInputs: Partial<Record<CallName, (stage: Stage) => Record<string, unknown>>> = {
  'login.byCode': () => ({ platform: 'feishu', code: 'unknown' }),
  'session.setTextStep': () => ({ textStep: 1 }),
  // The change of the limit, just before it, has counted the campaign up.
  'campaign.setRules': ({ campaignId }) => ({
    campaignId,
    formCharacters: 200,
    joinerWorkdays: 10,
    plateWorkdays: 10,
    postingWorkdays: 10,
    minutesRequired: false,
    revision: 2,
  }),
  'pledge.submit': ({ campaignId, photoId }) => ({
    campaignId,
    photoId,
    dutyText: '负责会计核算',
    studyPledge: '每月学习',
    dutyPledge: '当日毕',
    integrityPledge: '清廉',
    publishConsent: true,
    photoConsent: true,
    revision: 1,
  }),
  'calendar.days': () => ({ year: 2026 }),
  'attachment.readPicture': ({ pictureId }) => ({ fileId: pictureId }),
  'supervision.submit': ({ publishedId }) => ({
    pledgeId: publishedId,
    opinionId: randomUUID(),
    content: '报销一直很快',
    anonymous: false,
  }),
  'wall.pledge': ({ publishedId }) => ({ pledgeId: publishedId }),
  'wall.poster': ({ ownDepartmentId }) => ({ departmentId: ownDepartmentId, format: 'docx' }),
  'wall.qrPlate': ({ ownDepartmentId }) => ({ departmentId: ownDepartmentId, format: 'docx' }),
}

/** An input of the right shape about records that exist. */
export const rightInput = (name: CallName, stage: Stage): Record<string, unknown> =>
  (ownInputs[name] ?? refusedCall(name)?.input ?? (() => ({})))(stage)

/** In a new campaign nobody has a sheet or a 岗 yet: whatever comes after it gets no farther than that. */
export const newCampaignLast = (names: readonly CallName[]): CallName[] => [
  ...names.filter((name) => name !== 'campaign.open'),
  ...names.filter((name) => name === 'campaign.open'),
]

/** The address with the `:name` parts filled from the input, and what is left of it. */
export function addressOf(
  name: CallName,
  input: Record<string, unknown>,
): { path: string; parameters: Record<string, string>; rest: Record<string, unknown> } {
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
