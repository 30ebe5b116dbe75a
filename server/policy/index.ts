import { type Actor, holds } from './actor'

/**
 * Who may do what to which record: one predicate a permission, after the matrix of domain §2.3. A route names the
 * permissions it asks for (contract/permissions.ts); the answers carry them, so that no page guesses which button to show.
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

export const policy = {
  /** 党办 keeps the roster and the roles; the administrator only sees accounts (two-person rule, domain §2.2). */
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
    committee(actor, pledge.branchId),
  readBranchPledges: (actor: Actor, branch: OfBranch) =>
    office(actor) || holds(actor, ['HQ_COMMITTEE']) || committee(actor, branch.branchId),
  nudgeMembers: (actor: Actor, branch: OfBranch) => secretary(actor, branch.branchId),
  returnPledge: (actor: Actor, pledge: OfBranch) => committee(actor, pledge.branchId),
  submitPackage: (actor: Actor, branch: OfBranch) => secretary(actor, branch.branchId),
  readPackages: (actor: Actor) => office(actor) || holds(actor, ['HQ_COMMITTEE']),
  decidePackage: (actor: Actor) => office(actor),
  readPhoto: (actor: Actor, photo: OfPerson & OfBranch & { published: boolean }) =>
    photo.published || photo.personId === actor.personId || office(actor) || committee(actor, photo.branchId),
  openEvaluation: (actor: Actor) => office(actor),
  readRounds: (actor: Actor) =>
    office(actor) ||
    holds(actor, ['HQ_COMMITTEE']) ||
    actor.grants.some((grant) => grant.role === 'BRANCH_SECRETARY' || grant.role === 'BRANCH_COMMITTEE'),
  manageRound: (actor: Actor, round: OfBranch) => secretary(actor, round.branchId),
  /** Closing and counting is the scrutineers' act, not the secretary's: he is a subject himself (domain §3.9). */
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
  /** 机关党委 steps in for the grade a 书记 cannot confirm: his own (domain §2.2). */
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
