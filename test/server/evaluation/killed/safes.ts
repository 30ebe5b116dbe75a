import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { EvaluationCampaign } from '../../../../entities'
import type { LockPlace } from '../../../../server/domain/sealing/boundTo'
import { safePrintCalls } from '../../../../server/features/safePrint/calls'
import { drawPrint, givenBySafe } from '../../../support/lockCodes'
import { persona } from '../../organisation/house'
import type { Stage } from '../evaluationStage'
import { beginRound, type MarkedRound } from './markedRound'
import { type Answer, ask, type Phones, type Presser } from './phones'

/** Whose safe it is, by lock. */
const keepers = [persona('hqCommittee').personId, persona('auditHead').personId] as const

/** A round whose codes are sealed to the prints of its half-year, and what stands on the sheets. */
export interface SafeRound {
  round: MarkedRound
  sheets: [string, string]
}

/** A print is drawn and kept by its keeper; answers what stands on the sheet. */
export async function putInSafe(stage: Stage, half: string, place: LockPlace): Promise<string> {
  const calls = safePrintCalls({ keysFolder: stage.keysFolder } as never)
  const { printId, publicKey, code } = await drawPrint(place)
  const keeper = keepers[place - 1] ?? ''
  const input = { printId, half, lock: place, publicKey, again: false }
  await stage.house.as(keeper, (work) => calls['safePrint.make'].run(work, input as never))
  await stage.house.as(keeper, (work) => calls['safePrint.keep'].run(work, { printId } as never))
  return code
}

export async function beginSafeRound(stage: Stage): Promise<SafeRound> {
  const sheets: [string, string] = ['', '']
  const round = await beginRound(stage, async (roundId) => {
    const { evaluationCampaignId: id } = await stage.round(roundId)
    const { half } = await stage.house.source.manager.findOneByOrFail(EvaluationCampaign, { id })
    for (const place of [1, 2] as const) sheets[place - 1] = await putInSafe(stage, half, place)
  })
  return { round, sheets }
}

/** His 监票人 says that the slip is lost, until he is answered. */
export async function reportLost({ urls, secret, stage, faults }: Phones, roundId: string, place: LockPlace) {
  const { scrutineerIds } = await stage.round(roundId)
  const input = { lock: place, lost: true, reason: '搬办公室以后找不到了' }
  const key = randomUUID()
  for (let at = 0; at < 2000; at += 1) {
    const url = urls[at % urls.length] ?? ''
    const { status, body } = await ask(
      url,
      secret,
      scrutineerIds[place - 1] ?? '',
      `rounds/${roundId}/slip/lost`,
      input,
      key,
    )
    if (status === 200) return
    if (status !== 0 && status < 500) return void faults.push(`a loss was refused: ${status} ${body.code}`)
    await pause(60)
  }
  faults.push('a loss was never answered')
}

/** The keeper opens the lock with his print, as his device does. */
export const bySafe =
  ({ stage, secret }: Phones, place: LockPlace, sheets: SafeRound['sheets']): Presser =>
  async (url, roundId): Promise<Answer> => {
    const keeper = keepers[place - 1] ?? ''
    const { revision } = await stage.round(roundId)
    const copy = await ask(url, secret, keeper, `rounds/${roundId}/safe`)
    if (copy.status !== 200) return copy
    const given = await givenBySafe(keeper, roundId, copy.body as never, sheets[place - 1] ?? '')
    if (!given) return { status: 400, body: { code: 'the print opens nothing' } }
    return ask(url, secret, keeper, `rounds/${roundId}/safe/open`, { revision, ...given }, randomUUID())
  }
