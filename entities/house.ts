import { Entity } from 'typeorm'
import { Instant, KeyText, ShortText } from './columns'

/** Whose house it is. One row, made when it is set up; a house that is older than this has none. */
@Entity('house')
export class House {
  @KeyText(10) key!: 'house'
  @ShortText(60) name!: string
  @Instant() setUpAt!: number
}
