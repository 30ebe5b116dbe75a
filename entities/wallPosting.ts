import { Entity, Index } from 'typeorm'
import { Campaign } from './campaign'
import { Day, Id, Instant, Ref, RefTo, ShortText } from './columns'
import { Department } from './department'
import { StoredFile } from './storedFile'

/** A poster or board put up in an office (R20): what it showed is told by a hash, so that an outdated one is noticed. */
@Entity('wall_posting')
@Index('wall_posting_department', ['campaignId', 'departmentId', 'postedDay'])
@Index('wall_posting_last', ['departmentId', 'postedDay'])
@Index('wall_posting_picture', ['pictureId'])
export class WallPosting {
  @Id() id!: string
  @RefTo(() => Campaign) campaignId!: string
  @RefTo(() => Department) departmentId!: string
  @Day() postedDay!: string
  @ShortText(60) place!: string
  @RefTo(() => StoredFile) pictureId!: string
  /** SHA-256 over the ids and versions of what hung on the wall of this department then. */
  @ShortText(64) contentHash!: string
  @Ref() enteredById!: string
  @Instant() enteredAt!: number
}
