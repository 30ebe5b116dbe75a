import { Entity, Index } from 'typeorm'
import { Day, Id, Instant, Json, RefTo, Revision, ShortText, YesNo } from './columns'
import { Person } from './person'

export type VisitWay = 'FACE' | 'PHONE' | 'CHAT' | 'HOME' | 'ON_SITE'
export type VisitPurpose = 'STUDY_PUBLICITY' | 'MENTORING' | 'GUIDANCE' | 'DISPUTE' | 'CARE' | 'LISTENING'

/** 「点对点」 visit (R33–R38). The id comes from the phone or the card, so that sending twice writes once. */
@Entity('visit')
@Index('visit_author', ['authorId', 'visitedDay'])
@Index('visit_contact', ['contactId', 'visitedDay'])
export class Visit {
  @Id() id!: string
  @RefTo(() => Person) authorId!: string
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
  @ShortText(1000) content!: string
  @ShortText(500, { nullable: true }) problem!: string | null
  @ShortText(12) state!: 'LOGGED' | 'CONFIRMED' | 'OBJECTED' | 'VOID'
  @ShortText(200, { nullable: true }) voidReason!: string | null
  @Revision() revision!: number
}
