import { Entity } from 'typeorm'
import { Bytes, KeyNumber, KeyRefTo } from './columns'
import { EvaluationRound } from './evaluationRound'

/** One piece of the list that was fixed when a vote was closed: receipts of 32 bytes each, in the order of their bytes (rules §4.6.10). */
@Entity('closed_list_part')
export class ClosedListPart {
  @KeyRefTo(() => EvaluationRound) roundId!: string
  @KeyNumber() part!: number
  @Bytes() receipts!: Buffer
}
