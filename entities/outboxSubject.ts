import { Entity, Index } from 'typeorm'
import { KeyRefTo, KeyText, YesNo } from './columns'
import { OutboxMessage } from './outboxMessage'

/**
 * What a card is about, e.g. pledge:<id>. A digest is about several things; when all of them are finished the card turns
 * to its end by itself.
 */
@Entity('outbox_subject')
@Index('outbox_subject_key', ['subjectKey'])
export class OutboxSubject {
  @KeyRefTo(() => OutboxMessage) messageId!: string
  @KeyText(80) subjectKey!: string
  @YesNo() finished!: boolean
}
