import { Entity, Index } from 'typeorm'
import { Day, Id, ShortText } from './columns'

export type LinkKind = 'MARKET' | 'SUBSIDIARY' | 'PHARMACY'

/** What a leader can be linked with: 销售市场, 下属企业, 零售药店 (R46). */
@Entity('link_target')
@Index('link_target_name', ['kind', 'name'], { unique: true })
export class LinkTarget {
  @Id() id!: string
  @ShortText(12) kind!: LinkKind
  @ShortText(80) name!: string
  @Day({ nullable: true }) toDay!: string | null
}
