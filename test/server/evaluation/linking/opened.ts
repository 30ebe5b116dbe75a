import { type RoundAssignment, StrippedEnvelope } from '../../../../entities'
import { unpackAnswers } from '../../../../server/domain/sealing/ballotBytes'
import { innerOpener, outerOpener } from '../../../../server/sealing/envelopes'
import { lockOf } from '../../../../server/sealing/locks'
import { unwrapEnvelope } from '../../../../server/sealing/rollRows'
import { type Files, placesOf } from './files'
import { type Order, sortedBy } from './orders'

/** Inner envelopes of a copied roll, with slip 1 and the keys of the house. */
export async function openedOuter({ stage }: Files, roll: readonly RoundAssignment[], code: string) {
  const [row] = roll
  const roundId = row?.roundId ?? ''
  const open = outerOpener(await lockOf(code, roundId, 1))
  const wrap = stage.keys.wrapOf(roundId)
  const found = new Map<RoundAssignment, Buffer>()
  for (const one of roll) {
    const { voterId, subjectId, raterGroup, sheetRevision: revision } = one
    const place = { roundId, voterId, subjectId, raterGroup, revision }
    const outer = wrap && unwrapEnvelope(wrap, place, one.envelope ?? '')
    const inner = outer && open(place, outer)
    if (inner) found.set(one, Buffer.from(inner))
  }
  return found
}

/** What they hold, with slip 2. */
export async function openedInner(
  roll: readonly RoundAssignment[],
  inners: ReadonlyMap<RoundAssignment, Buffer>,
  code: string,
) {
  const open = innerOpener(await lockOf(code, roll[0]?.roundId ?? '', 2))
  return new Map(
    [...inners].flatMap(([row, inner]) => {
      const bytes = open(row, inner)
      const text = bytes && unpackAnswers('GRADE', 5, bytes)
      return text ? [[row, text] as const] : []
    }),
  )
}

/** Both steps of the opening; answers the orders in which what lies between them is found. */
export async function openBox(files: Files, roundId: string): Promise<Record<string, Order>> {
  const { stage } = files
  stage.house.setToday('2026-09-09')
  const [one = '', two = ''] = (await stage.round(roundId)).scrutineerIds
  const at = async () => ({ roundId, revision: (await stage.round(roundId)).revision })
  await stage.call('round.close', one, await at())
  await stage.call('round.strip', one, { ...(await at()), ...(await stage.give(roundId, 1)) })
  const rows = await stage.house.source.manager.findBy(StrippedEnvelope, { roundId })
  const looked = { table: 'stripped_envelope', keys: rows.map(({ id }) => id), next: roundId }
  const places = await placesOf(files, looked)
  const open = innerOpener(await lockOf(stage.codes.get(roundId)?.[1] ?? '', roundId, 2))
  const answers = new Map(
    rows.map((row) => [
      row,
      unpackAnswers('GRADE', 5, open(row, Buffer.from(row.inner, 'base64')) ?? Buffer.alloc(0)) ?? '',
    ]),
  )
  const by =
    (value: (row: StrippedEnvelope) => string | number | undefined): Order =>
    (subjectId) =>
      sortedBy(
        rows.filter((row) => row.subjectId === subjectId),
        value,
      ).map((row) => answers.get(row) ?? '')
  const orders = {
    'between: as they are read': by((row) => rows.indexOf(row)),
    'between: by bytes': by(({ inner }) => Buffer.from(inner, 'base64').toString('hex')),
    ...Object.fromEntries(
      Object.entries(places).map(([name, where]) => [`between: by ${name}`, by(({ id }) => where.get(id))]),
    ),
  }
  await stage.call('round.tally', two, { ...(await at()), ...(await stage.give(roundId, 2)) })
  return orders
}
