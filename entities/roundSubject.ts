import { Entity, Index } from 'typeorm'
import { Id, Ref, RefTo, ShortText, Whole, YesNo } from './columns'
import { EvaluationRound } from './evaluationRound'

export type SubjectKind = 'MEMBER' | 'SECRETARY' | 'ORG'

/** Who is evaluated in a round, as frozen: later transfers change nothing here (rules §9.7). */
@Entity('round_subject')
@Index('round_subject_key', ['roundId', 'subjectKey'], { unique: true })
export class RoundSubject {
  @Id() id!: string
  @RefTo(() => EvaluationRound) roundId!: string
  @ShortText(60) subjectKey!: string
  @ShortText(12) kind!: SubjectKind
  @Ref({ nullable: true }) personId!: string | null
  @ShortText(60) name!: string
  @ShortText(60) departmentName!: string
  @ShortText(20) politicalStatus!: string
  /** False for 预备党员: rated for feedback, no grade, not in N. */
  @YesNo() graded!: boolean
  @Whole() position!: number
  /** 一票否决 with its document number, entered by the secretary. */
  @ShortText(80, { nullable: true }) vetoDocument!: string | null
  @ShortText(120, { nullable: true }) struckReason!: string | null
}
