import { Entity, Index } from 'typeorm'
import { Day, Id, Ref, ShortText } from './columns'

/** The administrative line. Who heads and who supervises it are dated role grants (roleGrant.ts). */
@Entity('department')
@Index('department_code', ['code'], { unique: true })
export class Department {
  @Id() id!: string
  @ShortText(20) code!: string
  @ShortText(60) name!: string
  @Ref({ nullable: true }) parentId!: string | null
  @Day() fromDay!: string
  @Day({ nullable: true }) toDay!: string | null
}
