import { Entity, Index } from 'typeorm'
import { KeyNumber, KeyRefTo, RefTo } from './columns'
import { StoredFile } from './storedFile'
import { Visit } from './visit'

/** The pictures of a visit in their order; those of several people met together hang at the first one. */
@Entity('visit_picture')
@Index('visit_picture_file', ['fileId'])
export class VisitPicture {
  @KeyRefTo(() => Visit) visitId!: string
  @KeyNumber() number!: number
  @RefTo(() => StoredFile) fileId!: string
}
