import { Entity, Index } from 'typeorm'
import { Day, Id, Ref, ShortText, Whole } from './columns'

export type PartyOrganisationKind = 'GROUP_COMMITTEE' | 'HQ_COMMITTEE' | 'BRANCH'

/** The party line: 集团党委 → 机关党委 → 支部. The administrative line is kept apart (department.ts). */
@Entity('party_organisation')
@Index('party_organisation_name', ['name'], { unique: true })
export class PartyOrganisation {
  @Id() id!: string
  @ShortText(20) kind!: PartyOrganisationKind
  @ShortText(60) name!: string
  @Ref({ nullable: true }) parentId!: string | null
  /** Place of a branch in every list, as 党办 has put them; equal ones by name. */
  @Whole({ default: 0 }) sortOrder!: number
  @Day() fromDay!: string
  @Day({ nullable: true }) toDay!: string | null
}
