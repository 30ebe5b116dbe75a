import { holding } from '../../../server/domain/wording/foldText'
import type { LedgerShape } from './ledger'

/** Whether every word stands somewhere in what the row shows, however it is typed. */
export const matches = <Row>(row: Row, { columns, lines }: LedgerShape<Row>, words: string): boolean =>
  holding(words)(...columns.map(({ text }) => text(row)), ...Object.values(lines(row)).flat())
