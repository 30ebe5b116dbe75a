import { Entity, Index } from 'typeorm'
import type { LimitMode } from './campaign'
import { Campaign } from './campaign'
import { Day, Id, Instant, Ref, RefTo, Revision, ShortText, Whole, YesNo } from './columns'
import { Person } from './person'
import { StoredFile } from './storedFile'

/** 《党员“三亮”公开承诺书》: 职责, three typed 承诺, photo, consent (R17–R27). One per member and campaign (R18). */
@Entity('pledge')
@Index('pledge_once', ['campaignId', 'personId'], { unique: true })
@Index('pledge_state', ['campaignId', 'state'])
// Which of a member's sheets hangs: read for the whole wall.
@Index('pledge_person', ['personId', 'publishedVersion', 'publishConsent', 'state'])
@Index('pledge_package', ['packageId'])
@Index('pledge_photo', ['photoId'])
export class Pledge {
  @Id() id!: string
  @RefTo(() => Campaign) campaignId!: string
  @RefTo(() => Person) personId!: string
  @ShortText(24) state!: string
  @ShortText(60) dutyText!: string
  /** Wide enough for 100 字 each with room for combining marks: switching to PER_ITEM must never cut (D3). */
  @ShortText(300) studyPledge!: string
  @ShortText(300) dutyPledge!: string
  @ShortText(300) integrityPledge!: string
  @RefTo(() => StoredFile, { nullable: true }) photoId!: string | null
  @YesNo() publishConsent!: boolean
  @YesNo() photoConsent!: boolean
  @ShortText(10, { nullable: true }) limitMode!: LimitMode | null
  @Day() dueDay!: string
  @Instant({ nullable: true }) submittedAt!: number | null
  @YesNo() late!: boolean
  @ShortText(200, { nullable: true }) returnReason!: string | null
  @Instant({ nullable: true }) publishedAt!: number | null
  /** The version on the wall (pledgeVersion.ts), 0 before the first: the wall shows it while a new one is written. */
  @Whole({ default: 0 }) publishedVersion!: number
  /** The submission that carries this sheet to 党办, wherever its member works by then. */
  @Ref({ nullable: true }) packageId!: string | null
  /** 「纸质已收」 (R25, U5): the day the branch ticked it. */
  @Day({ nullable: true }) paperPhotoDay!: string | null
  @Revision() revision!: number
}
