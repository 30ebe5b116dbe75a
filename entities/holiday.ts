import { Entity } from 'typeorm'
import { KeyText, ShortText } from './columns'

/** 休/班 days an administrator added when the State Council's next notice is out before our data is (D14). */
@Entity('holiday')
export class Holiday {
  @KeyText(10) day!: string
  @ShortText(4) kind!: 'OFF' | 'WORK'
  @ShortText(30) name!: string
}
