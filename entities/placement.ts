import { Entity, Index } from 'typeorm'
import { Day, Id, RefTo } from './columns'
import { Department } from './department'
import { PartyGroup } from './partyGroup'
import { Person } from './person'

/** Who works where from which day to which day (inclusive). A transfer ends one row and begins the next. */
@Entity('placement')
@Index('placement_start', ['personId', 'fromDay'], { unique: true })
@Index('placement_department', ['departmentId', 'toDay'])
@Index('placement_group', ['partyGroupId'])
export class Placement {
  @Id() id!: string
  @RefTo(() => Person) personId!: string
  @RefTo(() => Department, { nullable: true }) departmentId!: string | null
  /** The party group; follows the department unless the person belongs to a group of its own (领导党小组). */
  @RefTo(() => PartyGroup, { nullable: true }) partyGroupId!: string | null
  @Day() fromDay!: string
  @Day({ nullable: true }) toDay!: string | null
}
