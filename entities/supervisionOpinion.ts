import { Entity, Index } from 'typeorm'
import { Day, Id, Ref, RefTo, Revision, ShortText } from './columns'
import { PartyOrganisation } from './partyOrganisation'
import { Pledge } from './pledge'

/**
 * 群众监督 on a pledge (R27): kept as an opinion until the ledger takes it. An anonymous one has no person, no hour and no
 * request key; only the day, as nothing finer is needed (rules §4.6 in spirit). WITHOUT ROWID as for ballots: the hidden
 * row number is an order of arrival.
 */
@Entity('supervision_opinion', { withoutRowid: true })
@Index('supervision_opinion_branch', ['branchId', 'receivedDay'])
export class SupervisionOpinion {
  @Id() id!: string
  @RefTo(() => Pledge) pledgeId!: string
  @RefTo(() => PartyOrganisation) branchId!: string
  @Ref({ nullable: true }) personId!: string | null
  @ShortText(1000) content!: string
  @Day() receivedDay!: string
  /** Kept from view by the branch with a reason; the original stays. */
  @ShortText(200, { nullable: true }) hiddenReason!: string | null
  @Revision() revision!: number
}
