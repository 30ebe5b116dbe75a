import { Entity } from 'typeorm'
import { Instant, Json, KeyText, ShortText, YesNo } from './columns'
import type { Platform } from './platformAccount'

/** What came of a reading of a platform's directory. */
export interface DirectoryOutcome {
  /** In the directory; of them on the roster; linked, or to be linked; closed, or to be closed; on no roster. */
  people: number
  matched: number
  linked: number
  closed: number
  outside: number
  isWhole: boolean
  /** What was not told of anybody, and what has to be set; Chinese. */
  missing: readonly string[]
}

/** How the directory of a platform is read: once asked for, or every night. */
@Entity('directory_reading')
export class DirectoryReading {
  @KeyText(10) platform!: Platform
  /** Wanted since then; null: nothing is. */
  @Instant({ nullable: true }) askedAt!: number | null
  /** Only to be looked at: nothing is linked or closed. */
  @YesNo() dry!: boolean
  /** 党办 has had it carried out once: since then it is read every night. */
  @YesNo() nightly!: boolean
  @Instant({ nullable: true }) finishedAt!: number | null
  /** Whether the last one that ended only looked. */
  @YesNo() finishedDry!: boolean
  /** Why it was not read to its end; null where it was. Chinese. */
  @ShortText(200, { nullable: true }) failure!: string | null
  /** Of the last one that was read. */
  @Json({ nullable: true }) outcome!: DirectoryOutcome | null
}
