import { Entity, Index } from 'typeorm'
import { Day, Id, Instant, Json, Ref, RefTo, ShortText, Whole } from './columns'
import { SignOrder } from './signOrder'

/** Data handed to the agency (R28, PIPL 21): what, to whom, what for, until when, and that it was deleted. */
@Entity('sign_order_export')
@Index('sign_order_export_order', ['orderId', 'at'])
export class SignOrderExport {
  @Id() id!: string
  @RefTo(() => SignOrder) orderId!: string
  @Instant() at!: number
  @Ref() byId!: string
  @ShortText(60) recipient!: string
  /** Who signed for the data at the agency. */
  @ShortText(40) signedForBy!: string
  @ShortText(120) purpose!: string
  @Day() untilDay!: string
  @Json() fields!: string[]
  @Whole() lineCount!: number
  @ShortText(64) sha256!: string
  @Day({ nullable: true }) deletedDay!: string | null
  @Ref({ nullable: true }) deletionConfirmedById!: string | null
}
