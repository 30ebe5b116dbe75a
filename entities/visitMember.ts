import { Entity, Index } from 'typeorm'
import { KeyText } from './columns'

/** Who went: the author and those who came along. A joint visit is one record and counts once for each (domain §3.5). */
@Entity('visit_member')
@Index('visit_member_member', ['memberId'])
export class VisitMember {
  @KeyText(36) visitId!: string
  @KeyText(36) memberId!: string
}
