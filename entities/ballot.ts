import { Entity, Index } from 'typeorm'
import { Id, RefTo, ShortText } from './columns'
import { EvaluationRound } from './evaluationRound'
import type { RaterGroup } from './roundAssignment'
import { RoundSubject } from './roundSubject'

/**
 * One anonymous ballot, from the opening of the round on: all of a round are written together, in the order of their own content. By
 * design it has no person, department, time, device or sheet, and a random key; on SQLite it is WITHOUT ROWID because the hidden
 * row number is an insertion order (database §6).
 */
@Entity('ballot', { withoutRowid: true })
// Holds all that a count reads: the tally never opens the table.
@Index('ballot_count', ['roundId', 'subjectId', 'raterGroup', 'answers'])
export class Ballot {
  @Id() id!: string
  @RefTo(() => EvaluationRound) roundId!: string
  @RefTo(() => RoundSubject) subjectId!: string
  @ShortText(10) raterGroup!: RaterGroup
  /** One letter an item (A…D, U), or comma-separated points. */
  @ShortText(60) answers!: string
  @ShortText(6) source!: 'APP' | 'QR' | 'PAPER'
}
