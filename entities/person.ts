import { Check, Entity, Index } from 'typeorm'
import type { DutyStatus, PoliticalStatus } from '../server/domain/organisation/persons'
import { Day, Id, Revision, ShortText, Whole, YesNo } from './columns'

/** One person of the roster. No phone, no identity number, no address: the work does not need them (domain R25, PIPL 6). */
@Entity('person')
@Index('person_staff_number', ['staffNumber'], { unique: true })
@Check('person_rank', '"positionRank" >= 0')
export class Person {
  @Id() id!: string
  @ShortText(30) staffNumber!: string
  @ShortText(40) name!: string
  @ShortText(10, { nullable: true }) gender!: string | null
  @ShortText(20) politicalStatus!: PoliticalStatus
  @ShortText(60) positionTitle!: string
  /** 行政职务 as a number: 0 staff, higher is higher. R07: the highest member of a department is its 党员负责人. */
  @Whole() positionRank!: number
  @ShortText(40, { nullable: true }) partyPost!: string | null
  @ShortText(20) dutyStatus!: DutyStatus
  /** 党员领导干部: owes 三联系 (R46, list kept by 党办, U3). */
  @YesNo() leadingCadre!: boolean
  @YesNo() cadreMember!: boolean
  @YesNo() keyPost!: boolean
  @Day({ nullable: true }) joinedDay!: string | null
  /** 入党时间, the day on which the branch took them in as 预备党员; printed on 推荐表 (rules §5.1). Null for 群众 and where nobody said. */
  @Day({ nullable: true }) joinedPartyDay!: string | null
  /** 转正时间, the day on which a 预备党员 became a full member. Null for others and where nobody said. */
  @Day({ nullable: true }) fullMemberDay!: string | null
  @Day({ nullable: true }) leftDay!: string | null
  /** 长辈模式: 0 normal, 1 large, 2 largest. */
  @Whole() textStep!: number
  @Revision() revision!: number
}
