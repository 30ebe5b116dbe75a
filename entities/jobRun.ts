import { Entity } from 'typeorm'
import { Instant, KeyText, Ref, ShortText } from './columns'

/** A scheduled run is claimed here: unique (job, slot) decides which instance does it (database §7). */
@Entity('job_run')
export class JobRun {
  @KeyText(30) job!: string
  /** The planned time in Shanghai, '2026-09-15T09:00'. */
  @KeyText(16) slot!: string
  @Ref() owner!: string
  @Instant() leaseUntil!: number
  @Instant({ nullable: true }) finishedAt!: number | null
  @ShortText(200, { nullable: true }) outcome!: string | null
}
