import { Entity, Index } from 'typeorm'
import { KeyRefTo } from './columns'
import { Person } from './person'
import { Visit } from './visit'

/** Who went: the author and those who came along. A joint visit is one record and counts once for each (rules §3.5). */
@Entity('visit_member')
@Index('visit_member_member', ['memberId'])
export class VisitMember {
  @KeyRefTo(() => Visit) visitId!: string
  @KeyRefTo(() => Person) memberId!: string
}
