import { Absence } from './absence'
import { AccountChange } from './accountChange'
import { AccountInvite } from './accountInvite'
import { AuditEntry } from './auditEntry'
import { BadgeInspection } from './badgeInspection'
import { Ballot } from './ballot'
import { BranchOpening } from './branchOpening'
import { BranchPackage } from './branchPackage'
import { Campaign } from './campaign'
import { CampaignBasis } from './campaignBasis'
import { ClosedListPart } from './closedListPart'
import { Department } from './department'
import { DirectoryFinding } from './directoryFinding'
import { type DirectoryOutcome, DirectoryReading } from './directoryReading'
import { DocumentBatch } from './documentBatch'
import { EmergencyCare } from './emergencyCare'
import { EvaluationCampaign } from './evaluationCampaign'
import {
  EvaluationRound,
  type LostSlip,
  type RoundBox,
  type RoundLocks,
  type RoundVoiding,
  type SafeCopy,
  type StrippedBox,
} from './evaluationRound'
import { Filing } from './filing'
import { FilingFile } from './filingFile'
import { FilingStep } from './filingStep'
import { Fulfilment } from './fulfilment'
import { Holiday } from './holiday'
import { House } from './house'
import { ImportBatch } from './importBatch'
import { ImportChange } from './importChange'
import { InboxEvent } from './inboxEvent'
import { JobRun } from './jobRun'
import { LeaderLink } from './leaderLink'
import { Liaison } from './liaison'
import { LinkActivity } from './linkActivity'
import { LinkTarget } from './linkTarget'
import { LoginSession } from './loginSession'
import { OpinionEnvelope } from './opinionEnvelope'
import { never, OutboxMessage } from './outboxMessage'
import { OutboxSubject } from './outboxSubject'
import { PartyGroup } from './partyGroup'
import { PartyOrganisation } from './partyOrganisation'
import { Person } from './person'
import { Placement } from './placement'
import { PlatformAccount } from './platformAccount'
import { PlatformState } from './platformState'
import { Pledge } from './pledge'
import { PledgeVersion } from './pledgeVersion'
import { PostArea } from './postArea'
import { PostAreaStep } from './postAreaStep'
import { PostExemption } from './postExemption'
import { PostReference } from './postReference'
import { ProgressDay } from './progressDay'
import { RequestKey } from './requestKey'
import { RoleGrant } from './roleGrant'
import { RosterHeading } from './rosterHeading'
import { RoundAssignment } from './roundAssignment'
import { RoundSubject } from './roundSubject'
import { SafePrint } from './safePrint'
import { Seat } from './seat'
import { SettingTrial } from './settingTrial'
import { SetUpCode } from './setUpCode'
import { SignOrder } from './signOrder'
import { SignOrderDelivery } from './signOrderDelivery'
import { SignOrderExport } from './signOrderExport'
import { SignOrderItem } from './signOrderItem'
import { SignOrderLine } from './signOrderLine'
import { SignOrderProof } from './signOrderProof'
import { SignOrderStep } from './signOrderStep'
import { StoredFile } from './storedFile'
import { StoredFilePart } from './storedFilePart'
import { StrippedEnvelope } from './strippedEnvelope'
import { SubjectResult } from './subjectResult'
import { SupervisionOpinion } from './supervisionOpinion'
import { Table2Reading } from './table2Reading'
import { Table2Row } from './table2Row'
import { Turn } from './turn'
import { UnitRename } from './unitRename'
import { Vacancy } from './vacancy'
import { Visit } from './visit'
import { VisitMember } from './visitMember'
import { VisitPicture } from './visitPicture'
import { WallPosting } from './wallPosting'

/** Every table of the product, in one list for the data source. */
export const entities = [
  Absence,
  AccountChange,
  AccountInvite,
  AuditEntry,
  BadgeInspection,
  Ballot,
  BranchOpening,
  BranchPackage,
  Campaign,
  CampaignBasis,
  ClosedListPart,
  Department,
  DirectoryFinding,
  DirectoryReading,
  DocumentBatch,
  EmergencyCare,
  EvaluationCampaign,
  EvaluationRound,
  Filing,
  FilingFile,
  FilingStep,
  Fulfilment,
  Holiday,
  House,
  ImportBatch,
  ImportChange,
  InboxEvent,
  JobRun,
  LeaderLink,
  Liaison,
  LinkActivity,
  LinkTarget,
  LoginSession,
  OpinionEnvelope,
  OutboxMessage,
  OutboxSubject,
  PartyGroup,
  PartyOrganisation,
  Person,
  Placement,
  PlatformAccount,
  PlatformState,
  Pledge,
  PledgeVersion,
  PostArea,
  PostAreaStep,
  PostExemption,
  PostReference,
  ProgressDay,
  RequestKey,
  RoleGrant,
  RosterHeading,
  RoundAssignment,
  RoundSubject,
  SafePrint,
  Seat,
  SettingTrial,
  SetUpCode,
  SignOrder,
  SignOrderDelivery,
  SignOrderExport,
  SignOrderItem,
  SignOrderLine,
  SignOrderProof,
  SignOrderStep,
  StoredFile,
  StoredFilePart,
  StrippedEnvelope,
  SubjectResult,
  SupervisionOpinion,
  Table2Reading,
  Table2Row,
  Turn,
  UnitRename,
  Vacancy,
  Visit,
  VisitMember,
  VisitPicture,
  WallPosting,
]

export {
  Absence,
  AccountChange,
  AccountInvite,
  AuditEntry,
  BadgeInspection,
  Ballot,
  BranchOpening,
  BranchPackage,
  Campaign,
  CampaignBasis,
  ClosedListPart,
  Department,
  DirectoryFinding,
  type DirectoryOutcome,
  DirectoryReading,
  DocumentBatch,
  EmergencyCare,
  EvaluationCampaign,
  EvaluationRound,
  Filing,
  FilingFile,
  FilingStep,
  Fulfilment,
  Holiday,
  House,
  ImportBatch,
  ImportChange,
  InboxEvent,
  JobRun,
  LeaderLink,
  Liaison,
  LinkActivity,
  LinkTarget,
  LoginSession,
  type LostSlip,
  never,
  OpinionEnvelope,
  OutboxMessage,
  OutboxSubject,
  PartyGroup,
  PartyOrganisation,
  Person,
  Placement,
  PlatformAccount,
  PlatformState,
  Pledge,
  PledgeVersion,
  PostArea,
  PostAreaStep,
  PostExemption,
  PostReference,
  ProgressDay,
  RequestKey,
  RoleGrant,
  RosterHeading,
  RoundAssignment,
  type RoundBox,
  type RoundLocks,
  RoundSubject,
  type RoundVoiding,
  type SafeCopy,
  SafePrint,
  Seat,
  SettingTrial,
  SetUpCode,
  SignOrder,
  SignOrderDelivery,
  SignOrderExport,
  SignOrderItem,
  SignOrderLine,
  SignOrderProof,
  SignOrderStep,
  StoredFile,
  StoredFilePart,
  type StrippedBox,
  StrippedEnvelope,
  SubjectResult,
  SupervisionOpinion,
  Table2Reading,
  Table2Row,
  Turn,
  UnitRename,
  Vacancy,
  Visit,
  VisitMember,
  VisitPicture,
  WallPosting,
}
