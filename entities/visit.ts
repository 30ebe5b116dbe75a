import { Entity, Index } from 'typeorm'
import { Day, Id, Instant, Json, Ref, RefTo, Revision, ShortText, YesNo } from './columns'
import { PartyOrganisation } from './partyOrganisation'
import { Person } from './person'

export type VisitWay = 'FACE' | 'PHONE' | 'CHAT' | 'HOME' | 'ON_SITE'
export type VisitPurpose = 'STUDY_PUBLICITY' | 'MENTORING' | 'GUIDANCE' | 'DISPUTE' | 'CARE' | 'LISTENING'
/** What came of settling a dispute (R36): settled, handed on to the union or HR, or still going on. */
export type DisputeOutcome = 'SETTLED' | 'HANDED_ON' | 'OPEN'

/**
 * 「点对点」 visit of one person (R33–R38). The id comes from the phone or the card, so that sending twice writes once. Of several
 * people met together each has a row, since each says whether it was so; the others name the first.
 */
@Entity('visit')
@Index('visit_author', ['authorId', 'visitedDay'])
@Index('visit_contact', ['contactId', 'visitedDay'])
@Index('visit_branch', ['branchId', 'visitedDay'])
@Index('visit_with', ['withVisitId'])
export class Visit {
  @Id() id!: string
  @RefTo(() => Person) authorId!: string
  /** The author's branch on the day of the visit: its 书记 reads it (rules §2.3). */
  @RefTo(() => PartyOrganisation, { nullable: true }) branchId!: string | null
  /** The first one of those met together; null for that one itself. */
  @Ref({ nullable: true }) withVisitId!: string | null
  @RefTo(() => Person, { nullable: true }) contactId!: string | null
  @ShortText(40) contactName!: string
  /** False when the person visited is not on the member's 名册: allowed, tagged (R34). */
  @YesNo() onRoster!: boolean
  @ShortText(10) way!: VisitWay
  @Json() purposes!: VisitPurpose[]
  @Day() visitedDay!: string
  @Instant() loggedAt!: number
  /** 补录: more than 7 days between visit and entry (R34). */
  @YesNo() backfilled!: boolean
  /** The same person, day and way as another visit: flagged, not refused (R34). */
  @YesNo({ default: false }) repeated!: boolean
  /** The words of an earlier visit by the same author (R34). */
  @YesNo({ default: false }) copied!: boolean
  /** A word, never a position (rules §6.2). */
  @ShortText(40, { nullable: true }) place!: string | null
  /** What was studied or told of (R33). */
  @ShortText(60, { nullable: true }) topic!: string | null
  @ShortText(12, { nullable: true }) outcome!: DisputeOutcome | null
  @ShortText(1000) content!: string
  @ShortText(500, { nullable: true }) problem!: string | null
  @ShortText(12) state!: 'LOGGED' | 'CONFIRMED' | 'OBJECTED' | 'VOID'
  /** When the person visited said whether it was so, and what was not (rules §3.5). */
  @Instant({ nullable: true }) answeredAt!: number | null
  @ShortText(200, { nullable: true }) correction!: string | null
  @ShortText(200, { nullable: true }) voidReason!: string | null
  @Revision() revision!: number
}
