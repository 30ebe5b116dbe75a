import { Entity } from 'typeorm'
import { Bytes, KeyNumber, KeyText } from './columns'

/** One piece of a stored file, in order; small pieces fit every server's packet limit. */
@Entity('stored_file_part')
export class StoredFilePart {
  @KeyText(36) fileId!: string
  @KeyNumber() part!: number
  @Bytes() content!: Buffer
}
