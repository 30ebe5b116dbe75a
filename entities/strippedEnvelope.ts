import { Entity, Index } from 'typeorm'
import { Id, RefTo, ShortText } from './columns'
import { EvaluationRound } from './evaluationRound'
import type { RaterGroup } from './roundAssignment'
import { RoundSubject } from './roundSubject'

/**
 * An inner envelope between both steps of an opening: all of a round are written together, in the order of their own bytes under
 * random keys that ascend, so that nobody knows whose it was (rules §4.6.2). Gone once the round is counted; on SQLite WITHOUT ROWID
 * as the ballots are.
 */
@Entity('stripped_envelope', { withoutRowid: true })
@Index('stripped_envelope_round', ['roundId'])
export class StrippedEnvelope {
  @Id() id!: string
  @RefTo(() => EvaluationRound) roundId!: string
  @RefTo(() => RoundSubject) subjectId!: string
  @ShortText(10) raterGroup!: RaterGroup
  /** 97 bytes as base64, sealed to lock 2. */
  @ShortText(132) inner!: string
}
