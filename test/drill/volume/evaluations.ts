import { randomUUID } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import { EvaluationCampaign, EvaluationRound, Filing, RoundSubject, SubjectResult } from '../../../entities'
import { assemblyRecord } from '../../../server/domain/forms/assemblyRecord'
import { filingIdOf } from '../../../server/features/filing/records'
import { sampleEvaluation } from '../../support/sampleEvaluation'
import { type Member, type People, put } from './people'
import { anyId, someAnswers } from './sql'

/** How many of a branch each of its people rates. */
const ratedEach = 3

const groups = ['SELF', 'PEER', 'MASSES', 'ORG', 'SUPERIOR'].map((group) => {
  return { group, weight: 20, due: 20, issued: 20, returned: 20, valid: 20, abstained: 0, voided: 0, mean: 9111 }
})
const statistics = {
  memberCount: 20,
  gradedCount: 20,
  cap: 6,
  grades: {},
  undecided: 0,
  excellentRate: 3000,
  branchMean: 9111,
  turnout: [],
}

interface Half {
  half: string
  /** The vote is open, with ballots of half of the people in the box; else the round came to its end. */
  isOpen: boolean
}

const roundRow = (
  campaign: EvaluationCampaign,
  branchId: string,
  scrutineerIds: string[],
  isOpen: boolean,
): EvaluationRound => ({
  id: randomUUID(),
  evaluationCampaignId: campaign.id,
  branchId,
  state: isOpen ? 'VOTING' : 'ACCEPTED',
  secretaryId: scrutineerIds[0] ?? null,
  scrutineerIds,
  widenings: [],
  frozenDay: campaign.openedDay,
  votingFromDay: campaign.openedDay,
  votingToDay: campaign.dueDay,
  locks: null,
  box: null,
  attempt: 1,
  voiding: null,
  countKept: false,
  closedAt: null,
  checksum: isOpen ? null : '0'.repeat(64),
  statistics: isOpen ? null : statistics,
  committee: null,
  completedDay: isOpen ? null : campaign.dueDay,
  reportedAt: isOpen ? null : Date.parse(`${campaign.dueDay}T02:00:00Z`),
  returnReason: null,
  revision: 1,
})

const subjectRows = (round: EvaluationRound, members: readonly Member[]): RoundSubject[] =>
  members.map(({ personId, name, departmentName }, position) => ({
    id: randomUUID(),
    roundId: round.id,
    subjectKey: `MEMBER:${personId}`,
    kind: 'MEMBER',
    personId,
    name,
    departmentName,
    politicalStatus: '中共党员',
    graded: true,
    position,
    vetoDocument: null,
    struckReason: null,
  }))

const resultRow = ({ id: subjectId, roundId }: RoundSubject): SubjectResult => ({
  subjectId,
  roundId,
  groups,
  totalHundredths: 9111,
  suggestedGrade: 'QUALIFIED',
  flags: [],
  confirmedGrade: 'QUALIFIED',
  confirmReason: null,
  confirmedById: null,
})

/** 党员大会公布记录 of a round that is over; nine branches of ten have one. */
const assemblyRow = ({ id: roundId, branchId, secretaryId, reportedAt }: EvaluationRound, title: string): Filing => ({
  id: filingIdOf(assemblyRecord.name, branchId, roundId, 1),
  form: assemblyRecord.name,
  branchId,
  subjectKey: roundId,
  subject: title,
  version: 1,
  supersedesId: null,
  state: 'RECORDED',
  content: { heldDay: '2026-01-15', due: 60, present: 55, minutes: '大会〔2026〕1号', published: '评价结果和联系情况' },
  dueDay: null,
  filedById: secretaryId,
  filedAt: reportedAt,
  late: false,
  number: null,
  numberYear: null,
  numberSerial: null,
  returnReason: null,
  revision: 1,
})

/** Everybody of a branch rates its first members; written by the database itself, there are too many of them. */
const rollStatement = `insert into round_assignment (roundId, voterId, subjectId, raterGroup, status, votedDay, castMark)
  select s.roundId, l.personId, s.id, case when p.politicalStatus = 'MASSES' then 'MASSES' else 'PEER' end, ?, ?, null
  from evaluation_round r join round_subject s on s.roundId = r.id
  join party_group g on g.branchId = r.branchId join placement l on l.departmentId = g.departmentId and l.toDay is null
  join person p on p.id = l.personId where r.evaluationCampaignId = ? and s.position < ?`

async function putVotes(manager: EntityManager, { id, openedDay }: EvaluationCampaign, isOpen: boolean): Promise<void> {
  await manager.query(rollStatement, [isOpen ? 'ISSUED' : 'VOTED', isOpen ? null : openedDay, id, ratedEach])
  const box = `insert into ballot (id, roundId, subjectId, raterGroup, answers, source)
    select ${anyId(manager)}, a.roundId, a.subjectId, a.raterGroup, ${someAnswers(manager)}, 'APP'
    from evaluation_round r join round_assignment a on a.roundId = r.id where r.evaluationCampaignId = ?`
  await manager.query(box, [id])
}

/** A half-year of all branches. Answers the round of the first branch. */
export async function putEvaluation(manager: EntityManager, people: People, { half, isOpen }: Half): Promise<string> {
  const year = half.slice(0, 4)
  const days = half.endsWith('H1') ? ['01', '06-30'] : ['07', '12-31']
  const campaign = { ...sampleEvaluation(half), openedDay: `${year}-${days[0]}-01`, dueDay: `${year}-${days[1]}` }
  await put(manager, EvaluationCampaign, [campaign])
  const membersOf = new Map<string, Member[]>()
  for (const member of people.members)
    membersOf.set(member.branchId, [...(membersOf.get(member.branchId) ?? []), member])
  const rounds = people.branches.map(({ id }) => {
    const own = (membersOf.get(id) ?? []).slice(1, 3).map(({ personId }) => personId)
    return roundRow(campaign, id, own, isOpen)
  })
  await put(manager, EvaluationRound, rounds)
  const subjects = rounds.flatMap((round) => subjectRows(round, membersOf.get(round.branchId) ?? []))
  await put(manager, RoundSubject, subjects)
  if (!isOpen) await put(manager, SubjectResult, subjects.map(resultRow))
  const recorded = isOpen ? [] : rounds.filter((_round, index) => index % 10 > 0)
  await put(
    manager,
    Filing,
    recorded.map((round) => assemblyRow(round, campaign.title)),
  )
  await putVotes(manager, campaign, isOpen)
  return rounds[0]?.id ?? ''
}
