import { Entity, Index } from 'typeorm'
import { Id, Instant, Ref, RefTo, ShortText, Whole } from './columns'
import { SignOrder } from './signOrder'

/** One step of an order with the amount it was taken about (R30, R31). */
@Entity('sign_order_step')
@Index('sign_order_step_order', ['orderId', 'at'])
export class SignOrderStep {
  @Id() id!: string
  @RefTo(() => SignOrder) orderId!: string
  @ShortText(24) event!: string
  @ShortText(24) state!: string
  @Ref({ nullable: true }) actorId!: string | null
  @ShortText(24) actedAs!: string
  @Whole() amountFen!: number
  @ShortText(200) reason!: string
  @Instant() at!: number
}
