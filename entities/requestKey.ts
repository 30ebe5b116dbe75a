import { Entity, Index } from 'typeorm'
import { Instant, KeyText, LongText, Ref, ShortText } from './columns'

/** A request that was already done, with its answer: the phone may send it again and hears the same. */
@Entity('request_key')
@Index('request_key_at', ['at'])
export class RequestKey {
  @KeyText(64) key!: string
  @Ref() personId!: string
  @ShortText(60) route!: string
  @LongText() answer!: string
  @Instant() at!: number
}
