import { Entity } from 'typeorm'
import { Json, KeyNumber, KeyText, Ref, ShortText } from './columns'

/** What one import changed, row by row, so that it can be undone exactly. */
@Entity('import_change')
export class ImportChange {
  @KeyText(36) batchId!: string
  @KeyNumber() sequence!: number
  @ShortText(30) table!: string
  @Ref() recordId!: string
  @Json({ nullable: true }) before!: unknown
  @Json({ nullable: true }) after!: unknown
}
