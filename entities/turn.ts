import { Entity } from 'typeorm'
import { KeyText } from './columns'

/** Something that one unit of work does at a time: whoever holds its row, the others wait for (Work.takeTurn). */
@Entity('turn')
export class Turn {
  @KeyText(20) name!: string
}
