import { Entity, Index } from 'typeorm'
import { Id, Instant, Json, Ref, ShortText, Whole } from './columns'

/** 留痕: append-only, written in the same unit of work as the change. Ballots leave none (rules §4.6). */
@Entity('audit_entry')
@Index('audit_entry_subject', ['subjectKind', 'subjectId', 'at'])
@Index('audit_entry_actor', ['actorId', 'at'])
@Index('audit_entry_record', ['recordId', 'at'])
export class AuditEntry {
  @Id() id!: string
  @Instant() at!: number
  @Ref({ nullable: true }) actorId!: string | null
  /** The role the actor used, at the time. */
  @ShortText(30) actorRole!: string
  /** In whose stead he used it: a person's id, empty text for a post that is empty, null where it is his own. */
  @Ref({ nullable: true }) actsForId?: string | null
  /** phone, pc, card, job. */
  @ShortText(8) client!: string
  @ShortText(60) action!: string
  @ShortText(30) subjectKind!: string
  @Ref() subjectId!: string
  @Json({ nullable: true }) change!: unknown
  @ShortText(200, { nullable: true }) reason!: string | null
  /** The record that these steps of its workflow moved, spaces between them, and its revision since; null where none moved. */
  @Ref({ nullable: true }) recordId!: string | null
  @ShortText(80, { nullable: true }) events!: string | null
  @Whole({ nullable: true }) revision!: number | null
}
