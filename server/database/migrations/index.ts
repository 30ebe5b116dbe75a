import { Organisation1789000000001 } from './1789000000001-organisation'
import { ThreeShows1789000000002 } from './1789000000002-threeShows'
import { TwoLinks1789000000003 } from './1789000000003-twoLinks'
import { ThreeEvaluations1789000000004 } from './1789000000004-threeEvaluations'
import { Machinery1789000000005 } from './1789000000005-machinery'
import { PostAreas1789000000006 } from './1789000000006-postAreas'
import { PledgeYear1789000000007 } from './1789000000007-pledgeYear'
import { SignOrders1789000000008 } from './1789000000008-signOrders'
import { CampaignRules1789000000009 } from './1789000000009-campaignRules'
import { ReadableKeys1789000000010 } from './1789000000010-readableKeys'
import { Filings1795904898532 } from './1795904898532-filings'
import { Vacancies1795907339294 } from './1795907339294-vacancies'
import { RecordHistory1795915547552 } from './1795915547552-recordHistory'
import { Turns1795916542185 } from './1795916542185-turns'
import { BranchOrder1795919800000 } from './1795919800000-branchOrder'
import { RequestBodyHash1795939676183 } from './1795939676183-requestBodyHash'
import { LoginSessions1795952500543 } from './1795952500543-loginSessions'
import { AccountChanges1795952761852 } from './1795952761852-accountChanges'
import { JoinedPartyDay1795953000000 } from './1795953000000-joinedPartyDay'
import { CastMarks1795953590832 } from './1795953590832-castMarks'
import { Delivery1795965602000 } from './1795965602000-delivery'
import { FileReferences1795966229072 } from './1795966229072-fileReferences'
import { CostIndices1795966559303 } from './1795966559303-costIndices'
import { SealedBallots1795968608429 } from './1795968608429-sealedBallots'
import { StrippedEnvelopes1795977800017 } from './1795977800017-strippedEnvelopes'
import { VoidedRounds1795979849354 } from './1795979849354-voidedRounds'
import { ClosedLists1795991400000 } from './1795991400000-closedLists'
import { FirstStart1795992462393 } from './1795992462393-firstStart'
import { ClosedRows1796002611822 } from './1796002611822-closedRows'
import { Directory1796003713081 } from './1796003713081-directory'
import { OpinionEnvelopes1796005000000 } from './1796005000000-opinionEnvelopes'
import { OldLinks1796006090843 } from './1796006090843-oldLinks'
import { ContactRevision1796007000000 } from './1796007000000-contactRevision'
import { HangingThroughYears1796017488248 } from './1796017488248-hangingThroughYears'
import { RosterHeadings1796017933239 } from './1796017933239-rosterHeadings'
import { SettingTrials1796019461448 } from './1796019461448-settingTrials'
import { CountKept1796028618482 } from './1796028618482-countKept'
import { HolidayNotices1796029982022 } from './1796029982022-holidayNotices'
import { OneActivityADay1796042993379 } from './1796042993379-oneActivityADay'
import { ContactRosters1796044000000 } from './1796044000000-contactRosters'
import { SafePrints1796054192320 } from './1796054192320-safePrints'
import { CampaignBasis1796056826000 } from './1796056826000-campaignBasis'
import { LongerMediaType1796060108965 } from './1796060108965-longerMediaType'
import { VisitsWhole1796067208193 } from './1796067208193-visitsWhole'
import { UnitRenames1796067342493 } from './1796067342493-unitRenames'
import { ActingGrants1796068525951 } from './1796068525951-actingGrants'
import { Absences1796070127866 } from './1796070127866-absences'
import { GroupNames1796072575862 } from './1796072575862-groupNames'
import { EmergencyCare1796086191793 } from './1796086191793-emergencyCare'

/** In order of time; a name never changes once a customer has run it. */
export const migrations = [
  Organisation1789000000001,
  ThreeShows1789000000002,
  TwoLinks1789000000003,
  ThreeEvaluations1789000000004,
  Machinery1789000000005,
  PostAreas1789000000006,
  PledgeYear1789000000007,
  SignOrders1789000000008,
  CampaignRules1789000000009,
  ReadableKeys1789000000010,
  Filings1795904898532,
  Vacancies1795907339294,
  RecordHistory1795915547552,
  Turns1795916542185,
  BranchOrder1795919800000,
  RequestBodyHash1795939676183,
  LoginSessions1795952500543,
  AccountChanges1795952761852,
  JoinedPartyDay1795953000000,
  CastMarks1795953590832,
  Delivery1795965602000,
  FileReferences1795966229072,
  CostIndices1795966559303,
  SealedBallots1795968608429,
  StrippedEnvelopes1795977800017,
  VoidedRounds1795979849354,
  ClosedLists1795991400000,
  FirstStart1795992462393,
  ClosedRows1796002611822,
  Directory1796003713081,
  OpinionEnvelopes1796005000000,
  OldLinks1796006090843,
  ContactRevision1796007000000,
  HangingThroughYears1796017488248,
  RosterHeadings1796017933239,
  SettingTrials1796019461448,
  CountKept1796028618482,
  HolidayNotices1796029982022,
  OneActivityADay1796042993379,
  ContactRosters1796044000000,
  SafePrints1796054192320,
  CampaignBasis1796056826000,
  LongerMediaType1796060108965,
  VisitsWhole1796067208193,
  UnitRenames1796067342493,
  ActingGrants1796068525951,
  Absences1796070127866,
  GroupNames1796072575862,
  EmergencyCare1796086191793,
]
