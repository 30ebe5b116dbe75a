import { Entity, Index } from 'typeorm'
import { Day, KeyText, ShortText } from './columns'

export type RaterGroup = 'SELF' | 'PEER' | 'MASSES' | 'ORG' | 'SUPERIOR'

/**
 * The voter roll: who may rate whom, and whether it was used. It says nothing of the answers, and knows only the day,
 * so that no order of voting can be laid beside the ballots (domain §4.6).
 */
@Entity('round_assignment')
@Index('round_assignment_voter', ['voterId', 'status'])
@Index('round_assignment_subject', ['subjectId', 'raterGroup'])
export class RoundAssignment {
  @KeyText(36) roundId!: string
  @KeyText(36) voterId!: string
  @KeyText(36) subjectId!: string
  @KeyText(10) raterGroup!: RaterGroup
  /** LAPSED: given out, not returned when the vote was closed. */
  @ShortText(8) status!: 'ISSUED' | 'VOTED' | 'STRUCK' | 'PAPER' | 'LAPSED'
  @Day({ nullable: true }) votedDay!: string | null
}
