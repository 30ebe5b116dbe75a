import { Entity, Index } from 'typeorm'
import type { Role } from '../server/domain/organisation/roles'
import { Day, Id, ShortText, YesNo } from './columns'

/** A post nobody holds, or a matter that waits for one. Kept by a job (features/vacancy/keepVacancies.ts), gone once it is filled. */
@Entity('vacancy')
@Index('vacancy_once', ['workflow', 'recordId', 'role'], { unique: true })
export class Vacancy {
  @Id() id!: string
  /** Which kind of record waits; 'post' for the post itself. */
  @ShortText(20) workflow!: string
  /** The record; the scope where it is the post itself. A part of an order has two ids in one. */
  @ShortText(80) recordId!: string
  @ShortText(30) role!: Role
  /** As in a grant: branch or department, empty text for the whole house. */
  @ShortText(36) scopeId!: string
  /** Somebody holds the post, and may not do this one: another one is needed (R12, R30). */
  @YesNo() another!: boolean
  @Day() sinceDay!: string
  /** What nobody can do, what it is about and where it stands; empty texts for the post itself. */
  @ShortText(80) title!: string
  @ShortText(200) about!: string
  @ShortText(200) path!: string
}
