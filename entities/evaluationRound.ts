import { Entity, Index } from 'typeorm'
import { Day, Id, Instant, Json, Ref, RefTo, Revision, ShortText, Whole, YesNo } from './columns'
import { EvaluationCampaign } from './evaluationCampaign'
import { PartyOrganisation } from './partyOrganisation'

export interface CommitteeMeeting {
  heldDay: string
  dueCount: number
  presentCount: number
  minutesNumber: string
}

/** A 监票码 sealed to the 备份码 of its lock (rules §4.6.13): nothing opens it but the sheet of paper in the safe. */
export interface SafeCopy {
  printId: string
  /** Base64. */
  sealed: string
}

/** That the slip of a lock cannot be found, once the vote has begun. */
export interface LostSlip {
  place: 1 | 2
  /** Who said so. */
  personId: string
  day: string
  reason: string
}

/** The two locks of the round's ballots, fixed with the list of who may rate whom. */
export interface RoundLocks {
  /** Public locks as base64: lock 1 opens the outer envelopes, lock 2 the inner ones. */
  first: string
  second: string
  /** Eight digits by which people compare them. */
  fingerprint: string
  /** The frozen list: hash over every right on it. */
  rollHash: string
  /**
   * Whose 监票码 each lock stands for, by its place; null and an empty lock until it is set. Without this both lie in the key folder
   * of the house, as in rounds that were frozen before there were codes.
   */
  holders?: [string | null, string | null]
  /** The house's own mark over all of this. */
  mark: string
  /** By place; null where no print lay in the safe when the lock was set. */
  copies?: [SafeCopy | null, SafeCopy | null]
  lost?: LostSlip[]
  /** Which lock was opened with the print in the safe, by whom. */
  openedBySafe?: { place: 1 | 2; personId: string; day: string }[]
  /** Who has torn up his slip, once the round is counted or void. */
  torn?: { personId: string; day: string }[]
}

/** What the first step of an opening found, by which the second one knows that nobody has changed it since. */
export interface StrippedBox {
  /** Inner envelopes: equal ones once. */
  passed: number
  /** Hash over all of them. */
  innerHash: string
  /** Whose envelopes were refused, and whose held one that came more than once. */
  refused: string[]
  copied: string[]
  /** Secret groups too small to be opened, and how many ballots lie in them. */
  closed: { subjectId: string; raterGroup: string; passed: number }[]
  fell: number
  smallest: number | null
  asksWords: boolean
  /** The house's own mark over all of this. */
  mark: string
  /** Who has said why it goes on, where that is asked for. */
  confirmed: { personId: string; reason: string }[]
}

/** What lay in the box when the vote was closed, and what the opening found. */
export interface RoundBox {
  envelopes: number
  /** Hash over the receipts of all of them. */
  listHash: string
  /** Once lock 1 has been opened. */
  stripped?: StrippedBox
  /** 无效: opened to something that is no ballot. */
  invalid?: number
}

/** That somebody has asked for a round to be declared void, and what was decided. */
export interface RoundVoiding {
  /** One of server/domain/evaluation/voiding.ts. */
  cause: 'CODES_LOST' | 'KEYS_LOST' | 'ALTERED' | 'LEAKED' | 'LIST_WRONG'
  reason: string
  askedById: string
  askedDay: string
  decidedById?: string
  decision?: string
}

/** One branch's half-year evaluation (rules §3.9); one that was declared void is followed by another. */
@Entity('evaluation_round')
@Index('evaluation_round_attempt', ['evaluationCampaignId', 'branchId', 'attempt'], { unique: true })
export class EvaluationRound {
  @Id() id!: string
  @RefTo(() => EvaluationCampaign) evaluationCampaignId!: string
  @RefTo(() => PartyOrganisation) branchId!: string
  /** 1, and one more for each that was declared void before it. */
  @Whole({ default: 1 }) attempt!: number
  @ShortText(20) state!: string
  @Ref({ nullable: true }) secretaryId!: string | null
  @Json() scrutineerIds!: string[]
  /** Why a rater group was widened (rules §4.3), as it was at freezing. */
  @Json() widenings!: unknown
  @Day({ nullable: true }) frozenDay!: string | null
  @Day({ nullable: true }) votingFromDay!: string | null
  @Day({ nullable: true }) votingToDay!: string | null
  @Json({ nullable: true }) locks!: RoundLocks | null
  @Json({ nullable: true }) box!: RoundBox | null
  @Json({ nullable: true }) voiding!: RoundVoiding | null
  @Instant({ nullable: true }) closedAt!: number | null
  @ShortText(64, { nullable: true }) checksum!: string | null
  @Json({ nullable: true }) statistics!: unknown
  /** Counted before, and the database is of before that: its 监票人 have the count taken in (rules §4.6.11). */
  @YesNo({ default: false }) countKept!: boolean
  @Json({ nullable: true }) committee!: CommitteeMeeting | null
  /** 完成日: the day the 支委会 confirmed the grades (U11); the 10-day clock starts after it. */
  @Day({ nullable: true }) completedDay!: string | null
  @Instant({ nullable: true }) reportedAt!: number | null
  @ShortText(200, { nullable: true }) returnReason!: string | null
  @Revision() revision!: number
}
