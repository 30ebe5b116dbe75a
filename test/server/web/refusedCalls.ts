import { randomUUID } from 'node:crypto'
import type { RouteName } from '../../../server/contract/paths'
import { permissions } from '../../../server/contract/permissions'
import type { Input } from '../../../server/contract/schemas'
import type { Permission } from '../../../server/policy'
import type { RefusalCode } from '../../../server/refusals'
import type { Stage } from './stage'

type Asks = typeof permissions
/** The calls that ask for a permission. */
export type GuardedRoute = { [Name in RouteName]: Asks[Name] extends readonly Permission[] ? Name : never }[RouteName]

/** A call that is right in everything but the person who makes it. */
export interface RefusedCall {
  permission: Permission
  /** Who lacks it. */
  by: string
  input: (stage: Stage) => Record<string, unknown>
  /** Sent as the body in place of the input. */
  file?: Buffer
  /** `permission.denied` unless the house has better words for it. */
  code?: RefusalCode
}

type Given<Name extends GuardedRoute> = Input<Name> extends Blob ? Record<string, never> : Input<Name>

const by =
  <Name extends GuardedRoute>(
    persona: string,
    input: (stage: Stage) => Given<Name>,
    extra: Partial<RefusedCall> = {},
  ) =>
  (name: Name): RefusedCall =>
    ({ permission: permissions[name][0], by: persona, input, ...extra }) as RefusedCall

const reason = '资料不全，请补正后再报'
const notAFile = { file: Buffer.from('neither a picture nor a table') }
const meeting = { heldDay: '2026-09-07', dueCount: 3, presentCount: 3, minutesNumber: '会议记录1号' }
/** A leader of the house without an office in it: member, cadre, neither secretary nor committee nor 党办. */
const leader = 'leader'
const otherBranch = 'digitalSecretary'
const nothing = () => ({})

const calls: { [Name in GuardedRoute]: (name: Name) => RefusedCall } = {
  'organisation.tree': by('administrator', nothing),
  'organisation.people': by('administrator', nothing),
  'organisation.person': by('administrator', ({ personOf }) => ({ personId: personOf('member') })),
  'organisation.grantRole': by('administrator', ({ personOf, branchId }) => ({
    ...{ personId: personOf('memberSecond'), role: 'INSPECTOR', scopeId: branchId, fromDay: '2026-09-08' },
    reason: '年度抽查',
  })),
  'organisation.endGrant': by('administrator', ({ grantId }) => ({ grantId, toDay: '2026-09-30', reason: '岗位调整' })),
  'organisation.transfer': by('administrator', ({ personOf, departmentId }) => ({
    ...{ personId: personOf('scrutineer'), departmentId, fromDay: '2026-10-01', reason: '岗位调整' },
  })),
  'organisation.linkAccount': by(leader, ({ personOf }) => ({
    ...{ personId: personOf('member'), platform: 'wecom', userId: 'newAccount' },
  })),
  'roster.template': by(leader, nothing),
  'roster.check': by(leader, nothing, notAFile),
  'roster.apply': by(leader, nothing, notAFile),
  'roster.imports': by(leader, nothing),
  'roster.undo': by(leader, ({ batchId }) => ({ batchId })),
  'calendar.setDay': by(leader, () => ({ day: '2026-12-31', kind: 'OFF', name: '厂休' })),

  'campaign.open': by('financeSecretary', () => ({
    ...{ year: 2027, title: '2027年“三亮”', basisNumber: '〔2027〕1号', basisTitle: '通知', basisDay: '2026-09-01' },
    dueDay: '2026-10-20',
  })),
  'campaign.setLimitMode': by('financeSecretary', ({ campaignId }) => ({
    campaignId,
    limitMode: 'PER_ITEM',
    revision: 1,
  })),
  'photo.upload': by('masses', nothing, notAFile),
  'photo.read': by('memberSecond', ({ photoId }) => ({ photoId })),
  'pledge.mine': by('masses', nothing),
  'pledge.submit': by('masses', ({ campaignId }) => ({
    ...{ campaignId, dutyText: '出纳', studyPledge: '学习', dutyPledge: '守责', integrityPledge: '清廉' },
    ...{ photoId: null, publishConsent: true, photoConsent: true, revision: 0 },
  })),
  'pledge.setConsent': by('masses', () => ({ publishConsent: false, photoConsent: false, revision: 1 })),
  'pledge.branch': by(otherBranch, ({ branchId }) => ({ branchId })),
  'pledge.read': by(otherBranch, ({ pledgeId }) => ({ pledgeId })),
  'pledge.nudge': by(otherBranch, ({ branchId, personOf }) => ({ branchId, personIds: [personOf('scrutineer')] })),
  'pledge.return': by(otherBranch, ({ pledgeId }) => ({ pledgeId, reason, revision: 1 })),
  'package.submit': by('scrutineer', ({ branchId }) => ({ branchId, missing: [] })),
  'package.list': by('financeSecretary', nothing),
  'package.accept': by('financeSecretary', ({ packageId }) => ({ packageId, revision: 1 })),
  'package.return': by('financeSecretary', ({ packageId }) => ({ packageId, reason, revision: 1 })),

  'evaluation.open': by('financeSecretary', () => ({
    half: '2026H2',
    title: '下半年三评',
    basisNumber: '〔2026〕3号',
  })),
  'evaluation.rounds': by('member', nothing),
  'round.read': by(otherBranch, ({ roundId }) => ({ roundId })),
  'round.freeze': by(otherBranch, ({ roundId, personOf }) => ({
    ...{ roundId, scrutineerIds: [personOf('scrutineer'), personOf('member')], revision: 1 },
  })),
  'round.openVoting': by(otherBranch, ({ roundId }) => ({ roundId, votingToDay: '2026-09-20', revision: 1 })),
  'round.close': by('financeSecretary', ({ roundId }) => ({ roundId, revision: 1 })),
  'round.tally': by('financeSecretary', ({ roundId }) => ({ roundId, revision: 1 })),
  'round.confirm': by(otherBranch, ({ roundId, subjectId }) => ({
    ...{ roundId, meeting, decisions: [{ subjectId, grade: 'GOOD' }], revision: 1 },
  })),
  'round.table1': by(otherBranch, ({ roundId }) => ({ roundId })),
  'round.report': by(otherBranch, ({ roundId }) => ({ roundId, revision: 1 })),
  'round.acceptReport': by('financeSecretary', ({ roundId }) => ({ roundId, revision: 1 })),
  'round.returnReport': by('financeSecretary', ({ roundId }) => ({ roundId, reason, revision: 1 })),
  'ballot.sheet': by('memberSecond', ({ roundId }) => ({ roundId }), { code: 'ballot.notOnRoll' }),
  'ballot.cast': by(
    'memberSecond',
    ({ roundId, subjectId }) => ({ roundId, ballots: [{ subjectId, raterGroup: 'MASSES', answers: 'AAAAA' }] }),
    { code: 'ballot.notOnRoll' },
  ),

  'visit.contacts': by('masses', nothing),
  'visit.mine': by('masses', nothing),
  'visit.log': by('masses', () => ({
    ...{ visitId: randomUUID(), contactId: null, contactName: '门店店员', way: 'FACE', purposes: ['CARE'] },
    ...{ visitedDay: '2026-09-04', content: '了解情况' },
  })),
  'visit.void': by('memberSecond', ({ visitId }) => ({ visitId, reason })),
  'threeLinks.mine': by('member', nothing),
  'threeLinks.log': by('member', ({ targetId }) => ({
    ...{ activityId: randomUUID(), targetId, heldDay: '2026-09-04', place: '门店', problem: '到货慢', help: '已协调' },
  })),
  'threeLinks.void': by('memberSecond', ({ activityId }) => ({ activityId, reason })),
  'threeLinks.board': by('financeSecretary', nothing),
  'threeLinks.assign': by('financeSecretary', ({ personOf }) => ({
    ...{ leaderId: personOf(leader), targets: [{ kind: 'MARKET', name: '新市场' }] },
  })),
}

/** Of each call that asks for a permission, the one that is refused; undefined where nobody wrote it down. */
export const refusedCall = (name: RouteName): RefusedCall | undefined =>
  (calls as Partial<Record<RouteName, (name: RouteName) => RefusedCall>>)[name]?.(name)
