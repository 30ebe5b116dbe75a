import type { LockPlace } from '../domain/sealing/boundTo'
import { type Actor, holds, holdsAnywhere } from './actor'
import { carePolicy } from './care'
import { contactPolicy } from './contacts'
import {
  branchHandRoles,
  branchHands,
  committee,
  keepsSafe,
  type OfBranch,
  type OfPerson,
  office,
  permission,
  secretary,
} from './predicates'
import { type Desk, leads, type PostAreaRecord, reviews, supervises } from './stepRoles'
import { visitPolicy } from './visits'

export { branchHandRoles } from './predicates'

/**
 * Who may do what to which record: one row a permission, after the matrix of rules §2.3. A call names the
 * permissions it asks for (features/<part>/calls.ts); the answers carry them, so that no page guesses which button to show.
 */
export const policy = {
  /** 党办 keeps the roster and the roles; the administrator only sees accounts (two-person rule, rules §2.2). */
  manageOrganisation: permission('管理组织和人员', (actor: Actor) => office(actor)),
  /** The posts alone, and what waits for them for 党办 only: the administrator sees no content. */
  readVacantPosts: permission('查看空缺岗位', (actor: Actor) => office(actor) || holds(actor, ['SYS_ADMIN'])),
  /** Where nobody holds it nobody could grant anything: the one thing the administrator grants. */
  appointOffice: permission('补任机关党办', (actor: Actor) => holds(actor, ['SYS_ADMIN'])),
  linkAccount: permission('绑定平台账号', (actor: Actor) => office(actor) || holds(actor, ['SYS_ADMIN'])),
  /** To whom a card went and why it waits; what it says is read by nobody but its receiver. */
  readMessages: permission('查看消息台账', (actor: Actor) => office(actor) || holds(actor, ['SYS_ADMIN'])),
  examineHouse: permission('检查安装', (actor: Actor) => office(actor) || holds(actor, ['SYS_ADMIN'])),
  resendMessage: permission(
    '重发消息',
    (actor: Actor, _message: OfPerson) => office(actor) || holds(actor, ['SYS_ADMIN']),
  ),
  importRoster: permission('导入名册', (actor: Actor) => office(actor)),
  extendCalendar: permission('维护节假日', (actor: Actor) => office(actor) || holds(actor, ['SYS_ADMIN'])),
  openCampaign: permission('开展“三亮”活动', (actor: Actor) => office(actor)),
  writePledge: permission(
    '填写本人承诺书',
    (actor: Actor, pledge: OfPerson) => actor.activeMember && pledge.personId === actor.personId,
  ),
  readPledge: permission(
    '查看这份承诺书',
    (actor: Actor, pledge: OfPerson & OfBranch) =>
      pledge.personId === actor.personId ||
      office(actor) ||
      holds(actor, ['HQ_COMMITTEE']) ||
      branchHands(actor, pledge.branchId),
  ),
  readBranchPledges: permission(
    '查看本支部承诺书',
    (actor: Actor, branch: OfBranch) =>
      office(actor) || holds(actor, ['HQ_COMMITTEE']) || branchHands(actor, branch.branchId),
  ),
  nudgeMembers: permission('催交承诺书', (actor: Actor, branch: OfBranch) => secretary(actor, branch.branchId)),
  returnPledge: permission('退回承诺书', (actor: Actor, pledge: OfBranch) => committee(actor, pledge.branchId)),
  submitPackage: permission('报送本支部材料', (actor: Actor, branch: OfBranch) => secretary(actor, branch.branchId)),
  readPackages: permission('查看各支部报送', (actor: Actor) => office(actor) || holds(actor, ['HQ_COMMITTEE'])),
  decidePackage: permission('受理支部报送', (actor: Actor) => office(actor)),
  readPhoto: permission(
    '查看这张照片',
    (actor: Actor, photo: OfPerson & OfBranch & { published: boolean }) =>
      photo.published || photo.personId === actor.personId || office(actor) || branchHands(actor, photo.branchId),
  ),
  /** What the branch collects besides the sheets: the tick for the paper photo (R25). */
  collectBranch: permission('收集本支部材料', (actor: Actor, branch: OfBranch) => branchHands(actor, branch.branchId)),
  ...contactPolicy,
  managePostReferences: permission('维护岗位职责参考', (actor: Actor) => office(actor)),
  /** What 群众 say about a pledge is read by the 书记 alone until the ledger takes it (R27). */
  readOpinions: permission('查看群众监督意见', (actor: Actor, branch: OfBranch) => secretary(actor, branch.branchId)),

  readBranchPosts: permission(
    '查看本支部岗区',
    (actor: Actor, branch: OfBranch) =>
      office(actor) || holds(actor, ['HQ_COMMITTEE']) || branchHands(actor, branch.branchId),
  ),
  readPostArea: permission(
    '查看这份岗区表',
    (actor: Actor, record: PostAreaRecord) =>
      office(actor) ||
      holds(actor, ['HQ_COMMITTEE']) ||
      branchHands(actor, record.branchId) ||
      leads(actor, record) ||
      reviews(actor, record) ||
      holds(actor, ['SUPERVISING_LEADER'], record.departmentId) ||
      record.nomineeId === actor.personId ||
      record.memberIds.includes(actor.personId),
  ),
  openPosts: permission('牵头本支部岗区工作', (actor: Actor, branch: OfBranch) => secretary(actor, branch.branchId)),
  startPostArea: permission(
    '办理本部门岗区',
    (actor: Actor, desk: Desk) => secretary(actor, desk.branchId) || leads(actor, desk),
  ),
  leadPostArea: permission('以部门党员负责人身份办理岗区', (actor: Actor, record: Desk) => leads(actor, record)),
  reviewPostArea: permission('审核岗区内容', (actor: Actor, record: PostAreaRecord) => reviews(actor, record)),
  supervisePostArea: permission('以分管领导身份办理岗区', (actor: Actor, record: PostAreaRecord) =>
    supervises(actor, record),
  ),
  hangPlate: permission(
    '登记挂牌',
    (actor: Actor, desk: Desk) => leads(actor, desk) || branchHands(actor, desk.branchId),
  ),
  suspendPostArea: permission(
    '暂停或恢复岗区',
    (actor: Actor, record: OfBranch) => secretary(actor, record.branchId) || office(actor),
  ),
  decideExemption: permission('批准免设', (actor: Actor) => office(actor)),

  readBadges: permission(
    '查看佩戴党徽抽查',
    (actor: Actor, branch: OfBranch) =>
      office(actor) ||
      holds(actor, ['HQ_COMMITTEE']) ||
      branchHands(actor, branch.branchId) ||
      (branch.branchId !== null && holds(actor, ['INSPECTOR'], branch.branchId)),
  ),
  inspectBadges: permission(
    '登记佩戴党徽抽查',
    (actor: Actor, branch: OfBranch) =>
      branchHands(actor, branch.branchId) || (branch.branchId !== null && holds(actor, ['INSPECTOR'], branch.branchId)),
  ),
  followUpBadges: permission('办理抽查整改', (actor: Actor, branch: OfBranch) => secretary(actor, branch.branchId)),

  handleSignOrders: permission('经办工作牌制作', (actor: Actor) => holds(actor, ['GENERAL_OFFICE'])),
  readSignOrder: permission('查看工作牌制作单', (actor: Actor) =>
    holds(actor, ['GENERAL_OFFICE', 'HQ_OFFICE', 'HQ_COMMITTEE', 'GROUP_DEPUTY_SECRETARY']),
  ),
  readSignLines: permission(
    '查看工作牌内容',
    (actor: Actor, desk: Desk | null) =>
      holds(actor, ['GENERAL_OFFICE', 'HQ_OFFICE']) || (desk !== null && (leads(actor, desk) || reviews(actor, desk))),
  ),
  answerProof: permission('校对本部门工作牌', (actor: Actor, desk: Desk) => leads(actor, desk) || reviews(actor, desk)),
  /** 经办 never reviews what he placed (R30). */
  reviewSignOrder: permission(
    '审核工作牌费用',
    (actor: Actor, order: { placedById: string }) => office(actor) && order.placedById !== actor.personId,
  ),
  approveSignOrder: permission(
    '终审工作牌费用',
    (actor: Actor, order: { placedById: string }) =>
      holds(actor, ['GROUP_DEPUTY_SECRETARY']) && order.placedById !== actor.personId,
  ),
  signForDelivery: permission('签收本支部工作牌', (actor: Actor, branch: OfBranch) =>
    branchHands(actor, branch.branchId),
  ),

  /** Without a branch: the whole house. */
  readProgress: permission(
    '查看进度',
    (actor: Actor, branch: OfBranch) =>
      office(actor) || holds(actor, ['HQ_COMMITTEE', 'GROUP_COMMITTEE']) || branchHands(actor, branch.branchId),
  ),
  /** The names behind a number: not for 集团党委, which reads totals only. */
  readProgressNames: permission(
    '查看进度名单',
    (actor: Actor, branch: OfBranch) =>
      office(actor) || holds(actor, ['HQ_COMMITTEE']) || branchHands(actor, branch.branchId),
  ),
  /** One's own form, those of the own branch and department, and all for 党办. */
  readForm: permission(
    '下载这份表',
    (actor: Actor, form: { personId: string | null } & Desk) =>
      form.personId === actor.personId ||
      office(actor) ||
      holds(actor, ['HQ_COMMITTEE']) ||
      branchHands(actor, form.branchId) ||
      leads(actor, form),
  ),
  downloadBatch: permission(
    '批量下载',
    (actor: Actor, branch: OfBranch) => office(actor) || branchHands(actor, branch.branchId),
  ),

  openEvaluation: permission('开展评价', (actor: Actor) => office(actor)),
  readRounds: permission(
    '查看评价进度',
    (actor: Actor) =>
      office(actor) ||
      holds(actor, ['HQ_COMMITTEE', 'HQ_DISCIPLINE']) ||
      actor.grants.some((grant) => grant.role === 'BRANCH_SECRETARY' || grant.role === 'BRANCH_COMMITTEE'),
  ),
  manageRound: permission('组织本支部评价', (actor: Actor, round: OfBranch) => secretary(actor, round.branchId)),
  /** Where they have left: 党办 too, for the post of the 书记 may be empty. */
  renameScrutineers: permission(
    '改派监票人',
    (actor: Actor, round: OfBranch) => secretary(actor, round.branchId) || office(actor),
  ),
  /** Where a box can no longer be opened, or must not be; 党办 decides (rules §4.6.9). */
  askVoid: permission('请求作废重投', (actor: Actor, round: OfBranch) => committee(actor, round.branchId)),
  decideVoid: permission('决定作废重投', (actor: Actor) => office(actor)),
  /** What lies in the two safes (rules §4.6.13): that it is there, never a code. */
  readSafePrints: permission('查看备份码', (actor: Actor) =>
    holds(actor, ['HQ_OFFICE', 'HQ_COMMITTEE', 'HQ_DISCIPLINE']),
  ),
  keepSafePrint: permission('保管备份码', (actor: Actor, safe: { place: LockPlace }) => keepsSafe(actor, safe.place)),
  /** In the place of a slip that is lost: nobody who leads the branch, and no 监票人 of the round, who holds a lock already. */
  useSafePrint: permission(
    '用备份码开封',
    (actor: Actor, round: OfBranch & { scrutineerIds: readonly string[]; place: LockPlace }) =>
      keepsSafe(actor, round.place) &&
      !committee(actor, round.branchId) &&
      !round.scrutineerIds.includes(actor.personId),
  ),
  reportSlip: permission(
    '报告码条丢失',
    (actor: Actor, round: OfBranch & { scrutineerIds: readonly string[] }) =>
      round.scrutineerIds.includes(actor.personId) || committee(actor, round.branchId),
  ),
  /** Closing and counting is the scrutineers' act, not the secretary's: he is a subject himself (rules §3.9). */
  superviseRound: permission('监票计票', (actor: Actor, round: { scrutineerIds: readonly string[] }) =>
    round.scrutineerIds.includes(actor.personId),
  ),
  /** The office watches progress; only the branch sees results before they are confirmed. */
  readRound: permission(
    '查看这一轮评价',
    (actor: Actor, round: OfBranch & { scrutineerIds: readonly string[] }) =>
      office(actor) ||
      holds(actor, ['HQ_COMMITTEE', 'HQ_DISCIPLINE']) ||
      committee(actor, round.branchId) ||
      round.scrutineerIds.includes(actor.personId),
  ),
  readResults: permission(
    '查看评价结果',
    (actor: Actor, round: OfBranch & { confirmed: boolean }) =>
      committee(actor, round.branchId) || (round.confirmed && office(actor)),
  ),
  /** The 监票人 without the figures, whoever reads the results, and whoever may have the bundle. */
  verifyCount: permission(
    '核验计票',
    (actor: Actor, round: OfBranch & { confirmed: boolean; scrutineerIds: readonly string[] }) =>
      round.scrutineerIds.includes(actor.personId) ||
      committee(actor, round.branchId) ||
      (round.confirmed && (office(actor) || holds(actor, ['HQ_COMMITTEE']))),
  ),
  /** Single ballots are in it: nobody who leads the branch or was its 监票人 reads them, whatever else he is (rules §4.6.11). */
  takeBundle: permission(
    '下载计票档案',
    (actor: Actor, round: OfBranch & { scrutineerIds: readonly string[] }) =>
      (office(actor) || holds(actor, ['HQ_COMMITTEE'])) &&
      !committee(actor, round.branchId) &&
      !round.scrutineerIds.includes(actor.personId),
  ),
  /** 机关党委 steps in for the grade a 书记 cannot confirm: his own (rules §2.2). */
  confirmGrades: permission(
    '确认评价等次',
    (actor: Actor, round: OfBranch) => committee(actor, round.branchId) || holds(actor, ['HQ_COMMITTEE']),
  ),
  submitTable1: permission('报送表1', (actor: Actor, round: OfBranch) => secretary(actor, round.branchId)),
  decideTable1: permission('受理表1', (actor: Actor) => office(actor)),
  /** The voter roll says who may rate whom; nobody votes in another's name. */
  castBallot: permission('参加这次评价', (_actor: Actor, roll: { onRoll: boolean }) => roll.onRoll),
  ...visitPolicy,
  ...carePolicy,
  logThreeLinks: permission('登记三联系活动', (actor: Actor) => actor.activeMember && actor.leadingCadre),
  changeLinkActivity: permission(
    '修改这条三联系活动',
    (actor: Actor, activity: { leaderId: string; enteredById: string }) =>
      activity.leaderId === actor.personId || activity.enteredById === actor.personId,
  ),
  readThreeLinks: permission('查看三联系进度', (actor: Actor) => office(actor) || holds(actor, ['HQ_COMMITTEE'])),
  /** `named`: new places, which are 党办's to name; last year's taken over, or one ended, is the leader's own too. */
  assignThreeLinks: permission(
    '安排三联系对象',
    (actor: Actor, leader: OfPerson & { named: boolean }) =>
      office(actor) ||
      (!leader.named && actor.activeMember && actor.leadingCadre && leader.personId === actor.personId),
  ),

  /** 备案和登记: which of them, the reader's branches say; a filing of another branch is not found. */
  readFilings: permission('查看备案和登记', (actor: Actor) =>
    holdsAnywhere(actor, ['HQ_OFFICE', 'HQ_COMMITTEE', ...branchHandRoles]),
  ),
  writeFiling: permission('填写本支部的备案和登记', (actor: Actor, filing: OfBranch) =>
    branchHands(actor, filing.branchId),
  ),
  /** Whose step it is, the form's own table says. */
  takeFilingStep: permission('办理备案和登记', (actor: Actor) =>
    holdsAnywhere(actor, ['HQ_OFFICE', ...branchHandRoles]),
  ),
  uploadFilingPaper: permission('上传备案和登记的附件', (actor: Actor) => holdsAnywhere(actor, branchHandRoles)),
}

export type Policy = typeof policy
export type Permission = keyof Policy

/** Those that are asked of the person alone and not of a record. */
export type HousePermission = {
  [Name in Permission]: Parameters<Policy[Name]['may']> extends [unknown, unknown] ? never : Name
}[Permission]

/** The session tells the page which of them the person has; the predicate's second parameter would be the record. */
export const housePermissions = (Object.keys(policy) as Permission[]).filter(
  (name): name is HousePermission => policy[name].may.length < 2,
)
