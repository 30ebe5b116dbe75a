import { randomUUID } from 'node:crypto'
import { In } from 'typeorm'
import { SignOrder, SignOrderItem, SignOrderLine } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { type SignKind, signKinds } from '../../domain/signOrder/kinds'
import type { Plate } from '../../domain/signOrder/plates'
import { countCharacters } from '../../domain/wording/characters'
import { nameList } from '../../domain/wording/nameList'
import { cancelledState, madeStates } from '../../domain/workflows/signOrder'
import { notStarted } from '../../domain/workflows/steps'
import { recordChanged, recordNotFound, refusal } from '../../refusals'
import { requireAnyCampaign } from '../campaign'
import { requireSameEntry } from '../requireSameEntry'
import { begin } from '../workflow'
import { orderFlow, withHands } from './flow'
import { changed, requireOrder } from './records'
import { signOrderNothingToOrder } from './refusals'
import { plateKey, platesByKey, todaysPlates } from './todaysPlates'

const signOrderNotReprintable = refusal(
  409,
  'signOrder.notReprintable',
  '第{number}号制作单还没有开始制作，有错请在那张单子上改。',
)
const signOrderPlateGone = refusal(
  422,
  'signOrder.plateGone',
  '{names}已不在名册或已受理的材料里，不能重做，请去掉后再提交。',
)
const signOrderReasonShort = refusal(422, 'signOrder.reasonShort', '请写明{what}，不少于5个字（现在{actual}个字）。')

type StartInput = Checked<'signOrder.start'>

const shortestReason = 5

/** rules §3: a reason has at least five characters. */
export function checkWhy(reason: string, what: string): void {
  const actual = countCharacters(reason)
  if (actual < shortestReason) throw signOrderReasonShort({ what, actual })
}

/** What could be ordered today and is on no living order of its kind. */
export async function unorderedPlates(
  work: Work,
  campaignId: string,
  kinds: readonly SignKind[] = signKinds,
): Promise<Plate[]> {
  const plates = await todaysPlates(work, campaignId, kinds)
  const ordered = await work.manager
    .createQueryBuilder(SignOrderLine, 'line')
    .innerJoin(SignOrder, 'living', 'living.id = line.orderId and living.state <> :cancelledState', { cancelledState })
    .select('line.kind', 'kind')
    .addSelect('line.recordId', 'recordId')
    .where('living.campaignId = :campaignId and line.kind in (:...kinds)', { campaignId, kinds })
    .getRawMany<Pick<Plate, 'kind' | 'recordId'>>()
  const taken = new Set(ordered.map(plateKey))
  return plates.filter((plate) => !taken.has(plateKey(plate)))
}

/** The plates of an earlier order that are made anew, with the texts of today. */
async function reprintedPlates(work: Work, { supplement }: StartInput): Promise<Plate[]> {
  const lineIds = [...new Set(supplement?.lineIds ?? [])]
  const orderId = supplement?.supplementsId ?? ''
  const lines = await work.manager.findBy(SignOrderLine, { id: In(lineIds), orderId })
  if (lines.length !== lineIds.length) throw recordNotFound({ what: '牌子' })
  const { campaignId } = await requireOrder(work, orderId)
  const today = platesByKey(await todaysPlates(work, campaignId, [...new Set(lines.map(({ kind }) => kind))]))
  const gone = lines.filter((line) => !today.has(plateKey(line)))
  if (gone.length) throw signOrderPlateGone({ names: nameList(gone.map(({ name }) => name)) })
  return lines.flatMap((line) => today.get(plateKey(line)) ?? [])
}

async function campaignOf(work: Work, { supplement }: StartInput): Promise<string> {
  if (!supplement) return (await requireAnyCampaign(work)).id
  checkWhy(supplement.reason, '重做的原因')
  const earlier = await requireOrder(work, supplement.supplementsId)
  if (!madeStates.includes(earlier.state)) throw signOrderNotReprintable({ number: earlier.number })
  return earlier.campaignId
}

/** As it stands before its first step. Its number is read before the plates: it keeps a second order of one instant out (R28). */
async function newOrder(work: Work, input: StartInput): Promise<SignOrder> {
  const campaignId = await campaignOf(work, input)
  const highest = await work.manager.maximum(SignOrder, 'number', { campaignId })
  return {
    id: input.orderId,
    campaignId,
    number: (highest ?? 0) + 1,
    title: input.title,
    state: notStarted,
    supplementsId: input.supplement?.supplementsId ?? null,
    reason: input.supplement?.reason ?? '',
    placedById: work.who.personId,
    placedAt: work.now,
    agencyName: input.agencyName,
    proofVersion: 0,
    proofAt: null,
    amountFen: 0,
    quoteFileId: null,
    minutesNumber: null,
    minutesFileId: null,
    voucherNumber: null,
    paidDay: null,
    returnReason: null,
    revision: 1,
  }
}

async function addPlates(work: Work, orderId: string, plates: readonly Plate[]): Promise<void> {
  const kinds = signKinds.filter((kind) => plates.some((plate) => plate.kind === kind))
  const items = kinds.map((kind) => ({
    id: randomUUID(),
    orderId,
    kind,
    unitPriceFen: 0,
    quantity: plates.filter((plate) => plate.kind === kind).length,
  }))
  await work.insert(SignOrderItem, items)
  await work.insert(
    SignOrderLine,
    plates.map((plate) => ({ id: randomUUID(), orderId, ...plate })),
  )
}

/**
 * Opens an order from what has been accepted (R28, R29): a first one takes every plate of these kinds not yet ordered; a
 * supplementary one makes named plates of an earlier order anew, of whatever kind they are, with the texts of today. The
 * id comes from the page: sent twice it is one order.
 */
export async function startOrder(work: Work, input: StartInput): Promise<Output<'signOrder.start'>> {
  work.must('handleSignOrders')
  const [known] = await withHands(work, await work.manager.findBy(SignOrder, { id: input.orderId }))
  if (known && known.record.placedById !== work.who.personId) throw recordChanged()
  if (known) {
    const { title, agencyName, supplement } = input
    const { supplementsId = null, reason = '' } = supplement ?? {}
    requireSameEntry(known.record, { title, agencyName, supplementsId, reason })
    return changed(known)
  }
  const record = await newOrder(work, input)
  const plates = input.supplement
    ? await reprintedPlates(work, input)
    : await unorderedPlates(work, record.campaignId, input.kinds)
  if (!plates.length) throw signOrderNothingToOrder()
  const facts = { plates: plates.length, supplementsId: record.supplementsId }
  const fresh = { record, hands: new Set([record.placedById]), lastAt: 0, facts }
  const started = await begin(work, orderFlow, fresh, 'start', { comment: record.reason })
  await addPlates(work, record.id, plates)
  return changed(started)
}
