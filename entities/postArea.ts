import { Entity, Index } from 'typeorm'
import type { PostAreaKind } from '../server/domain/postArea/kinds'
import { Campaign } from './campaign'
import { Day, Id, Instant, Json, Ref, RefTo, Revision, ShortText, Whole, YesNo } from './columns'
import { Department } from './department'
import { PartyOrganisation } from './partyOrganisation'
import { Person } from './person'
import { StoredFile } from './storedFile'

/** 党员示范岗 (POST) or 党员责任区 (AREA) of one department: who, what, and how far it is (R03–R16, rules §3.1). */
@Entity('post_area')
@Index('post_area_department', ['campaignId', 'departmentId', 'state'])
@Index('post_area_branch', ['campaignId', 'branchId', 'state'])
@Index('post_area_place', ['departmentId', 'state'])
@Index('post_area_package', ['packageId'])
@Index('post_area_meeting_picture', ['meetingPictureId'])
@Index('post_area_plate_picture', ['platePictureId'])
// R09: the same person not on two 岗 of one department. Empty once removed or void: a unique key lets nulls be.
@Index('post_area_holder', ['holderKey'], { unique: true })
export class PostArea {
  @Id() id!: string
  @RefTo(() => Campaign) campaignId!: string
  @RefTo(() => PartyOrganisation) branchId!: string
  @RefTo(() => Department) departmentId!: string
  @ShortText(4) kind!: PostAreaKind
  @ShortText(24) state!: string
  /** Counted up when the chain begins anew at DRAFT: earlier opinions no longer count. */
  @Whole() attempt!: number
  /** The nominee of a 岗, the accountable member of a 区. */
  @RefTo(() => Person, { nullable: true }) nomineeId!: string | null
  /** 责任党员 of a 区, the accountable one included (rules §5.2). */
  @Json() memberIds!: string[]
  /** campaign:department:kind:nominee while the 岗 is alive. */
  @ShortText(120, { nullable: true }) holderKey!: string | null
  @RefTo(() => PostArea, { nullable: true }) replacesId!: string | null

  /** 集体推荐 (R07). */
  @Day({ nullable: true }) meetingDay!: string | null
  @ShortText(60, { nullable: true }) meetingPlace!: string | null
  @Whole({ nullable: true }) dueCount!: number | null
  @Whole({ nullable: true }) presentCount!: number | null
  @Whole({ nullable: true }) votesFor!: number | null
  @ShortText(8, { nullable: true }) voteWay!: 'BALLOT' | 'HANDS' | null
  @RefTo(() => StoredFile, { nullable: true }) meetingPictureId!: string | null
  /** Who led the meeting as 部门党员负责人 and by which rule (R07 audit). */
  @Ref({ nullable: true }) leadId!: string | null
  @ShortText(20, { nullable: true }) leadRule!: string | null

  /** The form (R09, R10; rules §5.1, §5.2). */
  @ShortText(60) title!: string
  /** 结合生产经营的目标/指标 (R10). */
  @ShortText(600) goal!: string
  /** 示范内容 or 责任内容. */
  @ShortText(600) content!: string
  /** 推荐理由/主要表现; a 区 has none. */
  @ShortText(600) grounds!: string
  /** 区 only: 区域/业务范围. */
  @ShortText(200) scope!: string
  @Whole({ nullable: true }) coveredPeople!: number | null
  /** 区 only: 检查办法与周期. */
  @ShortText(200) checking!: string
  @Day({ nullable: true }) termToDay!: string | null

  /** Head count and the day it was taken (R05, R06 audit). */
  @Whole() headCount!: number
  @Day() headCountDay!: string
  @YesNo() late!: boolean
  @ShortText(200, { nullable: true }) returnReason!: string | null
  @Ref({ nullable: true }) packageId!: string | null
  @Instant({ nullable: true }) acceptedAt!: number | null

  /** 挂牌 and 摘牌 (R15). */
  @Day({ nullable: true }) plateDay!: string | null
  @ShortText(60, { nullable: true }) platePlace!: string | null
  @RefTo(() => StoredFile, { nullable: true }) platePictureId!: string | null
  @Day({ nullable: true }) removedDay!: string | null
  @ShortText(200, { nullable: true }) removedReason!: string | null
  @Revision() revision!: number
}
