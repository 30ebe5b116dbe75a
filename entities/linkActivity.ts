import { Entity, Index } from 'typeorm'
import { Day, Id, Instant, Ref, RefTo, Revision, ShortText, YesNo } from './columns'
import { LinkTarget } from './linkTarget'
import { Person } from './person'

/** One 三联系 activity (R46). Entered by an assistant it is marked 代录. */
@Entity('link_activity')
@Index('link_activity_leader', ['leaderId', 'heldDay'])
@Index('link_activity_day', ['leaderId', 'targetId', 'heldDay', 'counts'], { unique: true })
export class LinkActivity {
  @Id() id!: string
  @RefTo(() => Person) leaderId!: string
  @RefTo(() => LinkTarget) targetId!: string
  @Day() heldDay!: string
  @ShortText(80) place!: string
  @ShortText(500) problem!: string
  @ShortText(500) help!: string
  @ShortText(500, { nullable: true }) effect!: string | null
  @Ref() enteredById!: string
  @YesNo() proxyEntry!: boolean
  @Instant() loggedAt!: number
  /** Taken back: nothing is deleted. */
  @ShortText(200, { nullable: true }) voidReason!: string | null
  /** One of its place and day counts; null where it was taken back, or came second before the database refused that. */
  @YesNo({ nullable: true }) counts!: true | null
  @Revision() revision!: number
}
