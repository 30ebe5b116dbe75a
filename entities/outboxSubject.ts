import { Entity, Index } from 'typeorm'
import { KeyText, YesNo } from './columns'

/**
 * What a card is about, e.g. pledge:<id>. A digest is about several things; when all of them are finished the card turns
 * to its end by itself.
 */
@Entity('outbox_subject')
@Index('outbox_subject_key', ['subjectKey'])
export class OutboxSubject {
  @KeyText(36) messageId!: string
  @KeyText(80) subjectKey!: string
  @YesNo() finished!: boolean
}
