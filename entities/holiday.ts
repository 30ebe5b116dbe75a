import { Entity } from 'typeorm'
import { KeyText, ShortText, Whole } from './columns'

/** 休/班 days added when the State Council's next notice is out before our data is (D14): by themselves, or a whole notice. */
@Entity('holiday')
export class Holiday {
  @KeyText(10) day!: string
  @ShortText(4) kind!: 'OFF' | 'WORK'
  @ShortText(30) name!: string
  /** Of the whole notice of this year, pasted at once; null for a day added by itself. */
  @Whole({ nullable: true }) noticeYear!: number | null
}
