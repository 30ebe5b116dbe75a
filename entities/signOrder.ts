import { Entity, Index } from 'typeorm'
import { Campaign } from './campaign'
import { Day, Id, Instant, Ref, RefTo, Revision, ShortText, Whole } from './columns'
import { StoredFile } from './storedFile'

/** One order of 工作牌 and plates, from data to payment (R28–R32, rules §3.3). Money in 分. */
@Entity('sign_order')
@Index('sign_order_number', ['campaignId', 'number'], { unique: true })
@Index('sign_order_quote', ['quoteFileId'])
@Index('sign_order_minutes', ['minutesFileId'])
export class SignOrder {
  @Id() id!: string
  @RefTo(() => Campaign) campaignId!: string
  /** 1 for the first order; a reprint is a supplementary order with the next number. */
  @Whole() number!: number
  @RefTo(() => SignOrder, { nullable: true }) supplementsId!: string | null
  @ShortText(200) reason!: string
  @ShortText(120) title!: string
  @ShortText(24) state!: string
  /** 经办: who placed it must not review it (R30). */
  @Ref() placedById!: string
  @Instant() placedAt!: number
  @ShortText(60) agencyName!: string
  /** Counted up with every proof of the design; departments confirm one version. */
  @Whole() proofVersion!: number
  @Instant({ nullable: true }) proofAt!: number | null
  /** Σ quantity × unit price, in 分; 0 before the quote. */
  @Whole() amountFen!: number
  @RefTo(() => StoredFile, { nullable: true }) quoteFileId!: string | null
  /** 集体研究会议纪要 (R32): warned about at approval, needed to close. */
  @ShortText(60, { nullable: true }) minutesNumber!: string | null
  @RefTo(() => StoredFile, { nullable: true }) minutesFileId!: string | null
  @ShortText(60, { nullable: true }) voucherNumber!: string | null
  @Day({ nullable: true }) paidDay!: string | null
  @ShortText(200, { nullable: true }) returnReason!: string | null
  @Revision() revision!: number
}
