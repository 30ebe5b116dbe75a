import { Entity, Index } from 'typeorm'
import { Day, Id, Instant, Ref, ShortText } from './columns'

/** That a branch or department bears another name from a day on. What it was called before is told from these rows alone. */
@Entity('unit_rename')
@Index('unit_rename_unit', ['unitId', 'fromDay'])
export class UnitRename {
  @Id() id!: string
  @ShortText(12) unitKind!: 'BRANCH' | 'DEPARTMENT'
  @Ref() unitId!: string
  /** The first day of the new name; a day to come waits for the night before it. */
  @Day() fromDay!: string
  @ShortText(60) before!: string
  @ShortText(60) after!: string
  @ShortText(200) reason!: string
  @Ref() enteredById!: string
  @Instant() enteredAt!: number
  /** Taken back: it never was. */
  @Day({ nullable: true }) voidedDay!: string | null
}
