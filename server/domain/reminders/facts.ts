// What the reminder plan must know, as plain data the caller has loaded. People are ids only: a card shows type,
// count, day and link, never a score or opinion (rules §6.3). The one exception is a branch's own 书记, whose card names
// who of the branch has not handed in, as the page does.

import type { CalendarDay } from '../calendar/calendarDay'
import type { SubjectKey } from '../cardKeys'
import type { OfficeDuty } from '../officeDuties'

/** In place of a person's id where the post is empty: what nobody would hear is told to 机关党办 (M10). */
export const nobody = ''

/** `handedIn` and `exempt` end every reminder about the sheet. */
export type PledgeFacts = {
  readonly personId: string
  readonly state: 'owing' | 'returned' | 'handedIn' | 'exempt'
  /** The day it was given back; only with `returned`. */
  readonly returnedOn?: CalendarDay
  /** Own due day of somebody who joined later; otherwise the campaign's. */
  readonly dueDay?: CalendarDay
  /** Whose 书记 hears of it when it is not done. */
  readonly branchId?: string
}

/** A member of the branch whose sheet is not there. `inPeace`: on long sick leave, counted but never reminded (U23). */
export type MissingMember = { readonly personId: string; readonly name: string; readonly inPeace: boolean }

/** Counted as on the page: every 在职党员 of the branch. */
export type BranchProgressFacts = {
  readonly branchName: string
  readonly total: number
  readonly missing: readonly MissingMember[]
}

/** `submitted` ends the secretary's reminders, `accepted` also those of 机关党办. */
export type BranchPackageFacts = {
  readonly branchId: string
  /** `nobody` where the branch has none. */
  readonly secretaryId: string
  readonly state: 'open' | 'returned' | 'submitted' | 'accepted'
  readonly returnedOn?: CalendarDay
  readonly progress?: BranchProgressFacts
}

/** A department whose 岗区 work the 书记 has opened; `toDo`: what lies with its 部门党员负责人 (R05–R09). */
export type DepartmentPostFacts = {
  readonly departmentId: string
  readonly branchId: string
  readonly leadId: string
  readonly openedOn: CalendarDay
  readonly toDo: number
}

/** A 岗 or 区 that waits for somebody's 意见, 审核 or 同意 (R08, R11, R12). */
export type WaitingPostFacts = {
  readonly personId: string
  readonly postAreaId: string
  readonly state: string
  readonly arrivedOn: CalendarDay
}

/** Accepted and not hung yet (R15). */
export type PlateFacts = {
  readonly postAreaId: string
  readonly departmentId: string
  readonly leadId: string | null
  readonly branchId: string
  readonly secretaryIds: readonly string[]
  readonly acceptedOn: CalendarDay
}

/** A department whose office wall does not show what is published (R20), since the day of the last 受理. */
export type PostingFacts = {
  readonly departmentId: string
  readonly branchId: string
  /** 支部经办, or the 书记 where there is none. */
  readonly remindedIds: readonly string[]
  /** Who hears of it when it is not done: the 书记, or 党办 where he is asked himself. */
  readonly aboveIds?: readonly string[]
  readonly acceptedOn: CalendarDay
}

/** Plates of a branch whose effect in this half-year its 书记 has not judged yet (rules §3.1, 动态管理). */
export type PostReviewFacts = {
  readonly branchId: string
  readonly secretaryIds: readonly string[]
  readonly half: string
  readonly openedOn: CalendarDay
  readonly dueDay: CalendarDay
  readonly postAreaIds: readonly string[]
}

/** The 三亮 campaign due on 9月20日 (R14, R19, R26). */
export type PledgeCampaignFacts = {
  readonly campaignId: string
  readonly openedOn: CalendarDay
  readonly dueDay: CalendarDay
  readonly officeIds: readonly string[]
  readonly pledges: readonly PledgeFacts[]
  readonly packages: readonly BranchPackageFacts[]
  readonly departments: readonly DepartmentPostFacts[]
  readonly waiting: readonly WaitingPostFacts[]
  readonly plates: readonly PlateFacts[]
  /** Working days to hang a plate and to put up the wall, as 党办 set them. */
  readonly plateWorkdays: number
  readonly postingWorkdays: number
  readonly postings: readonly PostingFacts[]
  readonly reviews: readonly PostReviewFacts[]
}

/** 工作牌 orders: departments that have not answered a proof (R29), and 终审 that waits (R31). */
export type SignOrderFacts = {
  readonly orderId: string
  readonly proofs: readonly { readonly departmentId: string; readonly leadId: string; readonly sentOn: CalendarDay }[]
  readonly approval?: { readonly approverIds: readonly string[]; readonly arrivedOn: CalendarDay }
}

/** Only while ballots are open. Voters stand on the roll as issued, not voted; nothing about a ballot is needed. */
export type VotingFacts = {
  readonly opensOn: CalendarDay
  readonly closesOn: CalendarDay
  /** `minutes`: how long it will take them, as their page says it, too. */
  readonly notVoted: readonly { readonly personId: string; readonly minutes: number }[]
  readonly scrutineerIds: readonly string[]
}

/** A lost slip: whose it was while he is here, since when, and who opens its lock with the print in a safe, once it is its turn. */
export interface LostSlipFacts {
  readonly place: 1 | 2
  readonly holderIds: readonly string[]
  readonly lostOn: CalendarDay
  readonly keeperIds: readonly string[]
  readonly dueOn?: CalendarDay
}

/** One branch's evaluation of a half-year, due 6月底 or 12月底 (R55, R56), and its 表1 (R57). */
export type RoundFacts = {
  readonly roundId: string
  readonly secretaryId: string
  readonly officeIds: readonly string[]
  readonly openedOn: CalendarDay
  readonly dueDay: CalendarDay
  readonly voting?: VotingFacts
  /** All 监票人 have left: others are to be named, by 党办 where there is no 书记. */
  readonly unwatched?: boolean
  /** Since when: the day on which the last of them left, or came to be needed. */
  readonly unwatchedOn?: CalendarDay
  /** 监票人 without whom it does not go on: they have a code to set, or a box to open with it. */
  readonly askedScrutineers?: {
    readonly for: 'lock' | 'box' | 'takeIn'
    readonly personIds: readonly string[]
    readonly askedOn: CalendarDay
  }
  /** Slips that are lost and still needed (rules §4.6.13). */
  readonly lostSlips?: readonly LostSlipFacts[]
  /** The day the 支委会 confirmed the 等次; starts the ten days and ends the reminders about the round itself. */
  readonly completedOn?: CalendarDay
  readonly table1: 'open' | 'returned' | 'submitted' | 'accepted'
  readonly table1ReturnedOn?: CalendarDay
}

/** A member's contacts not yet visited in the running quarter (R34). */
export type VisitFacts = { readonly personId: string; readonly branchId: string; readonly unvisitedContacts: number }

/** A leader's links without an activity in the running half-year (R46); `remindedIds` also names the assistant. */
export type ThreeLinksFacts = {
  readonly leaderId: string
  readonly remindedIds: readonly string[]
  readonly linksWithoutActivity: number
}

/** What the line of a plain filing or of a duty of 党办 says and opens: its form says so, not the kind of reminder. */
export type FilingWords = { readonly title: string; readonly line: string; readonly path: string }

/** A filing of a branch that somebody has to hand in (begun or not) or, with `waits`, that lies with 机关党办. */
export type FilingFacts = {
  readonly filingId: string
  readonly about: SubjectKey
  readonly personIds: readonly string[]
  readonly words: FilingWords
  readonly waits: boolean
  readonly dueDay: CalendarDay | null
  /** The day it came where it is; null for what is not begun, and for a draft. */
  readonly arrivedOn: CalendarDay | null
}

/** Posts nobody holds and what waits for them, as the night's job found them, and who is told of it. */
export type VacancyFacts = {
  readonly officeIds: readonly string[]
  /** Told where nobody is 党办: of the post alone. */
  readonly administratorIds: readonly string[]
  readonly posts: number
  readonly things: number
  /** Since when 党办 itself is empty. */
  readonly officeVacantOn?: CalendarDay
}

/** `count`: of how many it is not done yet. */
export type OwedDuty = OfficeDuty & { readonly count: number }

/** What 党办 has to begin by a day, and has not. */
export type OwedDuties = {
  readonly officeIds: readonly string[]
  readonly committeeIds: readonly string[]
  readonly owed: readonly OwedDuty[]
}

export type ReminderFacts = {
  readonly pledgeCampaigns: readonly PledgeCampaignFacts[]
  readonly rounds: readonly RoundFacts[]
  readonly visits: readonly VisitFacts[]
  readonly threeLinks: readonly ThreeLinksFacts[]
  readonly signOrders: readonly SignOrderFacts[]
  readonly filings: readonly FilingFacts[]
  readonly vacancies: VacancyFacts
  readonly duties: OwedDuties
}

export type ReminderKind =
  | 'pledgeDue'
  | 'pledgeReturned'
  | 'branchPackageDue'
  | 'branchPackageReturned'
  | 'officeSummary'
  | 'roundDue'
  | 'ballotDue'
  | 'ballotClosing'
  | 'scrutineersGone'
  | 'lockDue'
  | 'boxDue'
  | 'takeInDue'
  | 'slipLost'
  | 'safeDue'
  | 'reportDue'
  | 'reportReturned'
  | 'reportOverdue'
  | 'visitDue'
  | 'threeLinksDue'
  | 'postAreaDue'
  | 'postAreaWaiting'
  | 'plateDue'
  | 'branchPlatesDue'
  | 'postingDue'
  | 'reviewPostsDue'
  | 'proofDue'
  | 'signOrderDue'
  | 'filingDue'
  | 'vacancies'
  | 'officeVacant'
  | 'officeDuty'
  | 'stalled'

/** `daysLeft`: natural days to the due day, negative when it has passed. `count`: how many are still to be done. */
export type ReminderItem = {
  readonly kind: ReminderKind
  readonly subjectId: string
  readonly dueDay: CalendarDay
  readonly daysLeft: number
  readonly count?: number
  /** With `count`, the things: how many posts are empty. */
  readonly posts?: number
  /** How long it will take. */
  readonly minutes?: number
  /** How far the branch is that its 书记 is reminded of. */
  readonly progress?: BranchProgressFacts
  /** With `progress`: how many of the missing get no card of their own that day and may be reminded by hand. */
  readonly mayNudge?: number
  /** Of a filing, a duty or what stands still: what its line says. */
  readonly filing?: FilingWords
  /** What the line is about: the card ends when all of it is done. */
  readonly about: readonly SubjectKey[]
}

/** One card for one person on one day. */
export type Reminder = { readonly personId: string; readonly day: CalendarDay; readonly items: readonly ReminderItem[] }
