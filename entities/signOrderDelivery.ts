import { Entity } from 'typeorm'
import { Day, KeyRefTo, Ref, ShortText, Whole } from './columns'
import { PartyOrganisation } from './partyOrganisation'
import { SignOrder } from './signOrder'

/** A branch has signed for its plates (R32 audit). */
@Entity('sign_order_delivery')
export class SignOrderDelivery {
  @KeyRefTo(() => SignOrder) orderId!: string
  @KeyRefTo(() => PartyOrganisation) branchId!: string
  @Whole() quantity!: number
  @Day() signedDay!: string
  @Ref() signedById!: string
  @ShortText(200) note!: string
}
