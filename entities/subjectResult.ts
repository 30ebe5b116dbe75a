import { Entity, Index } from 'typeorm'
import { Json, KeyRefTo, Ref, RefTo, ShortText, Whole } from './columns'
import { EvaluationRound } from './evaluationRound'
import { RoundSubject } from './roundSubject'

/** Computed once, at the tally (D7); scores are integers in hundredths (D8). */
@Entity('subject_result')
@Index('subject_result_round', ['roundId'])
export class SubjectResult {
  @KeyRefTo(() => RoundSubject) subjectId!: string
  @RefTo(() => EvaluationRound) roundId!: string
  @Json() groups!: unknown
  @Whole({ nullable: true }) totalHundredths!: number | null
  @ShortText(20, { nullable: true }) suggestedGrade!: string | null
  @Json() flags!: string[]
  /** The 支委会's decision; the software only suggests (D9). */
  @ShortText(20, { nullable: true }) confirmedGrade!: string | null
  @ShortText(200, { nullable: true }) confirmReason!: string | null
  /** Who presided over this decision: never the subject (rules §3.9). */
  @Ref({ nullable: true }) confirmedById!: string | null
}
