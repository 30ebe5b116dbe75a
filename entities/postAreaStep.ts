import { Entity, Index } from 'typeorm'
import { Id, Instant, Json, Ref, RefTo, ShortText, Whole } from './columns'
import { PostArea } from './postArea'

/** One step of a 岗 or 区 with who took it, when, in what words: the signatures of the form (R07–R14, rules §5.1 rows 6–9). */
@Entity('post_area_step')
@Index('post_area_step_of', ['postAreaId', 'at'])
export class PostAreaStep {
  @Id() id!: string
  @RefTo(() => PostArea) postAreaId!: string
  @Whole() attempt!: number
  @ShortText(30) event!: string
  @ShortText(24) state!: string
  @Ref({ nullable: true }) actorId!: string | null
  /** In what capacity: a StepRole of the workflow table. */
  @ShortText(24) actedAs!: string
  /** 'SAME_PERSON' (lead = head) and 'NOMINEE' (acts about himself), R11. */
  @Json() flags!: string[]
  @ShortText(400) comment!: string
  @Instant() at!: number
}
