import { Entity, Index } from 'typeorm'
import { Id, Instant, Ref, RefTo, ShortText, Whole } from './columns'
import { Person } from './person'

/** A file's facts. Its bytes lie in stored_file_part, inside the same unit of work as the record that needs them. */
@Entity('stored_file')
@Index('stored_file_owner', ['ownerId'])
@Index('stored_file_original', ['originalId'])
export class StoredFile {
  @Id() id!: string
  @RefTo(() => Person) ownerId!: string
  @ShortText(20) purpose!: 'ID_PHOTO' | 'ID_PHOTO_ORIGINAL' | 'PICTURE' | 'DOCUMENT'
  /** The original an ID_PHOTO was cut from. */
  @Ref({ nullable: true }) originalId!: string | null
  @ShortText(120) mediaType!: string
  @Whole() byteCount!: number
  @Whole() width!: number
  @Whole() height!: number
  @ShortText(64) sha256!: string
  @Instant() createdAt!: number
}
