import { Entity, Index } from 'typeorm'
import { Day, Id, RefTo, ShortText } from './columns'
import { Department } from './department'
import { PartyOrganisation } from './partyOrganisation'

/**
 * 党小组: where the two lines cross (R04: 「以部门为党小组」). A group without a department holds leaders who belong to none.
 */
@Entity('party_group')
@Index('party_group_department', ['departmentId', 'fromDay'], { unique: true })
export class PartyGroup {
  @Id() id!: string
  @RefTo(() => PartyOrganisation) branchId!: string
  @RefTo(() => Department, { nullable: true }) departmentId!: string | null
  @ShortText(70) name!: string
  @Day() fromDay!: string
  @Day({ nullable: true }) toDay!: string | null
}
