import { Entity, Index } from 'typeorm'
import { Campaign } from './campaign'
import { Id, Instant, Json, Ref, RefTo, ShortText, Whole } from './columns'

/** A bulk download: what it holds is fixed when it is asked for, so that a download broken off goes on where it stopped. */
@Entity('document_batch')
@Index('document_batch_person', ['requestedById', 'requestedAt'])
export class DocumentBatch {
  @Id() id!: string
  @RefTo(() => Campaign) campaignId!: string
  @ShortText(20) kind!: string
  @ShortText(5) format!: string
  /** Empty text: the whole house. */
  @ShortText(36) branchId!: string
  @Ref() requestedById!: string
  @Instant() requestedAt!: number
  @Whole() total!: number
  /** The texts printed as making time, and whatever else must stay as it was. */
  @Json() settings!: Record<string, string>
}
