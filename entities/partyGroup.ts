import { Entity, Index } from 'typeorm'
import { Day, Id, Ref, ShortText } from './columns'

/**
 * 党小组: where the two lines cross (R04: 「以部门为党小组」). A group without a department holds leaders who belong to none.
 */
@Entity('party_group')
@Index('party_group_department', ['departmentId', 'fromDay'], { unique: true })
export class PartyGroup {
  @Id() id!: string
  @Ref() branchId!: string
  @Ref({ nullable: true }) departmentId!: string | null
  @ShortText(60) name!: string
  @Day() fromDay!: string
  @Day({ nullable: true }) toDay!: string | null
}
