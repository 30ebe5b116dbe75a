import { Entity, Index } from 'typeorm'
import { Day, Id, Instant, Json, Ref, RefTo, Revision, ShortText, Whole, YesNo } from './columns'
import { PartyOrganisation } from './partyOrganisation'

/**
 * What a branch files in a form of server/domain/forms, one row a version. Of a form, branch, subject and version there is
 * one; a number is given once a form and year. Nothing is deleted: a newer version takes the place of the older.
 */
@Entity('filing')
@Index('filing_once', ['branchId', 'form', 'subjectKey', 'version'], { unique: true })
@Index('filing_number', ['form', 'numberYear', 'numberSerial'], { unique: true })
@Index('filing_state', ['form', 'state'])
export class Filing {
  /** Follows from form, branch, subject and version where it is owed, so that two phones begin the same one. */
  @Id() id!: string
  @ShortText(20) form!: string
  @RefTo(() => PartyOrganisation) branchId!: string
  /** Id of the record it is about; its own first version's id where it is about none. */
  @Ref() subjectKey!: string
  @ShortText(120) subject!: string
  @Whole() version!: number
  /** The version whose place it takes. */
  @Ref({ nullable: true }) supersedesId!: string | null
  @ShortText(24) state!: string
  @Json() content!: Record<string, string | number>
  @Day({ nullable: true }) dueDay!: string | null
  @Ref({ nullable: true }) filedById!: string | null
  @Instant({ nullable: true }) filedAt!: number | null
  /** Handed in after the due day for the first time. */
  @YesNo() late!: boolean
  @ShortText(40, { nullable: true }) number!: string | null
  @Whole({ nullable: true }) numberYear!: number | null
  @Whole({ nullable: true }) numberSerial!: number | null
  @ShortText(200, { nullable: true }) returnReason!: string | null
  @Revision() revision!: number
}
