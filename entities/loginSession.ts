import { Entity, Index } from 'typeorm'
import { Instant, KeyText, Ref, ShortText } from './columns'

/** A login that has not been ended: a cookie opens the house as long as its row is here (server/web/session.ts). */
@Entity('login_session')
@Index('login_session_person', ['personId'])
@Index('login_session_begun', ['begunAt'])
@Index('login_session_attempt', ['attempt'], { unique: true })
export class LoginSession {
  @KeyText(36) id!: string
  @Ref() personId!: string
  /** By the real clock, not the demo's. */
  @Instant() begunAt!: number
  /** SHA-256 of the platform's answer it came of: the same answer handed in again is the same login. */
  @ShortText(64, { nullable: true }) attempt!: string | null
}
