import { Check, Entity, Index } from 'typeorm'
import type { SignKind } from '../server/domain/signOrder/kinds'
import { Id, RefTo, ShortText, Whole } from './columns'
import { SignOrder } from './signOrder'

/** What is ordered, how many and at what price (R29, R30). */
@Entity('sign_order_item')
@Index('sign_order_item_kind', ['orderId', 'kind'], { unique: true })
@Check('sign_order_item_counts', '"quantity" >= 0 and "unitPriceFen" >= 0')
export class SignOrderItem {
  @Id() id!: string
  @RefTo(() => SignOrder) orderId!: string
  @ShortText(12) kind!: SignKind
  @Whole() quantity!: number
  /** In 分; 0 before the quote. */
  @Whole() unitPriceFen!: number
}
