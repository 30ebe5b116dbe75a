import { Entity, Index } from 'typeorm'
import { Id, Instant, RefTo, ShortText } from './columns'
import { PartyOrganisation } from './partyOrganisation'
import { Person } from './person'

/** Who took 表2 of a branch along, which rendering, when (R64): a file is made for nobody without such a row. */
@Entity('table2_reading')
@Index('table2_reading_branch', ['branchId', 'at'])
export class Table2Reading {
  @Id() id!: string
  @RefTo(() => PartyOrganisation) branchId!: string
  @ShortText(6) half!: string
  @ShortText(10) rendering!: 'INTERNAL' | 'PUBLIC'
  @RefTo(() => Person) readerId!: string
  @Instant() at!: number
}
