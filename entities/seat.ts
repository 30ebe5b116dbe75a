import { Entity } from 'typeorm'
import { KeyText, ShortText, Whole } from './columns'

/**
 * What one instance at a time does for all of them (jobs/seat.ts). Who sits there counts `beat` up; where it stands still the
 * others know that he is gone, whatever anybody's clock says.
 */
@Entity('seat')
export class Seat {
  @KeyText(20) name!: string
  /** Who sits there, or sat there last. */
  @ShortText(36) holder!: string
  /** 0 when nobody sits there. */
  @Whole() beat!: number
}
