import { Entity, Index } from 'typeorm'
import { Day, KeyRefTo, KeyText, ShortText, Whole, YesNo } from './columns'
import { EvaluationRound } from './evaluationRound'
import { Person } from './person'
import { RoundSubject } from './roundSubject'

export type RaterGroup = 'SELF' | 'PEER' | 'MASSES' | 'ORG' | 'SUPERIOR'

/**
 * The voter roll: who may rate whom, whether it was used, and the sealed ballot that was put on it, as a polling station keeps an
 * envelope with a name on it: one a right, replaced until the vote is closed, opened only together with all others (R51).
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
  /** Which ballot of this right the envelope holds: 1 for the first, 0 while there is none. */
  @Whole({ default: 0 }) sheetRevision!: number
  /** The outer envelope, wrapped by the round's own key (server/sealing/rollRows.ts); null before, and once it was counted. */
  @ShortText(280, { nullable: true }) envelope!: string | null
  /** By this the house knows that it wrote the envelope itself. */
  @ShortText(64, { nullable: true }) envelopeMark!: string | null
  /** The vote over: nothing is put on this row any more. Where the roll alone is asked, this says what the round's state says. */
  @YesNo({ default: false }) closed!: boolean
}
