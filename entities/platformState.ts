import { Entity } from 'typeorm'
import { Instant, KeyText, ShortText } from './columns'

/** How sending to a chat platform goes, for all instances and for the page of whoever can mend it. */
@Entity('platform_state')
export class PlatformState {
  @KeyText(10) platform!: string
  /** No card before this instant: the platform asked for a pause, or is tried again then. */
  @Instant() openAt!: number
  /** Why nobody is reached on it; null while cards go out. */
  @ShortText(10, { nullable: true }) trouble!: 'outage' | 'setting' | null
  /** The same for whoever can mend it. */
  @ShortText(200, { nullable: true }) words!: string | null
  @Instant({ nullable: true }) since!: number | null
  /** When 党办 and the administrator were told, once for each trouble. */
  @Instant({ nullable: true }) toldAt!: number | null
}
