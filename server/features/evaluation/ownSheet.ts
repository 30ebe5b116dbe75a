import type { RoundAssignment, RoundLocks } from '../../../entities'
import { hotStatement } from '../../database/hotStatements'
import type { Work } from '../../database/work'
import type { RaterGroup, SubjectKind } from '../../domain/scoring/terms'
import { evaluationRound, type RoundState } from '../../domain/workflows/evaluationRound'
import { recordNotFound } from '../../refusals'
import { hangingVersion, hangsOnWall, stillMember } from '../pledge'

// What a voter's sheet is made of, in two statements. Written out for the reason of ballotRoll.ts: on the last evening every
// phone asks for it.

/** A round as its sheets say it. */
export interface SheetHead {
  state: RoundState
  votingToDay: string | null
  branchId: string
  branchName: string
  campaignId: string
  half: string
  locks: RoundLocks | null
}

const headQuery =
  hotStatement(`select r.state as state, r.votingToDay as votingToDay, r.branchId as branchId, b.name as branchName,
  c.id as campaignId, c.half as half, r.locks as locks from evaluation_round r
  join evaluation_campaign c on c.id = r.evaluationCampaignId
  join party_organisation b on b.id = r.branchId where r.id = ?`)

/** Refuses with record.notFound. */
export async function sheetHead(work: Work, roundId: string): Promise<SheetHead> {
  const [head] = await work.manager.query<(Omit<SheetHead, 'locks'> & { locks: string | null })[]>(headQuery, [roundId])
  if (!head) throw recordNotFound({ what: evaluationRound.what })
  return { ...head, locks: head.locks === null ? null : JSON.parse(head.locks) }
}

/** What a member publicly promises; nulls where nothing hangs on the wall, which is nobody's business here either (R27). */
export interface Hanging {
  pledgeId: string | null
  dutyText: string | null
  studyPledge: string | null
  dutyPledge: string | null
  integrityPledge: string | null
}

/** One right of the voter's to rate somebody, used or not, with who that is. */
export interface SheetRow extends Hanging {
  status: RoundAssignment['status']
  voterId: string
  /** Which ballot of this right lies on the roll, 0 for none. */
  sheetRevision: number
  raterGroup: RaterGroup
  subjectId: string
  kind: SubjectKind
  name: string
  departmentName: string
  position: number
}

const rowsQuery =
  hotStatement(`select a.status as status, a.voterId as voterId, a.sheetRevision as sheetRevision, a.raterGroup as raterGroup, s.id as subjectId, s.kind as kind, s.name as name,
  s.departmentName as departmentName, s.position as position, hanging.pledgeId as pledgeId, hanging.dutyText as dutyText,
  hanging.studyPledge as studyPledge, hanging.dutyPledge as dutyPledge, hanging.integrityPledge as integrityPledge
  from round_assignment a join round_subject s on s.id = a.subjectId
  left join person on (a.status = 'ISSUED' or a.sheetRevision > 0) and s.kind = 'MEMBER' and person.id = s.personId and ${stillMember}
  left join pledge on pledge.personId = person.id and ${hangsOnWall}
  left join pledge_version hanging on ${hangingVersion}
  where a.roundId = ? and a.voterId = ?`)

/** Everything on the voter's own roll; what somebody in office takes over besides stands elsewhere (orphanedSheets). */
export const ownRows = (work: Work, roundId: string): Promise<SheetRow[]> =>
  work.manager.query(rowsQuery, [roundId, work.who.personId])
