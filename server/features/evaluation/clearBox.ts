import { type EntityTarget, In, IsNull, MoreThan, Not, type ObjectLiteral } from 'typeorm'
import { Ballot, type EvaluationRound, RoundAssignment, StrippedEnvelope } from '../../../entities'
import { inPieces, othersFirst, rowsAPiece } from '../../database/pieces'
import type { Database } from '../../database/work'

const emptied = { envelope: null, envelopeMark: null, castMark: null }

/** Takes whatever was cast off the roll, some voters at once, in their order. */
async function clearRoll(database: Database, roundId: string): Promise<void> {
  const left = [{ envelope: Not(IsNull()) }, { envelopeMark: Not(IsNull()) }, { castMark: Not(IsNull()) }]
  for (let after: string | undefined = ''; after !== undefined; await othersFirst())
    after = await database.unitOfWork(null, 'job', async (work) => {
      const rows = await work.manager.find(RoundAssignment, {
        select: { roundId: true, voterId: true, subjectId: true, raterGroup: true },
        where: left.map((one) => ({ roundId, voterId: MoreThan(after ?? ''), ...one })),
        order: { voterId: 'ASC' },
        take: rowsAPiece,
      })
      const voters = [...new Set(rows.map(({ voterId }) => voterId))]
      if (voters.length) await work.change(RoundAssignment, { roundId, voterId: In(voters) }, emptied)
      return voters.at(-1)
    })
}

const removeRows = <Row extends ObjectLiteral & { id: string; roundId: string }>(
  database: Database,
  entity: EntityTarget<Row>,
  roundId: string,
): Promise<number> =>
  inPieces(database, async (work) => {
    const rows = await work.manager.find(entity, {
      select: { id: true } as never,
      where: { roundId } as never,
      order: { id: 'ASC' } as never,
      take: rowsAPiece,
    })
    if (rows.length) await work.manager.delete(entity, { id: In(rows.map(({ id }) => id)) } as never)
    return rows.length
  })

/**
 * Of a round that is counted or void: what lay on its roll and between both steps of its opening goes, in pieces, and of a void one
 * what an opening that was never finished had written. Done again after a kill it goes on where it stopped.
 */
export async function clearBox(
  database: Database,
  { id, state }: Pick<EvaluationRound, 'id' | 'state'>,
): Promise<void> {
  await clearRoll(database, id)
  await removeRows(database, StrippedEnvelope, id)
  if (state === 'VOIDED') await removeRows(database, Ballot, id)
}
