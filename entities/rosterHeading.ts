import { Entity } from 'typeorm'
import { Instant, KeyText, Ref, ShortText } from './columns'

/** What a column of HR's own tables is to the roster, said once by 党办 and remembered for every table after it. */
@Entity('roster_heading')
export class RosterHeading {
  /** As headings are compared (domain/organisation/rosterHeadings.ts). */
  @KeyText(60) heading!: string
  /** The roster's column; null where it is none and nobody wants to hear of it again. */
  @ShortText(30, { nullable: true }) rosterKey!: string | null
  @Ref() setById!: string
  @Instant() setAt!: number
}
