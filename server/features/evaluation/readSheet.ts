import { In } from 'typeorm'
import { type PledgeVersion, RoundAssignment, RoundSubject } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import type { EvaluationTemplate } from '../../domain/evaluation/template'
import { answerLabels, answerLetters, groupLabel, type RaterGroup, type SubjectKind } from '../../domain/scoring/terms'
import { evaluationRound } from '../../domain/workflows/evaluationRound'
import { findCampaign } from '../campaign'
import { hangingSheets } from '../pledge'
import { isCollective, mayEnter, orphanedSheets } from './collectiveSheets'
import { requireRound, stateName, templateOf } from './records'
import { ballotNotOnRoll, ballotVotingClosed } from './refusals'

type SheetSubject = Output<'ballot.sheet'>['subjects'][number]

interface OpenRow {
  subjectId: string
  raterGroup: RaterGroup
}

/** What is publicly promised; a sheet not on the wall is nobody's business here either (R27). */
async function publishedPledges(work: Work, personIds: string[]): Promise<Map<string, PledgeVersion>> {
  const campaign = await findCampaign(work)
  return campaign ? hangingSheets(work, campaign.id, personIds) : new Map()
}

async function presentSubjects(work: Work, open: OpenRow[]): Promise<SheetSubject[]> {
  const known = await work.manager.findBy(RoundSubject, { id: In([...new Set(open.map((row) => row.subjectId))]) })
  const byId = new Map(known.map((subject) => [subject.id, subject]))
  const members = known.flatMap(({ kind, personId }) => (kind === 'MEMBER' && personId ? [personId] : []))
  const pledges = await publishedPledges(work, members)
  const rows = open.flatMap(({ subjectId, raterGroup }) => {
    const subject = byId.get(subjectId)
    return subject ? [{ subject, raterGroup }] : []
  })
  rows.sort((left, right) => left.subject.position - right.subject.position)
  return rows.map(({ subject, raterGroup }) => {
    const pledge = subject.kind === 'MEMBER' ? pledges.get(subject.personId ?? '') : undefined
    return {
      subjectId: subject.id,
      kind: subject.kind,
      raterGroup,
      groupName: groupLabel(subject.kind, raterGroup),
      name: subject.name,
      departmentName: subject.departmentName,
      pledgeId: pledge?.pledgeId ?? null,
      dutyText: pledge?.dutyText ?? null,
      pledges: pledge ? [pledge.studyPledge, pledge.dutyPledge, pledge.integrityPledge] : [],
    }
  })
}

const itemsOf = (template: EvaluationTemplate, kind: SubjectKind) =>
  template.subjects[kind].items.map(({ title, points, hints }) => ({ title, points, hints: [...hints] }))

/** What this person has still to rate. What was cast is not shown again: it cannot be found (rules §4.6.5). */
export async function readSheet(work: Work, { roundId }: Checked<'ballot.sheet'>): Promise<Output<'ballot.sheet'>> {
  const { record: round, campaign, branchName } = await requireRound(work, roundId)
  const own = await work.manager.findBy(RoundAssignment, { roundId, voterId: work.who.personId })
  const takenOver = await orphanedSheets(work, roundId, round.branchId)
  if (!work.may('castBallot', { onRoll: own.length + takenOver.length > 0 })) throw ballotNotOnRoll()
  const { votingToDay } = round
  if (round.state !== 'VOTING' || !votingToDay) {
    throw ballotVotingClosed({ state: stateName(round) })
  }
  const ended = work.today > votingToDay
  const open = own.filter(({ status, raterGroup }) => {
    if (status !== 'ISSUED') return false
    return isCollective(raterGroup) ? mayEnter(work.who, raterGroup, round.branchId) : !ended
  })
  if (ended && open.length + takenOver.length === 0) throw ballotVotingClosed({ state: evaluationRound.states.CLOSED })
  const template = templateOf(campaign)
  return {
    half: campaign.half,
    branchName,
    votingToDay: toCalendarDay(votingToDay),
    items: {
      MEMBER: itemsOf(template, 'MEMBER'),
      SECRETARY: itemsOf(template, 'SECRETARY'),
      ORG: itemsOf(template, 'ORG'),
    },
    choices: answerLetters.map((value) => ({ value, label: answerLabels[value] })),
    subjects: await presentSubjects(work, [...open, ...takenOver]),
    cast: own.filter((row) => row.status === 'VOTED').length,
  }
}
