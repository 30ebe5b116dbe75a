import { Entity, Index } from 'typeorm'
import { Day, KeyRefTo, KeyText, ShortText } from './columns'
import { EvaluationRound } from './evaluationRound'
import { Person } from './person'
import { RoundSubject } from './roundSubject'

export type RaterGroup = 'SELF' | 'PEER' | 'MASSES' | 'ORG' | 'SUPERIOR'

/**
 * The voter roll: who may rate whom, and whether it was used. It says nothing of the answers, and knows only the day,
 * so that no order of voting can be laid beside the ballots (rules §4.6).
 */
@Entity('round_assignment')
@Index('round_assignment_voter', ['voterId', 'status'])
@Index('round_assignment_subject', ['subjectId', 'raterGroup'])
export class RoundAssignment {
  @KeyRefTo(() => EvaluationRound) roundId!: string
  @KeyRefTo(() => Person) voterId!: string
  @KeyRefTo(() => RoundSubject) subjectId!: string
  @KeyText(10) raterGroup!: RaterGroup
  /** LAPSED: given out, not returned when the vote was closed. */
  @ShortText(8) status!: 'ISSUED' | 'VOTED' | 'STRUCK' | 'PAPER' | 'LAPSED'
  @Day({ nullable: true }) votedDay!: string | null
  /**
   * SHA-256 of a number that the phone drew by lot for the submission: the same one sent again is known by it, another one is told
   * that it does not count. It says nothing of the answers, and no ballot knows it.
   */
  @ShortText(64, { nullable: true }) castMark!: string | null
}
