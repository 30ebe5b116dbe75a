import { Entity, Index } from 'typeorm'
import { Day, Id, RefTo, ShortText, Whole } from './columns'
import { Person } from './person'

export type LiaisonCategory = 'PRODUCTION_LINE' | 'SALES_LINE' | 'ACTIVIST' | 'OTHER'

/** 联系对象: one row of the 名册 (R34, R63, R64). Hardship facts are never kept here (D11). */
@Entity('liaison')
@Index('liaison_once', ['memberId', 'contactId', 'fromDay'], { unique: true })
@Index('liaison_contact', ['contactId'])
export class Liaison {
  @Id() id!: string
  @RefTo(() => Person) memberId!: string
  @RefTo(() => Person) contactId!: string
  @ShortText(20) category!: LiaisonCategory
  @ShortText(12) aidKind!: 'ONE_TO_ONE' | 'MANY_TO_ONE'
  @Day() fromDay!: string
  @Day({ nullable: true }) toDay!: string | null
  @Whole({ default: 1 }) revision!: number
}
