import { Entity, Index } from 'typeorm'
import type { CareCategory, CareWay } from '../server/domain/visits/care'
import { Day, Id, Instant, Ref, RefTo, Revision, ShortText } from './columns'
import { PartyOrganisation } from './partyOrganisation'
import { Person } from './person'

/** 突发情况 of somebody (R37): what kind, and who was there when. No word about illness or circumstances is kept (D11). */
@Entity('emergency_care')
@Index('emergency_care_open', ['openFor'], { unique: true })
@Index('emergency_care_contact', ['contactId'])
@Index('emergency_care_branch', ['branchId', 'raisedAt'])
@Index('emergency_care_state', ['state'])
@Index('emergency_care_visit', ['visitId'])
export class EmergencyCare {
  @Id() id!: string
  @RefTo(() => Person) contactId!: string
  /** Where the person was on the day it was raised: its 书记 answers for it. */
  @RefTo(() => PartyOrganisation) branchId!: string
  @ShortText(12) category!: CareCategory
  /** The person while it is not over, so that there is one; null since. */
  @ShortText(36, { nullable: true }) openFor!: string | null
  @ShortText(16) state!: string
  @Ref() raisedById!: string
  @Instant() raisedAt!: number
  @Ref({ nullable: true }) reachedById!: string | null
  @Instant({ nullable: true }) reachedAt!: number | null
  @ShortText(10, { nullable: true }) reachedWay!: CareWay | null
  /** Until when the visit has to be entered. */
  @Day({ nullable: true }) logDueDay!: string | null
  /** The visit whose entry closed it. */
  @Ref({ nullable: true }) visitId!: string | null
  @Instant({ nullable: true }) endedAt!: number | null
  @Revision() revision!: number
}
