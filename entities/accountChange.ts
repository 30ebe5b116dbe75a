import { Entity, Index } from 'typeorm'
import { Id, Instant, Ref, RefTo, Revision, ShortText } from './columns'
import { Person } from './person'
import type { Platform } from './platformAccount'

/** Another chat account is to be somebody's: asked for by one person, confirmed by a second (rules §2.2). */
@Entity('account_change')
@Index('account_change_open', ['openFor'], { unique: true })
@Index('account_change_state', ['state'])
export class AccountChange {
  @Id() id!: string
  /** Whose account it is. */
  @RefTo(() => Person) personId!: string
  @ShortText(10) platform!: Platform
  @ShortText(64) tenant!: string
  /** The account that is to be linked, as platform_account writes it. */
  @ShortText(64) userId!: string
  @ShortText(64) userKey!: string
  /** Person and platform while it waits, so that there is one of a kind; null since. */
  @ShortText(60, { nullable: true }) openFor!: string | null
  @ShortText(10) state!: 'ASKED' | 'LINKED' | 'DECLINED' | 'WITHDRAWN'
  @Ref() askedById!: string
  @Instant() askedAt!: number
  @Ref({ nullable: true }) decidedById!: string | null
  @Instant({ nullable: true }) decidedAt!: number | null
  @Revision() revision!: number
}
