import { Entity, Index } from 'typeorm'
import type { CampaignRules } from '../server/domain/campaignRules'
import { Day, Id, Json, Ref, Revision, ShortText, Whole } from './columns'

/** CLOSED: nothing of it is asked for any more; what it has brought hangs on. ARCHIVED: for good. */
export type CampaignState = 'OPEN' | 'CLOSED' | 'ARCHIVED' | 'CANCELLED'
export type LimitMode = 'TOTAL' | 'PER_ITEM'

/** One year's 「三亮」 work, opened by 党办 with its 依据文件 (R00, R14). */
@Entity('campaign')
@Index('campaign_year', ['year'], { unique: true })
export class Campaign {
  @Id() id!: string
  @Whole() year!: number
  @ShortText(120) title!: string
  @ShortText(60) basisNumber!: string
  @ShortText(200) basisTitle!: string
  @Day() basisDay!: string
  @Day() openedDay!: string
  /** 9月20日, the day itself included (D1). */
  @Day() dueDay!: string
  /** U1: 100 字 in total or for each of the three pledges. */
  @ShortText(10) limitMode!: LimitMode
  /** What 党办 set where the notice is silent; null until then. */
  @Json({ nullable: true }) rules!: Partial<CampaignRules> | null
  /** Which version of the attached 依据文件 is read (campaign_basis); null: none. */
  @Whole({ nullable: true }) basisVersion!: number | null
  @ShortText(12) state!: CampaignState
  @Ref() openedById!: string
  @Revision() revision!: number
}
