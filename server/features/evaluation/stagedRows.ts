import { createHmac, type KeyObject } from 'node:crypto'
import { type EntityTarget, In, MoreThan, type ObjectLiteral } from 'typeorm'
import { EvaluationRound } from '../../../entities'
import { othersFirst } from '../../database/pieces'
import type { Database } from '../../database/work'
import { recordChanged } from '../../refusals'

/** Few enough that nobody waits for a piece. */
const rowsAPiece = 200

const asId = (digest: Buffer): string =>
  digest.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')

/**
 * Keys that ascend and that nobody else can know, the same for whoever opens the same list: an attempt that was killed, or another
 * instance, has written the very same rows.
 */
export const stagedIds = (house: KeyObject, what: string, roundId: string, count: number): string[] =>
  Array.from({ length: count }, (_none, at) =>
    asId(createHmac('sha256', house).update(['staged', what, roundId, at].join('\n')).digest()),
  ).sort()

type At = Pick<EvaluationRound, 'id' | 'revision' | 'state'>

/**
 * Writes what a step of the opening has come to before the step is taken, in pieces, so that nobody waits for the whole of a large
 * round. It counts for nothing until the round's state says so; whoever comes after a kill writes what is missing. The rows come whole
 * from the memory of one opening and in the order of their own content: no piece says more than the list itself (rules §4.6.2). Refuses
 * where the round has moved on meanwhile.
 */
export async function stageRows<Row extends ObjectLiteral & { id: string }>(
  database: Database,
  entity: EntityTarget<Row>,
  { id, revision, state }: At,
  rows: readonly Row[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAPiece, await othersFirst()) {
    const part = rows.slice(from, from + rowsAPiece)
    await database.unitOfWork(null, 'job', async (work) => {
      // Holds the round meanwhile: once the step is taken nothing is written after it.
      if ((await work.change(EvaluationRound, { id, revision, state }, { revision })) !== 1) throw recordChanged()
      const own = new Map(part.map((row) => [row.id, row]))
      const standing = await work.manager.find(entity, { where: { id: In([...own.keys()]) } as never })
      const altered = standing.filter((row) => !isSame(own.get(row.id), row)).map((row) => row.id)
      if (altered.length) await work.manager.delete(entity, { id: In(altered) } as never)
      const whole = new Set(standing.map((row) => row.id).filter((one) => !altered.includes(one)))
      const missing = part.filter((row) => !whole.has(row.id))
      if (missing.length) await work.insert(entity, missing)
    })
  }
}

/** Takes away, in pieces, what another list or an altered row has left there. */
export async function keepOnly<Row extends ObjectLiteral & { id: string }>(
  database: Database,
  entity: EntityTarget<Row>,
  roundId: string,
  rows: readonly Row[],
): Promise<void> {
  const own = new Set(rows.map(({ id }) => id))
  for (let after: string | undefined = ''; after !== undefined; await othersFirst())
    after = await database.unitOfWork(null, 'job', async (work) => {
      const some = await work.manager.find(entity, {
        select: { id: true } as never,
        where: { roundId, id: MoreThan(after ?? '') } as never,
        order: { id: 'ASC' } as never,
        take: rowsAPiece,
      })
      const others = some.map(({ id }) => id).filter((id) => !own.has(id))
      if (others.length) await work.manager.delete(entity, { id: In(others) } as never)
      return some.at(-1)?.id
    })
}

const isSame = (own: object | undefined, other: object): boolean =>
  Object.entries(own ?? {}).every(([name, value]) => value === other[name as keyof typeof other])
