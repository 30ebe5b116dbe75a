import { Entity, Index } from 'typeorm'
import { Day, Id, Ref, ShortText, Whole } from './columns'

/**
 * 备份码 of a half-year for one of both locks: what every 监票码 of that lock is sealed to besides (rules §4.6.13). The house has its
 * public half; the code itself stands on one sheet of paper, in a safe. Another one takes its place once it was used or is lost.
 */
@Entity('safe_print')
@Index('safe_print_attempt', ['half', 'place', 'attempt'], { unique: true })
export class SafePrint {
  @Id() id!: string
  @ShortText(6) half!: string
  /** Lock 1: the safe of 机关党委. Lock 2: that of 机关纪委. */
  @Whole() place!: number
  /** 1, and one more for each that was made after it. */
  @Whole() attempt!: number
  /** A point as base64. */
  @ShortText(88) publicKey!: string
  /** The house's own mark over all of the above. */
  @ShortText(64) mark!: string
  @Ref() madeById!: string
  @Day() madeDay!: string
  /** Who has said that it lies in the safe; until then nothing is sealed to it. */
  @Ref({ nullable: true }) keptById!: string | null
  @Day({ nullable: true }) keptDay!: string | null
  /** First used; from then on nothing new is sealed to it. */
  @Day({ nullable: true }) usedDay!: string | null
}
