import { Entity } from 'typeorm'
import { Json, KeyNumber, KeyRefTo, Ref, ShortText } from './columns'
import { ImportBatch } from './importBatch'

/** What one import changed, row by row, so that it can be undone exactly. */
@Entity('import_change')
export class ImportChange {
  @KeyRefTo(() => ImportBatch) batchId!: string
  @KeyNumber() sequence!: number
  @ShortText(30) table!: string
  @Ref() recordId!: string
  @Json({ nullable: true }) before!: unknown
  @Json({ nullable: true }) after!: unknown
}
