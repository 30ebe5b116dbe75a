import { createHmac, type KeyObject } from 'node:crypto'
import { type EvaluationRound, Person, type StrippedBox, StrippedEnvelope } from '../../../entities'
import type { Output } from '../../contract'
import type { Database, Work } from '../../database/work'
import type { EvaluationTemplate } from '../../domain/evaluation/template'
import type { SealedOuter } from '../../domain/sealing/boundTo'
import { gateOf } from '../../domain/sealing/gate'
import { refusal } from '../../refusals'
import type { KeyFolder } from '../../sealing/keyFolder'
import type { InnerEnvelope, Stripped } from '../../sealing/openRound'
import { listHash } from '../../sealing/rollRows'
import { namesOf } from '../organisation'
import type { SealedRoll } from './sealedRoll'
import { stagedIds, stageRows } from './stagedRows'

const strippedChanged = refusal(
  409,
  'round.strippedChanged',
  '外封打开以后，箱里的评价被人从数据库改动过，不能计票。请联系机关纪委和系统管理员，这一轮可以作废重投。',
)

const keyOf = ({ subjectId, raterGroup }: Pick<InnerEnvelope, 'subjectId' | 'raterGroup'>): string =>
  `${subjectId} ${raterGroup}`

function countBy(envelopes: readonly Pick<InnerEnvelope, 'subjectId' | 'raterGroup'>[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of envelopes) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1)
  return counts
}

const voters = (places: readonly SealedOuter[]): string[] => [...new Set(places.map(({ voterId }) => voterId))].sort()

const innerHashOf = (envelopes: readonly InnerEnvelope[]): string =>
  listHash(envelopes.map((one) => `${keyOf(one)} ${Buffer.from(one.inner).toString('base64')}`))

function markOf(
  house: KeyObject,
  round: EvaluationRound,
  { mark: _mark, confirmed: _confirmed, ...facts }: StrippedBox,
): string {
  const { passed, innerHash, refused, copied, closed, fell, smallest, asksWords } = facts
  const told = [
    passed,
    innerHash,
    refused.join(' '),
    copied.join(' '),
    closed.map((one) => `${one.subjectId} ${one.raterGroup} ${one.passed}`).join(','),
    fell,
    smallest,
    asksWords,
  ]
  return createHmac('sha256', house)
    .update(['stripped', round.id, round.box?.listHash, ...told].join('\n'))
    .digest('hex')
}

/** What the first step found, with the gate before the second one. */
export function strippedBoxOf(
  keys: KeyFolder,
  round: EvaluationRound,
  { anonymity }: EvaluationTemplate,
  roll: SealedRoll,
  { inner, refused, copied }: Stripped,
): StrippedBox {
  const passed = countBy(inner)
  const returned = countBy([...roll.envelopes, ...roll.foreign])
  const named = new Map([...roll.envelopes, ...roll.foreign].map((one) => [keyOf(one), one]))
  const { asksWords, ...gate } = gateOf({
    groups: [...named].map(([key, { subjectId, raterGroup }]) => {
      return { subjectId, raterGroup, returned: returned.get(key) ?? 0, passed: passed.get(key) ?? 0 }
    }),
    refused: roll.foreign.length + refused.length,
    copied: copied.length,
    fewest: anonymity.internalMean,
  })
  const box: StrippedBox = {
    passed: inner.length,
    innerHash: innerHashOf(inner),
    refused: voters([...roll.foreign, ...refused]),
    copied: voters(copied),
    ...gate,
    asksWords,
    mark: '',
    confirmed: [],
  }
  return { ...box, mark: markOf(keys.house(), round, box) }
}

/** In the order of their bytes, under keys that ascend: neither says whose they were (entities/strippedEnvelope.ts). */
export async function stageStripped(
  database: Database,
  keys: KeyFolder,
  round: EvaluationRound,
  envelopes: readonly InnerEnvelope[],
): Promise<void> {
  const ids = stagedIds(keys.house(), 'stripped', round.id, envelopes.length)
  const rows = envelopes.map(({ roundId, subjectId, raterGroup, inner }, at): StrippedEnvelope => {
    return { id: ids[at] as string, roundId, subjectId, raterGroup, inner: Buffer.from(inner).toString('base64') }
  })
  await stageRows(database, StrippedEnvelope, round, rows)
}

/** What the second lock opens: nothing of groups that are too small for it. Refuses where anybody has changed it since. */
export async function readStripped(work: Work, keys: KeyFolder, round: EvaluationRound): Promise<InnerEnvelope[]> {
  const box = round.box?.stripped
  const rows = await work.manager.find(StrippedEnvelope, { where: { roundId: round.id }, order: { id: 'ASC' } })
  const envelopes = rows.map(({ roundId, subjectId, raterGroup, inner }): InnerEnvelope => {
    return { roundId, subjectId, raterGroup, inner: Buffer.from(inner, 'base64') }
  })
  if (!box || markOf(keys.house(), round, box) !== box.mark || innerHashOf(envelopes) !== box.innerHash)
    throw strippedChanged()
  const closed = new Set(box.closed.map(({ subjectId, raterGroup }) => `${subjectId} ${raterGroup}`))
  return envelopes.filter((one) => !closed.has(keyOf(one)))
}

/** As the readers of the round see the box; whose ballots were refused is the business of its 监票人. */
export async function presentBox(
  work: Work,
  { box, scrutineerIds }: EvaluationRound,
): Promise<Output<'round.read'>['box']> {
  if (!box) return null
  const { envelopes, listHash: hash, stripped } = box
  if (!stripped) return { envelopes, listHash: hash, stripped: null }
  const { passed, refused, copied, closed, fell, smallest, asksWords, confirmed } = stripped
  const own = scrutineerIds.includes(work.who.personId)
  const names = await namesOf(work, Person, [...refused, ...copied, ...confirmed.map(({ personId }) => personId)])
  const named = (ids: readonly string[]) => ids.flatMap((personId) => names.get(personId) ?? [])
  return {
    envelopes,
    listHash: hash,
    stripped: {
      passed,
      refused: own ? named(refused) : [],
      copied: own ? named(copied) : [],
      missing: envelopes - passed,
      unopened: closed.reduce((sum, one) => sum + one.passed, 0),
      fell,
      smallest,
      asksWords,
      confirmed: named(confirmed.map(({ personId }) => personId)),
    },
  }
}
