import { randomUUID } from 'node:crypto'
import { EvaluationCampaign, EvaluationRound, Person, RoundAssignment, RoundSubject } from '../../../entities'
import { branchId } from '../../../server/demo/sampleOrganisationPeople'
import { defaultTemplate } from '../../../server/domain/evaluation/defaultTemplate'
import type { EvaluationTemplate } from '../../../server/domain/evaluation/template'
import type { RaterGroup, SubjectKind } from '../../../server/domain/scoring/terms'
import { persona } from '../organisation/house'
import type { Stage } from './evaluationStage'

/** One subject with the ballots each group gives; `issued` rights may be more than ballots come back. */
export interface GoldenSubject {
  kind: SubjectKind
  issued: Partial<Record<RaterGroup, number>>
  ballots: Partial<Record<RaterGroup, (string | number[])[]>>
  personId?: string
  graded?: boolean
  vetoDocument?: string
}

const lastDay = '2026-09-08'
const half = (number: number): string => `${1900 + Math.floor(number / 2)}H${(number % 2) + 1}`
let made = 0

/** Who may give these ballots: anybody for the secret groups, people in office for the sheets of meetings. */
async function votersOf(stage: Stage, group: RaterGroup, subject: GoldenSubject, count: number): Promise<string[]> {
  const { secretary, committee } = await stage.officers('digital')
  const own = subject.personId
  if (group === 'SELF') return [own ?? '']
  if (group === 'ORG') return [secretary === own ? (committee[0] ?? '') : secretary]
  if (group === 'SUPERIOR') return [persona('hqCommittee').personId]
  const people = await stage.house.source.manager.findBy(Person, { dutyStatus: 'ON_DUTY' })
  const suitable = people.filter((one) => (one.politicalStatus === 'MASSES') === (group === 'MASSES') && one.id !== own)
  return suitable.slice(0, count).map((person) => person.id)
}

/**
 * A round of 信息支部 in its last voting day with exactly these subjects and rights, entered by hand so that the numbers
 * of rules §4.5 go through the real tables; then every ballot is cast through the real call.
 */
export async function goldenRound(
  stage: Stage,
  subjects: readonly GoldenSubject[],
  template: EvaluationTemplate = defaultTemplate,
  votingToDay = lastDay,
): Promise<string> {
  const { manager } = stage.house.source
  const { secretary, committee } = await stage.officers('digital')
  made += 1
  const campaign: EvaluationCampaign = {
    id: randomUUID(),
    half: half(made),
    title: '验算',
    basisNumber: '演示〔2026〕1号',
    templateVersion: template.version,
    template,
    openedDay: '2026-09-01',
    dueDay: '2026-12-31',
    state: 'RUNNING',
    openedById: persona('office').personId,
    revision: 1,
  }
  const round: EvaluationRound = {
    id: randomUUID(),
    evaluationCampaignId: campaign.id,
    branchId: branchId('digital'),
    state: 'VOTING',
    secretaryId: secretary,
    scrutineerIds: committee.slice(0, 2),
    widenings: [],
    frozenDay: '2026-09-01',
    votingFromDay: '2026-09-01',
    votingToDay,
    locks: null,
    box: null,
    attempt: 1,
    voiding: null,
    countKept: false,
    closedAt: null,
    checksum: null,
    statistics: null,
    committee: null,
    completedDay: null,
    reportedAt: null,
    returnReason: null,
    revision: 1,
  }
  const members = (await stage.people('digital')).filter((one) => one.politicalStatus !== 'MASSES')
  const chosen = subjects.map((subject, index): GoldenSubject => {
    if (subject.kind === 'ORG' || subject.personId) return subject
    return {
      ...subject,
      personId: subject.kind === 'SECRETARY' ? secretary : (members[members.length - 1 - index]?.id ?? ''),
    }
  })
  const rows = chosen.map((subject, position): RoundSubject => {
    const person = members.find((one) => one.id === subject.personId)
    const key =
      subject.kind === 'ORG' ? `ORG:${branchId('digital')}:${position}` : `${subject.kind}:${subject.personId}`
    return {
      id: randomUUID(),
      roundId: round.id,
      subjectKey: key,
      kind: subject.kind,
      personId: subject.personId ?? null,
      name: person?.name ?? '信息支部',
      departmentName: person ? '信息中心' : '',
      politicalStatus: person ? '中共党员' : '',
      graded: subject.graded ?? true,
      position,
      vetoDocument: subject.vetoDocument ?? null,
      struckReason: null,
    }
  })
  await manager.insert(EvaluationCampaign, campaign as object)
  await manager.insert(EvaluationRound, round as object)
  await manager.insert(RoundSubject, rows)
  const rights: RoundAssignment[][] = []
  for (const [index, subject] of chosen.entries())
    rights.push(await rightsFor(stage, round.id, rows[index]?.id ?? '', subject))
  // Copies: on MySQL the insert writes into what it is given.
  await manager.insert(
    RoundAssignment,
    rights.flat().map((right) => ({ ...right })),
  )
  for (const [index, subject] of chosen.entries()) await castFor(stage, rights[index] ?? [], subject)
  return round.id
}

/** Who may rate the subject in each group; the ballots are given by the first of them. */
async function rightsFor(stage: Stage, roundId: string, subjectId: string, subject: GoldenSubject) {
  const groups = Object.entries(subject.issued) as [RaterGroup, number][]
  const rights: RoundAssignment[] = []
  for (const [raterGroup, issued] of groups)
    for (const voterId of await votersOf(stage, raterGroup, subject, issued))
      rights.push({ roundId, voterId, subjectId, raterGroup, status: 'ISSUED', votedDay: null, ...unused })
  return rights
}

const unused = { castMark: null, sheetRevision: 0, envelope: null, envelopeMark: null, closed: false }

async function castFor(stage: Stage, rights: readonly RoundAssignment[], subject: GoldenSubject): Promise<void> {
  for (const [group, given] of Object.entries(subject.ballots) as [RaterGroup, (string | number[])[]][]) {
    const voters = rights.filter(({ raterGroup }) => raterGroup === group)
    for (const [index, each] of given.entries()) {
      const answers = typeof each === 'string' ? each : each.join(',')
      const { voterId, roundId, subjectId } = voters[index] as RoundAssignment
      await stage.call('ballot.cast', voterId, {
        roundId,
        ballots: [{ subjectId, raterGroup: group, answers }],
        minutesNumber: '支委会〔2026〕9号',
      })
    }
  }
}

/** The last day is over: a scrutineer closes and counts. */
export async function countGolden(stage: Stage, roundId: string): Promise<void> {
  stage.house.setToday('2026-09-09')
  await stage.closeAndTally(roundId)
  stage.house.setToday('2026-09-01')
}
