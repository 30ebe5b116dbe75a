import { Entity, Index } from 'typeorm'
import { Id, Instant, Ref, RefTo, ShortText } from './columns'
import { Person } from './person'

/**
 * A link for one person without a chat account: whoever opens it and logs in is that person from then on, once. So nobody
 * types the id that a platform gives an account.
 */
@Entity('account_invite')
@Index('account_invite_code', ['codeHash'], { unique: true })
@Index('account_invite_person', ['personId'])
@Index('account_invite_expires', ['expiresAt'])
export class AccountInvite {
  @Id() id!: string
  @RefTo(() => Person) personId!: string
  /** SHA-256 of the code in the link, hexadecimal. */
  @ShortText(64) codeHash!: string
  @Instant() expiresAt!: number
  @Instant({ nullable: true }) usedAt!: number | null
  /** Null: at the set-up of the house, by whoever had its code. */
  @Ref({ nullable: true }) issuedById!: string | null
}
