import { type Actor, holds } from './actor'
import { type Desk, leads, type PostAreaRecord, reviews, supervises } from './stepRoles'

/**
 * Who may do what to which record: one predicate a permission, after the matrix of rules §2.3. A call names the
 * permissions it asks for (features/<part>/calls.ts); the answers carry them, so that no page guesses which button to show.
 */
interface OfBranch {
  branchId: string | null
}
interface OfPerson {
  personId: string
}

const office = (actor: Actor): boolean => holds(actor, ['HQ_OFFICE'])
const secretary = (actor: Actor, branchId: string | null): boolean =>
  branchId !== null && holds(actor, ['BRANCH_SECRETARY'], branchId)
const committee = (actor: Actor, branchId: string | null): boolean =>
  branchId !== null && holds(actor, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE'], branchId)

const branchHands = (actor: Actor, branchId: string | null): boolean =>
  branchId !== null && holds(actor, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE', 'BRANCH_CLERK'], branchId)

export const policy = {
  /** 党办 keeps the roster and the roles; the administrator only sees accounts (two-person rule, rules §2.2). */
  manageOrganisation: (actor: Actor) => office(actor),
  linkAccount: (actor: Actor) => office(actor) || holds(actor, ['SYS_ADMIN']),
  importRoster: (actor: Actor) => office(actor),
  extendCalendar: (actor: Actor) => office(actor) || holds(actor, ['SYS_ADMIN']),
  openCampaign: (actor: Actor) => office(actor),
  writePledge: (actor: Actor, pledge: OfPerson) => actor.activeMember && pledge.personId === actor.personId,
  readPledge: (actor: Actor, pledge: OfPerson & OfBranch) =>
    pledge.personId === actor.personId ||
    office(actor) ||
    holds(actor, ['HQ_COMMITTEE']) ||
    branchHands(actor, pledge.branchId),
  readBranchPledges: (actor: Actor, branch: OfBranch) =>
    office(actor) || holds(actor, ['HQ_COMMITTEE']) || branchHands(actor, branch.branchId),
  nudgeMembers: (actor: Actor, branch: OfBranch) => secretary(actor, branch.branchId),
  returnPledge: (actor: Actor, pledge: OfBranch) => committee(actor, pledge.branchId),
  submitPackage: (actor: Actor, branch: OfBranch) => secretary(actor, branch.branchId),
  readPackages: (actor: Actor) => office(actor) || holds(actor, ['HQ_COMMITTEE']),
  decidePackage: (actor: Actor) => office(actor),
  readPhoto: (actor: Actor, photo: OfPerson & OfBranch & { published: boolean }) =>
    photo.published || photo.personId === actor.personId || office(actor) || branchHands(actor, photo.branchId),
  /** What the branch collects besides the sheets: the tick for the paper photo (R25). */
  collectBranch: (actor: Actor, branch: OfBranch) => branchHands(actor, branch.branchId),
  managePostReferences: (actor: Actor) => office(actor),
  /** What 群众 say about a pledge is read by the 书记 alone until the ledger takes it (R27). */
  readOpinions: (actor: Actor, branch: OfBranch) => secretary(actor, branch.branchId),

  readBranchPosts: (actor: Actor, branch: OfBranch) =>
    office(actor) || holds(actor, ['HQ_COMMITTEE']) || branchHands(actor, branch.branchId),
  readPostArea: (actor: Actor, record: PostAreaRecord) =>
    office(actor) ||
    holds(actor, ['HQ_COMMITTEE']) ||
    branchHands(actor, record.branchId) ||
    leads(actor, record) ||
    reviews(actor, record) ||
    holds(actor, ['SUPERVISING_LEADER'], record.departmentId) ||
    record.nomineeId === actor.personId ||
    record.memberIds.includes(actor.personId),
  openPosts: (actor: Actor, branch: OfBranch) => secretary(actor, branch.branchId),
  startPostArea: (actor: Actor, desk: Desk) => secretary(actor, desk.branchId) || leads(actor, desk),
  leadPostArea: (actor: Actor, record: Desk) => leads(actor, record),
  reviewPostArea: (actor: Actor, record: PostAreaRecord) => reviews(actor, record),
  supervisePostArea: (actor: Actor, record: PostAreaRecord) => supervises(actor, record),
  hangPlate: (actor: Actor, desk: Desk) => leads(actor, desk) || branchHands(actor, desk.branchId),
  suspendPostArea: (actor: Actor, record: OfBranch) => secretary(actor, record.branchId) || office(actor),
  decideExemption: (actor: Actor) => office(actor),

  readBadges: (actor: Actor, branch: OfBranch) =>
    office(actor) ||
    holds(actor, ['HQ_COMMITTEE']) ||
    branchHands(actor, branch.branchId) ||
    (branch.branchId !== null && holds(actor, ['INSPECTOR'], branch.branchId)),
  inspectBadges: (actor: Actor, branch: OfBranch) =>
    branchHands(actor, branch.branchId) || (branch.branchId !== null && holds(actor, ['INSPECTOR'], branch.branchId)),
  followUpBadges: (actor: Actor, branch: OfBranch) => secretary(actor, branch.branchId),

  handleSignOrders: (actor: Actor) => holds(actor, ['GENERAL_OFFICE']),
  readSignOrder: (actor: Actor) =>
    holds(actor, ['GENERAL_OFFICE', 'HQ_OFFICE', 'HQ_COMMITTEE', 'GROUP_DEPUTY_SECRETARY']),
  readSignLines: (actor: Actor, desk: Desk | null) =>
    holds(actor, ['GENERAL_OFFICE', 'HQ_OFFICE']) || (desk !== null && (leads(actor, desk) || reviews(actor, desk))),
  answerProof: (actor: Actor, desk: Desk) => leads(actor, desk) || reviews(actor, desk),
  /** 经办 never reviews what he placed (R30). */
  reviewSignOrder: (actor: Actor, order: { placedById: string }) =>
    office(actor) && order.placedById !== actor.personId,
  approveSignOrder: (actor: Actor, order: { placedById: string }) =>
    holds(actor, ['GROUP_DEPUTY_SECRETARY']) && order.placedById !== actor.personId,
  signForDelivery: (actor: Actor, branch: OfBranch) => branchHands(actor, branch.branchId),

  /** Without a branch: the whole house. */
  readProgress: (actor: Actor, branch: OfBranch) =>
    office(actor) || holds(actor, ['HQ_COMMITTEE', 'GROUP_COMMITTEE']) || branchHands(actor, branch.branchId),
  /** The names behind a number: not for 集团党委, which reads totals only. */
  readProgressNames: (actor: Actor, branch: OfBranch) =>
    office(actor) || holds(actor, ['HQ_COMMITTEE']) || branchHands(actor, branch.branchId),
  /** One's own form, those of the own branch and department, and all for 党办. */
  readForm: (actor: Actor, form: { personId: string | null } & Desk) =>
    form.personId === actor.personId ||
    office(actor) ||
    holds(actor, ['HQ_COMMITTEE']) ||
    branchHands(actor, form.branchId) ||
    leads(actor, form),
  downloadBatch: (actor: Actor, branch: OfBranch) => office(actor) || branchHands(actor, branch.branchId),

  openEvaluation: (actor: Actor) => office(actor),
  readRounds: (actor: Actor) =>
    office(actor) ||
    holds(actor, ['HQ_COMMITTEE']) ||
    actor.grants.some((grant) => grant.role === 'BRANCH_SECRETARY' || grant.role === 'BRANCH_COMMITTEE'),
  manageRound: (actor: Actor, round: OfBranch) => secretary(actor, round.branchId),
  /** Closing and counting is the scrutineers' act, not the secretary's: he is a subject himself (rules §3.9). */
  superviseRound: (actor: Actor, round: { scrutineerIds: readonly string[] }) =>
    round.scrutineerIds.includes(actor.personId),
  /** The office watches progress; only the branch sees results before they are confirmed. */
  readRound: (actor: Actor, round: OfBranch & { scrutineerIds: readonly string[] }) =>
    office(actor) ||
    holds(actor, ['HQ_COMMITTEE']) ||
    committee(actor, round.branchId) ||
    round.scrutineerIds.includes(actor.personId),
  readResults: (actor: Actor, round: OfBranch & { confirmed: boolean }) =>
    committee(actor, round.branchId) || (round.confirmed && office(actor)),
  /** 机关党委 steps in for the grade a 书记 cannot confirm: his own (rules §2.2). */
  confirmGrades: (actor: Actor, round: OfBranch) => committee(actor, round.branchId) || holds(actor, ['HQ_COMMITTEE']),
  submitTable1: (actor: Actor, round: OfBranch) => secretary(actor, round.branchId),
  decideTable1: (actor: Actor) => office(actor),
  /** The voter roll says who may rate whom; nobody votes in another's name. */
  castBallot: (_actor: Actor, roll: { onRoll: boolean }) => roll.onRoll,
  logVisit: (actor: Actor) => actor.activeMember,
  changeVisit: (actor: Actor, visit: { authorId: string }) => visit.authorId === actor.personId,
  logThreeLinks: (actor: Actor) => actor.activeMember && actor.leadingCadre,
  changeLinkActivity: (actor: Actor, activity: { leaderId: string; enteredById: string }) =>
    activity.leaderId === actor.personId || activity.enteredById === actor.personId,
  readThreeLinks: (actor: Actor) => office(actor) || holds(actor, ['HQ_COMMITTEE']),
  assignThreeLinks: (actor: Actor) => office(actor),
} satisfies Record<string, (actor: Actor, subject: never) => boolean>

export type Policy = typeof policy
export type Permission = keyof Policy
