import { Entity, Index } from 'typeorm'
import { Day, Id, Instant, Json, Ref, RefTo, Revision, ShortText, Whole } from './columns'
import { Department } from './department'
import { PartyOrganisation } from './partyOrganisation'

/** 佩戴党徽抽查 (R02, 表14): counts and follow-up. No photo, no location. */
@Entity('badge_inspection')
@Index('badge_inspection_branch', ['branchId', 'heldDay'])
export class BadgeInspection {
  @Id() id!: string
  @RefTo(() => PartyOrganisation) branchId!: string
  @RefTo(() => Department) departmentId!: string
  @Day() heldDay!: string
  @Whole() checked!: number
  @Whole() notWearing!: number
  /** Seen by the person and the 书记 only. */
  @Json() notWearingIds!: string[]
  @ShortText(200) note!: string
  @Ref() inspectorId!: string
  @Instant() enteredAt!: number
  @ShortText(200, { nullable: true }) followUp!: string | null
  @Day({ nullable: true }) followUpDay!: string | null
  @ShortText(200, { nullable: true }) voidReason!: string | null
  @Revision() revision!: number
}
