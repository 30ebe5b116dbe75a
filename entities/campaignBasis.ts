import { Entity, Index } from 'typeorm'
import { Campaign } from './campaign'
import { Instant, KeyNumber, KeyRefTo, Ref, RefTo } from './columns'
import { StoredFile } from './storedFile'

/** The 依据文件 itself, as it was attached to a campaign; the highest version is the one that is read (R00). */
@Entity('campaign_basis')
@Index('campaign_basis_file', ['fileId'])
export class CampaignBasis {
  @KeyRefTo(() => Campaign) campaignId!: string
  @KeyNumber() version!: number
  @RefTo(() => StoredFile) fileId!: string
  @Ref() attachedById!: string
  @Instant() attachedAt!: number
}
