import { Entity, Index } from 'typeorm'
import { Day, Id, Instant, RefTo, ShortText } from './columns'
import { Pledge } from './pledge'
import { StoredFile } from './storedFile'

/** 践诺: what a member did for one of the three pledges, with evidence (R27). */
@Entity('fulfilment')
@Index('fulfilment_pledge', ['pledgeId', 'doneDay'])
@Index('fulfilment_picture', ['pictureId'])
export class Fulfilment {
  @Id() id!: string
  @RefTo(() => Pledge) pledgeId!: string
  @ShortText(12) item!: 'STUDY_SKILL' | 'DUTY' | 'INTEGRITY'
  @Day() doneDay!: string
  @ShortText(300) content!: string
  @RefTo(() => StoredFile, { nullable: true }) pictureId!: string | null
  @Instant() enteredAt!: number
  @ShortText(200, { nullable: true }) voidReason!: string | null
}
