import { createHash, createHmac } from 'node:crypto'
import { In } from 'typeorm'
import { EvaluationCampaign, EvaluationRound, SafePrint } from '../../../entities'
import type { Work } from '../../database/work'
import type { LockPlace } from '../../domain/sealing/boundTo'
import { refusal } from '../../refusals'
import type { KeyFolder } from '../../sealing/keyFolder'

type Marked = Pick<SafePrint, 'id' | 'half' | 'place' | 'attempt' | 'publicKey'>

/** By this the house knows that nobody has put in another public half: whoever held that would read the codes sealed to it. */
export const markOf = (keys: KeyFolder, { id, half, place, attempt, publicKey }: Marked): string =>
  createHmac('sha256', keys.house())
    .update(['safe print', id, half, place, attempt, publicKey].join('\n'))
    .digest('hex')

export const isOwnPrint = (keys: KeyFolder, print: SafePrint): boolean => markOf(keys, print) === print.mark

/** Eight digits by which the sheet and the page are compared. */
export function numberOf(publicKey: string): string {
  const hash = createHash('sha256').update('lianxinqiao safe print').update(Buffer.from(publicKey, 'base64')).digest()
  return String(hash.readBigUInt64BE() % 100_000_000n).padStart(8, '0')
}

export const otherSafe = refusal(
  409,
  'safePrint.otherSafe',
  '这半年另一把锁的备份码经过您的手。两份备份码不能经同一个人的手，请{safe}的另一位同志来办。',
)

/** Whoever had both sheets in his hands could open a round alone. */
export const isHandledBy = ({ madeById, keptById }: SafePrint, personId: string): boolean =>
  madeById === personId || keptById === personId

/** In the safe and never used: what codes are sealed to from now on. */
export const isStanding = ({ keptDay, usedDay }: SafePrint): boolean => keptDay !== null && usedDay === null

/** The newest of them for a lock of a half-year; null where there is none. */
export async function standingPrint(work: Work, half: string, place: LockPlace): Promise<SafePrint | null> {
  const prints = await work.manager.find(SafePrint, { where: { half, place }, order: { attempt: 'DESC' } })
  return prints.find(isStanding) ?? null
}

/** A lock of a half-year whose print is missing. */
export interface OwedPrint {
  half: string
  place: LockPlace
}

const unlocked = ['PREPARING', 'REHEARSAL', 'ROSTER_FROZEN']

/** Prints that are missing where locks are still to be set. */
export async function owedPrints(work: Work): Promise<OwedPrint[]> {
  const rows = await work.manager
    .createQueryBuilder(EvaluationRound, 'round')
    .innerJoin(EvaluationCampaign, 'campaign', 'campaign.id = round.evaluationCampaignId')
    .select('distinct campaign.half', 'half')
    .where('round.state in (:...unlocked)', { unlocked })
    .orderBy('campaign.half')
    .getRawMany<{ half: string }>()
  const halves = rows.map(({ half }) => half)
  if (!halves.length) return []
  const standing = (await work.manager.findBy(SafePrint, { half: In(halves) })).filter(isStanding)
  const lies = (half: string, place: LockPlace) =>
    standing.some((print) => print.half === half && print.place === place)
  return halves.flatMap((half) => ([1, 2] as const).flatMap((place) => (lies(half, place) ? [] : [{ half, place }])))
}
