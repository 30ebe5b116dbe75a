// The keys of cards, written at one end (a card is sent) and matched at the other (it is ended, or not sent twice). They
// stand in the database: a form once sent stays as it is. An id has 36 characters.
import type { CalendarDay } from './calendar/calendarDay'

/** What a card is about: it ends when all its subjects are finished. At most 80 characters. */
export type SubjectKey = string & { readonly __subject: true }
/** What a card is sent once for, ever. At most 120 characters. */
export type OnceKey = string & { readonly __once: true }

export const longestSubjectKey = 80
export const longestOnceKey = 120

const subject = (...parts: readonly string[]): SubjectKey => parts.join(':') as SubjectKey
const once = (...parts: readonly (string | number)[]): OnceKey => parts.join(':') as OnceKey

export const subjectFor = {
  /** A record of a workflow for as long as it stays in this state. */
  turn: (workflow: string, recordId: string, state: string) => subject(workflow, recordId, state),
  /** A member's sheet of a campaign. */
  pledge: (campaignId: string, personId: string) => subject('pledge', campaignId, personId),
  branchPackageDue: (branchId: string) => subject('branchPackageDue', branchId),
  branchPackageReturned: (branchId: string) => subject('branchPackageReturned', branchId),
  /** A submission that 党办 has to decide. */
  package: (packageId: string) => subject('package', packageId),
  officeSummary: (campaignId: string) => subject('officeSummary', campaignId),
  /** What lies with a department's 党员负责人. */
  postAreaDue: (departmentId: string) => subject('postAreaDue', departmentId),
  /** A 岗 or 区 for as long as it stays in this state. */
  postArea: (postAreaId: string, state: string) => subject('postArea', postAreaId, state),
  /** A 岗 or 区 for the review of this half-year. */
  postReview: (postAreaId: string, half: string) => subject('postReview', postAreaId, half),
  /** The wall on paper of a department. */
  posting: (departmentId: string) => subject('posting', departmentId),
  roundDue: (roundId: string) => subject('roundDue', roundId),
  ballot: (roundId: string, voterId: string) => subject('ballot', roundId, voterId),
  ballotClosing: (roundId: string) => subject('ballotClosing', roundId),
  /** Others are to be named in the place of 监票人 who have left. */
  scrutineersGone: (roundId: string) => subject('scrutineersGone', roundId),
  tallyDue: (roundId: string) => subject('tallyDue', roundId),
  /** 党办 has to decide whether a round is void. */
  voidAsked: (roundId: string) => subject('voidAsked', roundId),
  /** A 监票人 has to set his 监票码. */
  lockDue: (roundId: string, personId: string) => subject('lock', roundId, personId),
  /** A 监票人 has to tear up his slip. */
  slipDue: (roundId: string, personId: string) => subject('slip', roundId, personId),
  /** The slip of a lock is lost, for as long as it is needed. */
  slipLost: (roundId: string, place: number) => subject('slipLost', roundId, String(place)),
  /** The print of a lock of a half-year is missing in its safe. */
  printDue: (half: string, place: number) => subject('printDue', half, String(place)),
  /** 表1 handed in, for 党办 to decide. */
  report: (roundId: string) => subject('report', roundId),
  reportDue: (roundId: string) => subject('reportDue', roundId),
  reportReturned: (roundId: string) => subject('reportReturned', roundId),
  reportOverdue: (roundId: string) => subject('reportOverdue', roundId),
  visit: (quarter: string, personId: string) => subject('visit', quarter, personId),
  /** Whether a visit was so. */
  visitAnswer: (visitId: string) => subject('visitAnswer', visitId),
  threeLinksDue: (leaderId: string, half: string) => subject('threeLinksDue', leaderId, half),
  signReturned: (orderId: string) => subject('signReturned', orderId),
  signReview: (orderId: string) => subject('signReview', orderId),
  signApproval: (orderId: string) => subject('signApproval', orderId),
  signPaid: (orderId: string) => subject('signPaid', orderId),
  /** The proof of a department's plates. */
  proof: (orderId: string, departmentId: string) => subject('proof', orderId, departmentId),
  /** Posts nobody holds, of the whole house. */
  vacancies: () => subject('vacancies'),
  /** What 党办 has to begin by a day of the year, of a year or half-year. */
  officeDuty: (name: string, period: string) => subject('officeDuty', name, period),
  /** Nobody is reached on a chat platform. */
  deliveryTrouble: (platform: string) => subject('deliveryTrouble', platform),
  /** That a department moves, by the 党小组 it has in the other branch. */
  unitMove: (partyGroupId: string) => subject('unitMove', partyGroupId),
  /** The plates a branch has to sign for. */
  delivery: (orderId: string, branchId: string) => subject('plates', orderId, branchId),
} as const

/** How the subjects begin that ask for something of this campaign. What a branch or a department owes names no campaign. */
export const subjectsOfCampaign = (campaignId: string): string[] => [
  `${subject('pledge', campaignId)}:`,
  subject('officeSummary', campaignId),
]

/** Those of a branch or a department, which only the campaign in force asks for. */
export const subjectsAskedInForce: readonly string[] = [
  'branchPackageDue',
  'branchPackageReturned',
  'postAreaDue',
  'postArea',
  'postReview',
  'posting',
].map((start) => `${start}:`)

export type RoundNews =
  | 'evaluationOpened'
  | 'votingOpened'
  | 'sheetMissing'
  | 'scrutineerNamed'
  | 'tallyDue'
  | 'lockDue'
  | 'boxConfirm'
  | 'innerDue'
  | 'listFixed'
  | 'roundCounted'
  | 'roundVoided'
  | 'takeInDue'
  | 'reviewDue'
  | 'secretaryGrade'

export const onceFor = {
  /** The card of whose turn a record is, once for each time it comes to this state. */
  turn: (workflow: string, recordId: string, state: string, revision: number, personId: string) =>
    once(workflow, recordId, state, revision, personId),
  /** One more chat account of a person, by an import. */
  accountAdded: (batchId: string, personId: string, platform: string) =>
    once('accountAdded', batchId, personId, platform),
  /** An account that the administrator linked, for each who keeps the roster. */
  accountLinked: (accountId: string, officerId: string) => once('accountLinked', accountId, officerId),
  /** What the directory of a platform showed of leavers, once a day for each of 党办. */
  directoryNews: (platform: string, day: CalendarDay, officerId: string) =>
    once('directoryNews', platform, day, officerId),
  /** The one reminder a person gets on a day, planned or sent by hand. */
  reminder: (personId: string, day: CalendarDay) => once('remind', personId, day),
  /** The answer to a message somebody wrote; the platform's id of it may be long. */
  answer: (eventId: string) => once('answer', eventId).slice(0, longestOnceKey) as OnceKey,
  pledgeReturned: (pledgeId: string, revision: number) => once('returned', pledgeId, revision),
  package: (packageId: string, officerId: string) => once('package', packageId, officerId),
  packageDecided: (packageId: string, decision: string) => once('packageDecided', packageId, decision),
  opinions: (branchId: string, personId: string, day: CalendarDay) => once('opinions', branchId, personId, day),
  opinionsLost: (day: CalendarDay, officerId: string) => once('opinionsLost', day, officerId),
  postArea: (postAreaId: string, state: string, revision: number, personId: string) =>
    once('postArea', postAreaId, state, revision, personId),
  /** The plates of a department that were accepted together: by their submission, or by the one record. */
  platesToHang: (acceptedWithId: string, departmentId: string, revision: number) =>
    once('plates', acceptedWithId, departmentId, revision),
  round: (news: RoundNews, roundId: string, personId: string) => once(news, roundId, personId),
  /** That a slip is lost, on that day. */
  slipLost: (roundId: string, place: number, day: string, personId: string) =>
    once('slipLost', roundId, place, day, personId),
  /** That a print is missing; `made`: how many there were of this lock and half-year. */
  printDue: (half: string, place: number, made: number, personId: string) =>
    once('printDue', half, place, made, personId),
  /** That a lock was opened with the print in the safe. */
  openedBySafe: (roundId: string, place: number, personId: string) => once('openedBySafe', roundId, place, personId),
  visitAnswer: (visitId: string) => once('visitAnswer', visitId),
  /** A person's card about somebody in an emergency, for each time more people are told. */
  care: (careId: string, state: string, personId: string) => once('care', careId, state, personId),
  report: (roundId: string, revision: number, personId: string) => once('report', roundId, revision, personId),
  reportDecided: (roundId: string, revision: number, personId: string) =>
    once('reportDecided', roundId, revision, personId),
  /** Once for each time a platform stands still; `since` in milliseconds since 1970. */
  deliveryTrouble: (platform: string, since: number, personId: string) =>
    once('deliveryTrouble', platform, since, personId),
  /** A department moves, or stays after all; `at` in milliseconds since 1970. */
  unitMove: (news: 'moves' | 'stays', partyGroupId: string, at: number, personId: string) =>
    once('unit', news, partyGroupId, at, personId),
  /** More than two ids: a SHA-256 in hexadecimal digits stands for them. */
  signOrder: (news: string, digest: string) => once(news, digest),
} as const
