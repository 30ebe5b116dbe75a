import { Entity } from 'typeorm'
import { Instant, KeyText, ShortText, Whole } from './columns'

/**
 * The code that an instance has printed on its console while nobody can enter the house: whoever reads the console may set it
 * up. Each instance has one, made anew with every start; only its hash is kept.
 */
@Entity('set_up_code')
export class SetUpCode {
  /** The machine and the port. */
  @KeyText(120) instance!: string
  @ShortText(64) codeHash!: string
  @Whole() triesLeft!: number
  /** The request it was used for, hashed: sent again it hears the same, and no other is taken. */
  @ShortText(64, { nullable: true }) usedFor!: string | null
  @Instant() issuedAt!: number
}
