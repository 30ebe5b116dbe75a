import { Entity, Index } from 'typeorm'
import type { AbsenceKind } from '../server/domain/organisation/absence'
import { Day, Id, Instant, Ref, RefTo, ShortText } from './columns'
import { Person } from './person'

/** That somebody is away for some days and comes back: reminders rest meanwhile (rules §2.4). No cause beyond its kind is kept. */
@Entity('absence')
@Index('absence_person', ['personId', 'fromDay'])
@Index('absence_until', ['toDay'])
export class Absence {
  @Id() id!: string
  @RefTo(() => Person) personId!: string
  @ShortText(10) kind!: AbsenceKind
  @Day() fromDay!: string
  @Day() toDay!: string
  @Ref() enteredById!: string
  @Instant() enteredAt!: number
  /** Taken back: it never was. */
  @Day({ nullable: true }) voidedDay!: string | null
}
