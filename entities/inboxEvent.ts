import { Entity, Index } from 'typeorm'
import { Instant, Json, KeyText, ShortText } from './columns'

/** Every platform event once: a second delivery ends here (feishu §5.5, wecom §5.2). */
@Entity('inbox_event')
@Index('inbox_event_received', ['receivedAt'])
export class InboxEvent {
  @KeyText(120) id!: string
  @Instant() receivedAt!: number
  @ShortText(30) kind!: string
  /** The answer given, so that a repeated delivery hears the same. */
  @Json({ nullable: true }) answer!: unknown
}
