import { Entity } from 'typeorm'
import { Id, Instant, Json, Ref, Revision, ShortText } from './columns'

/** One roster import: checked, applied, perhaps undone. */
@Entity('import_batch')
export class ImportBatch {
  @Id() id!: string
  @ShortText(20) kind!: 'ROSTER'
  @ShortText(10) state!: 'APPLIED' | 'UNDONE'
  @ShortText(120) fileName!: string
  @ShortText(64) sha256!: string
  @Ref() appliedById!: string
  @Instant() appliedAt!: number
  @Instant({ nullable: true }) undoneAt!: number | null
  @Json() summary!: { added: number; changed: number; unchanged: number }
  @Revision() revision!: number
}
