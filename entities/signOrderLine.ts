import { Entity, Index } from 'typeorm'
import type { SignKind } from '../server/domain/signOrder/kinds'
import { Id, Json, Ref, RefTo, ShortText } from './columns'
import { Department } from './department'
import { PartyOrganisation } from './partyOrganisation'
import { SignOrder } from './signOrder'

/** One plate with the texts as accepted when it was ordered: what the agency gets, and what is proof-read (R28, R29). */
@Entity('sign_order_line')
@Index('sign_order_line_record', ['orderId', 'kind', 'recordId'], { unique: true })
@Index('sign_order_line_department', ['orderId', 'departmentId'])
@Index('sign_order_line_photo', ['photoId'])
export class SignOrderLine {
  @Id() id!: string
  @RefTo(() => SignOrder) orderId!: string
  @ShortText(12) kind!: SignKind
  /** A pledge's id for a person's plate, a 岗区's id for theirs. */
  @Ref() recordId!: string
  @RefTo(() => PartyOrganisation) branchId!: string
  @RefTo(() => Department, { nullable: true }) departmentId!: string | null
  @ShortText(60) name!: string
  /** Only the fields the agency may see (R28): 姓名、部门、岗位、职责、承诺, or the 岗区's title and content. */
  @Json() texts!: Record<string, string>
  @Ref({ nullable: true }) photoId!: string | null
}
