import { Entity, Index } from 'typeorm'
import type { LimitMode } from './campaign'
import { Id, Instant, RefTo, ShortText, Whole, YesNo } from './columns'
import { Pledge } from './pledge'
import { StoredFile } from './storedFile'

/** A 承诺书 as it was published: the wall shows the current one, the history keeps all (rules §3.2, R27). */
@Entity('pledge_version')
@Index('pledge_version_number', ['pledgeId', 'version'], { unique: true })
@Index('pledge_version_photo', ['photoId'])
export class PledgeVersion {
  @Id() id!: string
  @RefTo(() => Pledge) pledgeId!: string
  @Whole() version!: number
  @ShortText(60) dutyText!: string
  @ShortText(300) studyPledge!: string
  @ShortText(300) dutyPledge!: string
  @ShortText(300) integrityPledge!: string
  @RefTo(() => StoredFile, { nullable: true }) photoId!: string | null
  @YesNo() photoConsent!: boolean
  /** The reading in force when it was accepted (R23). */
  @ShortText(10, { nullable: true }) limitMode!: LimitMode | null
  @Instant() publishedAt!: number
}
