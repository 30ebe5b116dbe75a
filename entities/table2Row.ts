import { Entity, Index } from 'typeorm'
import { Day, Id, Ref, RefTo, ShortText, Whole, YesNo } from './columns'
import type { LiaisonCategory } from './liaison'
import { PartyOrganisation } from './partyOrganisation'

/** One line of 表2 as it stood when its half-year ended (R64): names, posts and visits of then, never changed again. */
@Entity('table2_row')
@Index('table2_row_once', ['branchId', 'half', 'serial'], { unique: true })
export class Table2Row {
  @Id() id!: string
  @RefTo(() => PartyOrganisation) branchId!: string
  @ShortText(6) half!: string
  @Whole() serial!: number
  @Ref() memberId!: string
  @ShortText(40) memberName!: string
  @ShortText(60) memberTitle!: string
  @YesNo() leadingCadre!: boolean
  @YesNo() cadreMember!: boolean
  @Ref() contactId!: string
  @ShortText(40) contactName!: string
  @ShortText(80) departmentName!: string
  @ShortText(60) positionTitle!: string
  @ShortText(20) category!: LiaisonCategory
  @ShortText(12) aidKind!: 'ONE_TO_ONE' | 'MANY_TO_ONE'
  @Day() fromDay!: string
  @Whole() visits!: number
}
