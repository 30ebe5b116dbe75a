import { Entity, Index } from 'typeorm'
import { Id, Instant, Json, Ref, RefTo, ShortText, Whole } from './columns'
import { Person } from './person'

/**
 * A message to one person, written in the commit of the fact that causes it and sent afterwards (jobs/sendOutbox).
 * The row also carries the card's end: when the matter is done the sent card is turned to doneCard.
 */
@Entity('outbox_message')
@Index('outbox_message_once', ['dedupeKey'], { unique: true })
@Index('outbox_message_due', ['state', 'nextAt'])
@Index('outbox_message_done', ['doneState', 'nextAt'])
@Index('outbox_message_platform_id', ['messageId'])
export class OutboxMessage {
  @Id() id!: string
  /** Whatever may be sent only once has one key, e.g. remind:<person>:<day>. */
  @ShortText(120) dedupeKey!: string
  @RefTo(() => Person) personId!: string
  @ShortText(30) kind!: string
  @Json() card!: unknown
  @ShortText(10) state!: 'PENDING' | 'LEASED' | 'SENT' | 'CANCELLED' | 'FAILED'
  @Whole() attempts!: number
  @Instant() nextAt!: number
  /** A reminder not sent by then is not sent at all: “3 days left” is wrong a week later. */
  @Instant({ nullable: true }) expiresAt!: number | null
  @Ref({ nullable: true }) leaseOwner!: string | null
  @ShortText(10, { nullable: true }) platform!: string | null
  /** The platform's id of the sent message: how a pressed card finds this row. */
  @ShortText(128, { nullable: true }) messageId!: string | null
  /** What the platform needs to find the message again (id, update code). */
  @Json({ nullable: true }) messageRef!: unknown
  @Instant({ nullable: true }) sentAt!: number | null
  @ShortText(10) doneState!: 'NONE' | 'WANTED' | 'LEASED' | 'DONE' | 'FAILED'
  @Json({ nullable: true }) doneCard!: unknown
  @ShortText(120, { nullable: true }) failReason!: string | null
}
