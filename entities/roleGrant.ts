import { Entity, Index } from 'typeorm'
import type { Role } from '../server/domain/organisation/roles'
import { Day, Id, Ref, RefTo, ShortText } from './columns'
import { Person } from './person'

export type ScopeKind = 'ALL' | 'BRANCH' | 'DEPARTMENT' | 'ROUND'

/**
 * A role is a grant with a scope and dates; it ends at midnight after toDay (rules §9.28). While somebody acts in the stead of
 * its holder the holder's own one rests (rules §2.4).
 */
@Entity('role_grant')
@Index('role_grant_once', ['personId', 'role', 'scopeKind', 'scopeId', 'fromDay'], { unique: true })
@Index('role_grant_scope', ['role', 'scopeId'])
@Index('role_grant_acts_for', ['actsForId'])
export class RoleGrant {
  @Id() id!: string
  @RefTo(() => Person) personId!: string
  @ShortText(30) role!: Role
  @ShortText(12) scopeKind!: ScopeKind
  /** Empty text for ALL: a unique key does not compare nulls. */
  @ShortText(36) scopeId!: string
  @Day() fromDay!: string
  @Day({ nullable: true }) toDay!: string | null
  /** 代理: for whom who is away; empty text of a post that is empty, null where it is his own. */
  @Ref({ nullable: true }) actsForId?: string | null
  @Ref({ nullable: true }) grantedById!: string | null
  @ShortText(200, { nullable: true }) reason!: string | null
}
