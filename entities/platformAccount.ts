import { Entity, Index } from 'typeorm'
import { Id, Instant, RefTo, ShortText } from './columns'
import { Person } from './person'

export type Platform = 'feishu' | 'wecom'

/** Links a roster person to a chat account. Feishu ids differ per app, so the app is part of the key (feishu §2.6). */
@Entity('platform_account')
@Index('platform_account_user', ['platform', 'tenant', 'userKey'], { unique: true })
@Index('platform_account_person', ['personId', 'platform', 'tenant'], { unique: true })
export class PlatformAccount {
  @Id() id!: string
  @RefTo(() => Person) personId!: string
  @ShortText(10) platform!: Platform
  /** Feishu app id or WeCom corp id. */
  @ShortText(64) tenant!: string
  /** The platform's id as it must be written when sending. */
  @ShortText(64) userId!: string
  /** userId in lower case: WeCom ids are case-insensitively unique. */
  @ShortText(64) userKey!: string
  @ShortText(64, { nullable: true }) unionId!: string | null
  /** Someone with two accounts is written to where they last came in. */
  @Instant({ nullable: true }) lastUsedAt!: number | null
  /** Set while the platform says that this account cannot be reached; shown to the secretary (rules §6.5). */
  @ShortText(40, { nullable: true }) unreachable!: string | null
  /** When the platform last said so: a day later it is asked again. */
  @Instant({ nullable: true }) unreachableAt!: number | null
}
