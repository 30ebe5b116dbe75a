import { Entity, Index } from 'typeorm'
import { Instant, KeyText, LongText, Ref, ShortText } from './columns'

/**
 * A request that was already done, with its answer: the phone may send it again and hears the same. Another body under the
 * same key is another request, and refused.
 */
@Entity('request_key')
@Index('request_key_at', ['at'])
export class RequestKey {
  @KeyText(64) key!: string
  @Ref() personId!: string
  @ShortText(60) route!: string
  /** SHA-256 of address and body, hexadecimal; '' where it was done before this was kept. */
  @ShortText(64, { default: '' }) bodyHash!: string
  @LongText() answer!: string
  @Instant() at!: number
}
