import { Entity, Index } from 'typeorm'
import { Day, Id, RefTo, ShortText, Whole } from './columns'
import { LinkTarget } from './linkTarget'
import { Person } from './person'

/** 「三联系」: one market, one subsidiary, ten distinct pharmacies for each leader and year (R46). */
@Entity('leader_link')
@Index('leader_link_once', ['leaderId', 'year', 'targetId'], { unique: true })
export class LeaderLink {
  @Id() id!: string
  @RefTo(() => Person) leaderId!: string
  @Whole() year!: number
  @RefTo(() => LinkTarget) targetId!: string
  @Day({ nullable: true }) closedDay!: string | null
  @ShortText(200, { nullable: true }) closeReason!: string | null
}
