import { AuditEntry } from './auditEntry'
import { Ballot } from './ballot'
import { BranchPackage } from './branchPackage'
import { Campaign } from './campaign'
import { Department } from './department'
import { EvaluationCampaign } from './evaluationCampaign'
import { EvaluationRound } from './evaluationRound'
import { Holiday } from './holiday'
import { ImportBatch } from './importBatch'
import { ImportChange } from './importChange'
import { InboxEvent } from './inboxEvent'
import { JobRun } from './jobRun'
import { LeaderLink } from './leaderLink'
import { Liaison } from './liaison'
import { LinkActivity } from './linkActivity'
import { LinkTarget } from './linkTarget'
import { OutboxMessage } from './outboxMessage'
import { OutboxSubject } from './outboxSubject'
import { PartyGroup } from './partyGroup'
import { PartyOrganisation } from './partyOrganisation'
import { Person } from './person'
import { Placement } from './placement'
import { PlatformAccount } from './platformAccount'
import { Pledge } from './pledge'
import { RequestKey } from './requestKey'
import { RoleGrant } from './roleGrant'
import { RoundAssignment } from './roundAssignment'
import { RoundSubject } from './roundSubject'
import { StoredFile } from './storedFile'
import { StoredFilePart } from './storedFilePart'
import { SubjectResult } from './subjectResult'
import { Visit } from './visit'
import { VisitMember } from './visitMember'

/** Every table of the product, in one list for the data source. */
export const entities = [
  AuditEntry,
  Ballot,
  BranchPackage,
  Campaign,
  Department,
  EvaluationCampaign,
  EvaluationRound,
  Holiday,
  ImportBatch,
  ImportChange,
  InboxEvent,
  JobRun,
  LeaderLink,
  Liaison,
  LinkActivity,
  LinkTarget,
  OutboxMessage,
  OutboxSubject,
  PartyGroup,
  PartyOrganisation,
  Person,
  Placement,
  PlatformAccount,
  Pledge,
  RequestKey,
  RoleGrant,
  RoundAssignment,
  RoundSubject,
  StoredFile,
  StoredFilePart,
  SubjectResult,
  Visit,
  VisitMember,
]

export {
  AuditEntry,
  Ballot,
  BranchPackage,
  Campaign,
  Department,
  EvaluationCampaign,
  EvaluationRound,
  Holiday,
  ImportBatch,
  ImportChange,
  InboxEvent,
  JobRun,
  LeaderLink,
  Liaison,
  LinkActivity,
  LinkTarget,
  OutboxMessage,
  OutboxSubject,
  PartyGroup,
  PartyOrganisation,
  Person,
  Placement,
  PlatformAccount,
  Pledge,
  RequestKey,
  RoleGrant,
  RoundAssignment,
  RoundSubject,
  StoredFile,
  StoredFilePart,
  SubjectResult,
  Visit,
  VisitMember,
}
