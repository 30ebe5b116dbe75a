import { Entity, Index } from 'typeorm'
import { Id, Instant, Json, Ref, RefTo, ShortText } from './columns'
import { Filing } from './filing'

/** One step of a filing: who took it, in what capacity, when, in what words. */
@Entity('filing_step')
@Index('filing_step_of', ['filingId', 'at'])
export class FilingStep {
  @Id() id!: string
  @RefTo(() => Filing) filingId!: string
  @ShortText(30) event!: string
  @ShortText(24) state!: string
  @Ref({ nullable: true }) actorId!: string | null
  /** A StepRole of the workflow table. */
  @ShortText(24) actedAs!: string
  @ShortText(200) comment!: string
  /** What was handed in, as it was then; null for every other step. */
  @Json({ nullable: true }) content!: Record<string, string | number> | null
  @Instant() at!: number
}
