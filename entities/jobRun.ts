import { Entity } from 'typeorm'
import { Instant, KeyText, Ref, ShortText } from './columns'

/** A scheduled run and what came of it, once for each job and slot; who runs jobs is decided by a seat (jobs/seat.ts). */
@Entity('job_run')
export class JobRun {
  @KeyText(30) job!: string
  /** The planned time in Shanghai, '2026-09-15T09:00'. */
  @KeyText(16) slot!: string
  @Ref() owner!: string
  /** Not begun again before this instant: a run that failed rests. */
  @Instant({ name: 'leaseUntil' }) notBefore!: number
  @Instant({ nullable: true }) finishedAt!: number | null
  @ShortText(200, { nullable: true }) outcome!: string | null
}
