import { Entity, Index } from 'typeorm'
import { Day, Id, LongText } from './columns'

/**
 * An unsigned opinion from its arrival until it goes into the book with others at night (rules §4.6.12): sealed, of one size, by a key
 * of its day that lies outside the database. WITHOUT ROWID as the book itself.
 */
@Entity('opinion_envelope', { withoutRowid: true })
@Index('opinion_envelope_day', ['receivedDay'])
export class OpinionEnvelope {
  /** The phone's own: sent again it is the same one. Its row in the book has another. */
  @Id() id!: string
  @Day() receivedDay!: string
  /** As base64; null once it is in the book. */
  @LongText({ nullable: true }) envelope!: string | null
}
