import { Entity, Index } from 'typeorm'
import { Id, Instant, Json, Ref, RefTo, ShortText, Whole } from './columns'
import { Person } from './person'

/** Behind everything that is due, in the index and in time: the last instant a date can name. */
export const never = 8_640_000_000_000_000

/**
 * A message to one person, written in the commit of the fact that causes it and sent afterwards (jobs/sendOutbox).
 * The row also carries the card's end: when the matter is done the sent card is turned to doneCard.
 */
@Entity('outbox_message')
@Index('outbox_message_once', ['dedupeKey'], { unique: true })
@Index('outbox_message_next', ['nextAt'])
@Index('outbox_message_waits', ['waitsOn'])
@Index('outbox_message_state', ['state', 'createdAt'])
@Index('outbox_message_created', ['createdAt'])
@Index('outbox_message_platform_id', ['messageId'])
export class OutboxMessage {
  @Id() id!: string
  /** Whatever may be sent only once has one key, e.g. remind:<person>:<day>. */
  @ShortText(120) dedupeKey!: string
  @RefTo(() => Person) personId!: string
  @ShortText(30) kind!: string
  @Json() card!: unknown
  /**
   * EXPIRED: let go by its own expiresAt; FAILED: the platform takes no such card; UNKNOWN: nobody knows whether it arrived,
   * and sent again it could come twice.
   */
  @ShortText(10) state!: 'PENDING' | 'LEASED' | 'SENT' | 'CANCELLED' | 'EXPIRED' | 'FAILED' | 'UNKNOWN'
  @Instant({ default: 0 }) createdAt!: number
  @Whole() attempts!: number
  /** When somebody has to look at the row next, to send it or to end its card; `never` when nobody ever has to. */
  @Instant() nextAt!: number
  /** A reminder not sent by then is not sent at all: “3 days left” is wrong a week later. */
  @Instant({ nullable: true }) expiresAt!: number | null
  /** Who has it in hand, of one sitting (jobs/seat.ts); whoever sits there next takes it from him. */
  @Ref({ nullable: true }) leaseOwner!: string | null
  /** Since when nobody knows whether it arrived; null when it surely has, or surely has not. */
  @Instant({ nullable: true }) unsureSince!: number | null
  /** A platform in trouble, or 'person' where nobody is reached; null when it waits for nothing but its time. */
  @ShortText(10, { nullable: true }) waitsOn!: string | null
  /** Where it was sent, or tried last. */
  @ShortText(10, { nullable: true }) platform!: string | null
  /** The platform's id of the sent message: how a pressed card finds this row. */
  @ShortText(128, { nullable: true }) messageId!: string | null
  /** What the platform needs to find the message again (id, update code). */
  @Json({ nullable: true }) messageRef!: unknown
  @Instant({ nullable: true }) sentAt!: number | null
  @ShortText(10) doneState!: 'NONE' | 'WANTED' | 'LEASED' | 'DONE' | 'FAILED'
  @Json({ nullable: true }) doneCard!: unknown
  /** Why it is not there, for whoever can mend it. */
  @ShortText(120, { nullable: true }) failReason!: string | null
}
