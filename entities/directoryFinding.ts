import { Entity, Index } from 'typeorm'
import type { FindingKind } from '../server/domain/organisation/directoryPlan'
import { Id, Ref, ShortText } from './columns'
import type { Platform } from './platformAccount'

/**
 * What the last reading of a directory found of somebody on the roster; replaced by the next one. Of people on no roster
 * nothing is kept but how many they are.
 */
@Entity('directory_finding')
@Index('directory_finding_kind', ['platform', 'kind'])
@Index('directory_finding_person', ['personId'])
export class DirectoryFinding {
  @Id() id!: string
  @ShortText(10) platform!: Platform
  @ShortText(20) kind!: FindingKind
  @Ref() personId!: string
  /** As the directory has them; '' for nobody or nothing told. */
  @ShortText(64) userId!: string
  @ShortText(64) staffNumber!: string
  @ShortText(80) name!: string
  @ShortText(120) departmentName!: string
}
