import { Entity } from 'typeorm'
import { Bytes, KeyNumber, KeyRefTo } from './columns'
import { StoredFile } from './storedFile'

/** One piece of a stored file, in order; small pieces fit every server's packet limit. */
@Entity('stored_file_part')
export class StoredFilePart {
  @KeyRefTo(() => StoredFile) fileId!: string
  @KeyNumber() part!: number
  @Bytes() content!: Buffer
}
