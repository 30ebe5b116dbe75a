import { Entity } from 'typeorm'
import { Campaign } from './campaign'
import { Json, KeyRefTo, KeyText } from './columns'
import { PartyOrganisation } from './partyOrganisation'

/** How far each branch was at the end of a day (R01): the line of the trend. Written once, never changed. */
@Entity('progress_day')
export class ProgressDay {
  @KeyRefTo(() => Campaign) campaignId!: string
  @KeyRefTo(() => PartyOrganisation) branchId!: string
  @KeyText(10) day!: string
  /** Per measure: [done, owed]. */
  @Json() counts!: Record<string, [number, number]>
}
