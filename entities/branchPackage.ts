import { Entity, Index } from 'typeorm'
import { Campaign } from './campaign'
import { Id, Instant, Json, Ref, RefTo, Revision, ShortText, Whole, YesNo } from './columns'
import { PartyOrganisation } from './partyOrganisation'

/** What a branch hands to 党办: one submission a branch, supplements numbered (R13, R19, R26). */
@Entity('branch_package')
@Index('branch_package_number', ['campaignId', 'branchId', 'number'], { unique: true })
export class BranchPackage {
  @Id() id!: string
  @RefTo(() => Campaign) campaignId!: string
  @RefTo(() => PartyOrganisation) branchId!: string
  @Whole() number!: number
  @ShortText(12) state!: string
  @Instant() submittedAt!: number
  @Ref() submittedById!: string
  @YesNo() late!: boolean
  @Whole() pledgeCount!: number
  @Whole({ default: 0 }) postCount!: number
  @Whole({ default: 0 }) areaCount!: number
  /** Why a part comes later (R13). */
  @ShortText(200, { nullable: true }) note!: string | null
  /** Who was missing at submission and why (R19). */
  @Json() missing!: { personId: string; name: string; reason: string }[]
  /** SHA-256 over the ids and revisions handed in: proves later what was accepted. */
  @ShortText(64) manifestHash!: string
  @ShortText(200, { nullable: true }) returnReason!: string | null
  @Instant({ nullable: true }) decidedAt!: number | null
  @Revision() revision!: number
}
