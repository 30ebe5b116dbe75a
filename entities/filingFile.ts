import { Entity, Index } from 'typeorm'
import { KeyRefTo } from './columns'
import { Filing } from './filing'
import { StoredFile } from './storedFile'

/** A file that a filing names, or has named: what was handed in once is kept. */
@Entity('filing_file')
@Index('filing_file_of', ['fileId'])
export class FilingFile {
  @KeyRefTo(() => Filing) filingId!: string
  @KeyRefTo(() => StoredFile) fileId!: string
}
