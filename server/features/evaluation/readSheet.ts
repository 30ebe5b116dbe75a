import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import type { EvaluationTemplate } from '../../domain/evaluation/template'
import { isCollective } from '../../domain/scoring/collective'
import { answerLabels, answerLetters, groupLabel, type SubjectKind } from '../../domain/scoring/terms'
import type { BundleFolder } from '../../files/bundleFolder'
import type { KeyFolder } from '../../sealing/keyFolder'
import { hangingSheets } from '../pledge'
import { isUsable } from './ballotRoll'
import { mayEnter, orphanedSheets } from './collectiveSheets'
import { countKept } from './lockGuards'
import { type Hanging, ownRows, type SheetRow, sheetHead } from './ownSheet'
import { ballotLocksChanged, ballotNotOnRoll, ballotVotingClosed } from './refusals'
import { haveOwnMark } from './roundLocks'
import { templateFor } from './templates'

type SheetSubject = Output<'ballot.sheet'>['subjects'][number]

const nothingHangs: Hanging = {
  pledgeId: null,
  dutyText: null,
  studyPledge: null,
  dutyPledge: null,
  integrityPledge: null,
}

/** Sheets of meetings that somebody newly in office takes over, with what their subjects promise. */
async function takenOver(work: Work, roundId: string, branchId: string): Promise<SheetRow[]> {
  const sheets = await orphanedSheets(work, roundId, branchId)
  const members = sheets.flatMap(({ subject: { kind, personId } }) => (kind === 'MEMBER' && personId ? [personId] : []))
  const pledges: ReadonlyMap<string, Hanging> = await hangingSheets(work, members)
  return sheets.map(({ voterId, raterGroup, subject }) => ({
    ...(pledges.get(subject.personId ?? '') ?? nothingHangs),
    status: 'ISSUED',
    voterId,
    sheetRevision: 0,
    raterGroup,
    subjectId: subject.id,
    kind: subject.kind,
    name: subject.name,
    departmentName: subject.departmentName,
    position: subject.position,
  }))
}

const presentSubject = ({ kind, raterGroup, pledgeId, ...row }: SheetRow): SheetSubject => ({
  subjectId: row.subjectId,
  kind,
  raterGroup,
  groupName: groupLabel(kind, raterGroup),
  name: row.name,
  departmentName: row.departmentName,
  voterId: row.voterId,
  revision: row.sheetRevision,
  pledgeId,
  dutyText: row.dutyText,
  pledges: pledgeId ? [row.studyPledge ?? '', row.dutyPledge ?? '', row.integrityPledge ?? ''] : [],
})

const itemsOf = (template: EvaluationTemplate, kind: SubjectKind) =>
  template.subjects[kind].items.map(({ title, points, hints }) => ({ title, points, hints: [...hints] }))

/** What this person has still to rate, and what he may rate anew; no answer that was given is ever shown again. */
export const readSheet =
  (keys: KeyFolder, bundles: BundleFolder) =>
  async (work: Work, { roundId }: Checked<'ballot.sheet'>): Promise<Output<'ballot.sheet'>> => {
    const { state, votingToDay, branchId, branchName, campaignId, half, locks } = await sheetHead(work, roundId)
    const own = await ownRows(work, roundId)
    const others = await takenOver(work, roundId, branchId)
    if (!work.may('castBallot', { onRoll: own.length + others.length > 0 })) throw ballotNotOnRoll()
    if (state !== 'VOTING' || !votingToDay) throw ballotVotingClosed(state)
    if (bundles.has(roundId)) throw countKept()
    // Whoever put in locks of his own would read what is sealed to them, with the names.
    if (locks && !haveOwnMark(keys, roundId, locks)) throw ballotLocksChanged()
    const ended = work.today > votingToDay
    const usable = own.filter((row) => {
      if (!isUsable(row)) return false
      return isCollective(row.raterGroup) ? mayEnter(work.who, row.raterGroup, branchId) : !ended
    })
    const open = usable.filter(({ status }) => status === 'ISSUED')
    if (ended && open.length + others.length === 0) throw ballotVotingClosed('CLOSED')
    const template = await templateFor(work, campaignId)
    const shown = [...usable, ...others].sort((left, right) => left.position - right.position).map(presentSubject)
    return {
      half,
      branchName,
      votingToDay: toCalendarDay(votingToDay),
      items: {
        MEMBER: itemsOf(template, 'MEMBER'),
        SECRETARY: itemsOf(template, 'SECRETARY'),
        ORG: itemsOf(template, 'ORG'),
      },
      choices: answerLetters.map((value) => ({ value, label: answerLabels[value] })),
      inputMode: template.inputMode,
      locks: locks && { first: locks.first, second: locks.second, fingerprint: locks.fingerprint },
      subjects: shown.filter(({ revision }) => revision === 0),
      replaceable: shown.filter(({ revision }) => revision > 0),
      cast: own.filter((row) => row.status === 'VOTED').length,
    }
  }
