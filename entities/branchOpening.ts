import { Entity, Index } from 'typeorm'
import { Campaign } from './campaign'
import { Id, Instant, Ref, RefTo } from './columns'
import { PartyOrganisation } from './partyOrganisation'

/** The 书记 has opened the 岗区 work of the branch (R03). */
@Entity('branch_opening')
@Index('branch_opening_once', ['campaignId', 'branchId'], { unique: true })
export class BranchOpening {
  @Id() id!: string
  @RefTo(() => Campaign) campaignId!: string
  @RefTo(() => PartyOrganisation) branchId!: string
  @Ref() openedById!: string
  @Instant() openedAt!: number
}
