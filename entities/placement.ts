import { Entity, Index } from 'typeorm'
import { Day, Id, Ref } from './columns'

/** Who works where from which day to which day (inclusive). A transfer ends one row and begins the next. */
@Entity('placement')
@Index('placement_start', ['personId', 'fromDay'], { unique: true })
@Index('placement_department', ['departmentId', 'toDay'])
export class Placement {
  @Id() id!: string
  @Ref() personId!: string
  @Ref({ nullable: true }) departmentId!: string | null
  /** The party group; follows the department unless the person belongs to a group of its own (领导党小组). */
  @Ref({ nullable: true }) partyGroupId!: string | null
  @Day() fromDay!: string
  @Day({ nullable: true }) toDay!: string | null
}
