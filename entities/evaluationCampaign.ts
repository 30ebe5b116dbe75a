import { Entity, Index } from 'typeorm'
import { Day, Id, Json, Ref, Revision, ShortText } from './columns'

/** The half-year's 「三评」 of all branches; its template is locked data (D13, R52). */
@Entity('evaluation_campaign')
@Index('evaluation_campaign_half', ['half'], { unique: true })
export class EvaluationCampaign {
  @Id() id!: string
  /** '2026H1' or '2026H2': one formal round a branch and half-year (R53). */
  @ShortText(6) half!: string
  @ShortText(120) title!: string
  @ShortText(60) basisNumber!: string
  @ShortText(30) templateVersion!: string
  @Json() template!: unknown
  @Day() openedDay!: string
  @Day() dueDay!: string
  @ShortText(20) state!: string
  @Ref() openedById!: string
  @Revision() revision!: number
}
