import { Entity, Index } from 'typeorm'
import type { PostAreaKind } from '../server/domain/postArea/kinds'
import { Campaign } from './campaign'
import { Id, Instant, Ref, RefTo, Revision, ShortText } from './columns'
import { Department } from './department'

/** 「原则上」 (R05): a department without a 岗 or 区, only with a reason and by 机关党办. */
@Entity('post_exemption')
@Index('post_exemption_once', ['campaignId', 'departmentId', 'kind'], { unique: true })
export class PostExemption {
  @Id() id!: string
  @RefTo(() => Campaign) campaignId!: string
  @RefTo(() => Department) departmentId!: string
  @ShortText(4) kind!: PostAreaKind
  @ShortText(10) state!: 'ASKED' | 'GRANTED' | 'REFUSED'
  @ShortText(200) reason!: string
  @Ref() askedById!: string
  @Instant() askedAt!: number
  @Ref({ nullable: true }) decidedById!: string | null
  @Instant({ nullable: true }) decidedAt!: number | null
  @ShortText(200, { nullable: true }) decisionReason!: string | null
  @Revision() revision!: number
}
