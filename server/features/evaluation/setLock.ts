import { lockSetCard } from '../../../bot/cards/scrutineers'
import type { SafeCopy } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import type { LockPlace } from '../../domain/sealing/boundTo'
import { refusal } from '../../refusals'
import { isPoint } from '../../sealing/hpke'
import type { KeyFolder } from '../../sealing/keyFolder'
import { isOwnPrint, standingPrint } from '../safePrint'
import { moveOf, take } from '../workflow'
import { roundFlow } from './flow'
import { requireRound } from './records'
import { openPlaces, placeOf, withLock } from './roundLocks'

const lockSet = refusal(
  409,
  'round.lockSet',
  '您这把锁的监票码已经设好了，没有改动。码条丢了要换一个，请在投票开始前点“重新设监票码”。',
)
const lockUnreadable = refusal(422, 'round.lockUnreadable', '手机算出的锁不对，没有设上。请刷新页面，重新设监票码。')

const printChanged = refusal(
  409,
  'round.printChanged',
  '保险柜里的备份码刚刚换过，监票码还没有设上。请不要离开本页，再点一次。',
)
const printAltered = refusal(
  409,
  'round.printAltered',
  '备份码的公开部分被人从数据库换过，监票码没有设上。请马上联系机关纪委。',
)

/** Sealed to the print that lies in the safe now (rules §4.6.13); nothing where none does. */
async function requireCopy(
  work: Work,
  keys: KeyFolder,
  half: string,
  place: LockPlace,
  copy: Checked<'round.setLock'>['copy'],
): Promise<SafeCopy | null> {
  const print = await standingPrint(work, half, place)
  if (!print) return null
  if (!isOwnPrint(keys, print)) throw printAltered()
  if (copy?.printId !== print.id) throw printChanged()
  return copy
}

/**
 * A 监票人 puts his own lock on the ballots of the round before the vote begins (rules §4.6.7): its public half, which his phone has
 * derived from the 监票码; nothing that opens anything comes here. Another takes the place of the one before only where `again` says
 * so, since the slip of that one is good for nothing then.
 */
export const setLock =
  (keys: KeyFolder) =>
  async (work: Work, input: Checked<'round.setLock'>): Promise<Output<'round.setLock'>> => {
    const known = await requireRound(work, input.roundId)
    const { record: round } = known
    work.must('superviseRound', round)
    moveOf(roundFlow, known, 'setLock', work.who)
    const holder = work.who.personId
    const place = placeOf(round, holder)
    const point = Buffer.from(input.publicKey, 'base64')
    if (!round.locks || !place || !isPoint(point)) throw lockUnreadable()
    const others = [round.locks.first, round.locks.second].filter((_lock, at) => at !== place - 1)
    if (others.includes(point.toString('base64'))) throw lockUnreadable()
    const held = round.locks.holders?.[place - 1]
    const standing = place === 1 ? round.locks.first : round.locks.second
    // Sent again on a bad network: it stands.
    if (held === holder && standing === input.publicKey) return { fingerprint: round.locks.fingerprint || null }
    if (held === holder && !input.again) throw lockSet()
    const copy = await requireCopy(work, keys, known.campaign.half, place, input.copy)
    const locks = withLock(keys, round.id, round.locks, { place, publicKey: point.toString('base64'), holder, copy })
    await take(work, roundFlow, known, 'setLock', {
      changes: { locks },
      noted: { place, again: Boolean(held), ...(locks.fingerprint ? { fingerprint: locks.fingerprint } : {}) },
    })
    await work.finishCards(subjectFor.lockDue(round.id, holder), lockSetCard(round.id))
    return { fingerprint: openPlaces(locks).length ? null : locks.fingerprint }
  }
