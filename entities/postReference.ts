import { Entity, Index } from 'typeorm'
import { Id, Instant, Ref, Revision, ShortText } from './columns'

/** 「三岗」 (R17, U4): the duties of a post as 党办 or HR wrote them, shown beside the box. */
@Entity('post_reference')
@Index('post_reference_once', ['departmentId', 'positionTitle'], { unique: true })
export class PostReference {
  @Id() id!: string
  /** Empty text: for this post in every department. */
  @ShortText(36) departmentId!: string
  @ShortText(60) positionTitle!: string
  @ShortText(1000) content!: string
  @Ref() updatedById!: string
  @Instant() updatedAt!: number
  @Revision() revision!: number
}
