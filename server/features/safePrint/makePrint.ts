import { SafePrint } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { safeNames } from '../../domain/sealing/safePrint'
import { refusal } from '../../refusals'
import { isPoint } from '../../sealing/hpke'
import type { KeyFolder } from '../../sealing/keyFolder'
import { isHandledBy, isStanding, markOf, otherSafe } from './records'

const printUnreadable = refusal(
  422,
  'safePrint.unreadable',
  '这台设备算出的备份码不对，没有记下。请刷新页面，重新做一份。',
)
const printStands = refusal(
  409,
  'safePrint.stands',
  '{safe}的保险柜里已经有这半年的备份码，没有改动。那张纸找不到了，才点“重新做一份”。',
)

/**
 * The public half of a print that was drawn and written down on this device (rules §4.6.13). Sent again it stands. Nobody makes those
 * of both locks: he could have copied both.
 */
export const makePrint =
  (keys: KeyFolder) =>
  async (work: Work, input: Checked<'safePrint.make'>): Promise<Output<'safePrint.make'>> => {
    const { printId: id, half, lock: place, publicKey } = input
    work.must('keepSafePrint', { place })
    await work.takeTurn('safePrints')
    if (!isPoint(Buffer.from(publicKey, 'base64'))) throw printUnreadable()
    const prints = await work.manager.findBy(SafePrint, { half })
    const same = prints.find((print) => print.id === id)
    const { personId } = work.who
    if (same && same.publicKey === publicKey && same.place === place && same.madeById === personId)
      return { done: true }
    if (same) throw printUnreadable()
    const safe = safeNames[place]
    if (prints.some((print) => print.place !== place && isHandledBy(print, personId))) throw otherSafe({ safe })
    const own = prints.filter((print) => print.place === place)
    if (own.some(isStanding) && !input.again) throw printStands({ safe })
    const attempt = 1 + Math.max(0, ...own.map((print) => print.attempt))
    const mark = markOf(keys, { id, half, place, attempt, publicKey })
    await work.insert(SafePrint, [
      {
        id,
        half,
        place,
        attempt,
        publicKey,
        mark,
        madeById: personId,
        madeDay: work.today,
        keptById: null,
        keptDay: null,
        usedDay: null,
      },
    ])
    await work.audit({
      action: 'safePrint.make',
      subjectKind: 'safePrint',
      subjectId: id,
      change: { half, place, attempt },
    })
    return { done: true }
  }
