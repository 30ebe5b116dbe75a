import { getMetadataArgsStorage } from 'typeorm'
import { OutboxMessage, OutboxSubject } from '../../entities'
import type { CalendarDay } from '../../server/domain/calendar/calendarDay'
import { longestOnceKey, longestSubjectKey, onceFor, subjectFor } from '../../server/domain/cardKeys'
import { postAreaSteps } from '../../server/domain/workflows/postArea'
import { statesOf } from '../../server/domain/workflows/steps'

const id = 'a0000000-0000-4000-8000-000000000001'
const other = 'b0000000-0000-4000-8000-000000000002'
const day = '2026-09-20' as CalendarDay
const revision = 2_147_483_647
const [longestState = ''] = [...statesOf(postAreaSteps)].sort((one, two) => two.length - one.length)
const digest = 'f'.repeat(64)

// As the cards in the outbox carry them: a key written another way would send a second card, or leave the first one open.
const subjectTable: Record<keyof typeof subjectFor, [string, string]> = {
  turn: [subjectFor.turn('postArea', id, longestState), `postArea:${id}:${longestState}`],
  pledge: [subjectFor.pledge(id, other), `pledge:${id}:${other}`],
  branchPackageDue: [subjectFor.branchPackageDue(id), `branchPackageDue:${id}`],
  branchPackageReturned: [subjectFor.branchPackageReturned(id), `branchPackageReturned:${id}`],
  package: [subjectFor.package(id), `package:${id}`],
  officeSummary: [subjectFor.officeSummary(id), `officeSummary:${id}`],
  postAreaDue: [subjectFor.postAreaDue(id), `postAreaDue:${id}`],
  postArea: [subjectFor.postArea(id, longestState), `postArea:${id}:${longestState}`],
  postReview: [subjectFor.postReview(id, '2026H1'), `postReview:${id}:2026H1`],
  posting: [subjectFor.posting(id), `posting:${id}`],
  roundDue: [subjectFor.roundDue(id), `roundDue:${id}`],
  ballot: [subjectFor.ballot(id, other), `ballot:${id}:${other}`],
  ballotClosing: [subjectFor.ballotClosing(id), `ballotClosing:${id}`],
  scrutineersGone: [subjectFor.scrutineersGone(id), `scrutineersGone:${id}`],
  voidAsked: [subjectFor.voidAsked(id), `voidAsked:${id}`],
  lockDue: [subjectFor.lockDue(id, other), `lock:${id}:${other}`],
  slipDue: [subjectFor.slipDue(id, other), `slip:${id}:${other}`],
  slipLost: [subjectFor.slipLost(id, 2), `slipLost:${id}:2`],
  printDue: [subjectFor.printDue('2026H1', 2), 'printDue:2026H1:2'],
  tallyDue: [subjectFor.tallyDue(id), `tallyDue:${id}`],
  report: [subjectFor.report(id), `report:${id}`],
  reportDue: [subjectFor.reportDue(id), `reportDue:${id}`],
  reportReturned: [subjectFor.reportReturned(id), `reportReturned:${id}`],
  reportOverdue: [subjectFor.reportOverdue(id), `reportOverdue:${id}`],
  visit: [subjectFor.visit('2026Q3', id), `visit:2026Q3:${id}`],
  visitAnswer: [subjectFor.visitAnswer(id), `visitAnswer:${id}`],
  threeLinksDue: [subjectFor.threeLinksDue(id, '2026H2'), `threeLinksDue:${id}:2026H2`],
  signReturned: [subjectFor.signReturned(id), `signReturned:${id}`],
  signReview: [subjectFor.signReview(id), `signReview:${id}`],
  signApproval: [subjectFor.signApproval(id), `signApproval:${id}`],
  signPaid: [subjectFor.signPaid(id), `signPaid:${id}`],
  proof: [subjectFor.proof(id, other), `proof:${id}:${other}`],
  vacancies: [subjectFor.vacancies(), 'vacancies'],
  officeDuty: [subjectFor.officeDuty('threeLinks', '2027'), 'officeDuty:threeLinks:2027'],
  deliveryTrouble: [subjectFor.deliveryTrouble('feishu'), 'deliveryTrouble:feishu'],
  unitMove: [subjectFor.unitMove(id), `unitMove:${id}`],
  delivery: [subjectFor.delivery(id, other), `plates:${id}:${other}`],
}

const onceTable: Record<keyof typeof onceFor, [string, string]> = {
  turn: [
    onceFor.turn('postArea', id, longestState, revision, other),
    `postArea:${id}:${longestState}:${revision}:${other}`,
  ],
  unitMove: [onceFor.unitMove('moves', id, 1_796_000_000_000, other), `unit:moves:${id}:1796000000000:${other}`],
  accountAdded: [onceFor.accountAdded(id, other, 'feishu'), `accountAdded:${id}:${other}:feishu`],
  accountLinked: [onceFor.accountLinked(id, other), `accountLinked:${id}:${other}`],
  directoryNews: [onceFor.directoryNews('feishu', day, other), `directoryNews:feishu:2026-09-20:${other}`],
  reminder: [onceFor.reminder(id, day), `remind:${id}:2026-09-20`],
  answer: [onceFor.answer('e'.repeat(120)), `answer:${'e'.repeat(113)}`],
  pledgeReturned: [onceFor.pledgeReturned(id, revision), `returned:${id}:${revision}`],
  package: [onceFor.package(id, other), `package:${id}:${other}`],
  packageDecided: [onceFor.packageDecided(id, 'ACCEPTED'), `packageDecided:${id}:ACCEPTED`],
  opinionsLost: [onceFor.opinionsLost(day, id), `opinionsLost:2026-09-20:${id}`],
  opinions: [onceFor.opinions(id, other, day), `opinions:${id}:${other}:2026-09-20`],
  postArea: [
    onceFor.postArea(id, longestState, revision, other),
    `postArea:${id}:${longestState}:${revision}:${other}`,
  ],
  platesToHang: [onceFor.platesToHang(id, other, revision), `plates:${id}:${other}:${revision}`],
  round: [onceFor.round('evaluationOpened', id, other), `evaluationOpened:${id}:${other}`],
  slipLost: [onceFor.slipLost(id, 2, day, other), `slipLost:${id}:2:2026-09-20:${other}`],
  openedBySafe: [onceFor.openedBySafe(id, 1, other), `openedBySafe:${id}:1:${other}`],
  printDue: [onceFor.printDue('2026H1', 2, 1, other), `printDue:2026H1:2:1:${other}`],
  visitAnswer: [onceFor.visitAnswer(id), `visitAnswer:${id}`],
  care: [onceFor.care(id, 'RAISED', id), `care:${id}:RAISED:${id}`],
  report: [onceFor.report(id, revision, other), `report:${id}:${revision}:${other}`],
  reportDecided: [onceFor.reportDecided(id, revision, other), `reportDecided:${id}:${revision}:${other}`],
  deliveryTrouble: [
    onceFor.deliveryTrouble('feishu', 1_800_000_000_000, id),
    `deliveryTrouble:feishu:1800000000000:${id}`,
  ],
  signOrder: [onceFor.signOrder('signProductionStarted', digest), `signProductionStarted:${digest}`],
}

const widthOf = (entity: unknown, column: string) =>
  getMetadataArgsStorage().columns.find(({ target, propertyName }) => target === entity && propertyName === column)
    ?.options.length

describe('keys of cards', () => {
  it.each(Object.entries(subjectTable))(
    '%s: as it stands in the database, and within its column',
    (_name, [key, written]) => {
      expect(key).toBe(written)
      expect(key.length).toBeLessThanOrEqual(longestSubjectKey)
    },
  )
  it.each(Object.entries(onceTable))('once for %s: likewise', (_name, [key, written]) => {
    expect(key).toBe(written)
    expect(key.length).toBeLessThanOrEqual(longestOnceKey)
  })
  it('the columns are as wide as the longest keys', () => {
    expect(widthOf(OutboxSubject, 'subjectKey')).toBe(longestSubjectKey)
    expect(widthOf(OutboxMessage, 'dedupeKey')).toBe(longestOnceKey)
  })
})
