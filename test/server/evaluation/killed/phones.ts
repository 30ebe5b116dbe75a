import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { LockPlace } from '../../../../server/domain/sealing/boundTo'
import { cookieOf } from '../../../drill/writers'
import { givenCode } from '../../../support/lockCodes'
import type { Stage } from '../evaluationStage'
import { type MarkedRound, rightKey, type Sheet, sealSheet } from './markedRound'

export interface Answer {
  /** 0 where the connection broke. */
  status: number
  body: Record<string, string>
}

export interface Phones {
  /** Addresses of the instances that run now or will run again. */
  urls: readonly string[]
  secret: string
  stage: Stage
  /** Everything that is not as it must be. */
  faults: string[]
  /** Answers by which an instance said that another one has taken the step. */
  told: Record<string, number>
}

const answerLimit = 120_000
/** A step that another instance, or this one before its death, has taken: what the page says then. */
const overtaken = [
  'workflow.wrongState',
  'record.changed',
  'round.listChanged',
  'round.strippedChanged',
  'round.doorChanged',
  'round.noBox',
  'round.notStripped',
  'round.countKept',
  'round.noPrintTurn',
]

export async function ask(
  url: string,
  secret: string,
  personId: string,
  path: string,
  body?: object,
  key = '',
): Promise<Answer> {
  try {
    const answer = await fetch(`${url}/api/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        cookie: cookieOf(personId, secret),
        'X-Requested-By': 'lianxinqiao',
        'Content-Type': 'application/json',
        ...(key ? { 'Idempotency-Key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(20_000),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, string> }
  } catch {
    return { status: 0, body: {} }
  }
}

const anyOf = <Item>(items: readonly Item[]): Item => items[Math.floor(Math.random() * items.length)] as Item

/** Sends one sheet until it is answered, the same one with the same key, as the phone does. */
async function sendSheet(phones: Phones, roundId: string, { voterId, ballots }: Sheet): Promise<boolean> {
  const key = randomUUID()
  for (const began = Date.now(); Date.now() - began < answerLimit; await pause(60)) {
    const { status, body } = await ask(
      anyOf(phones.urls),
      phones.secret,
      voterId,
      `rounds/${roundId}/ballots`,
      { ballots },
      key,
    )
    if (status === 200) return true
    if (status !== 0 && status < 500) {
      phones.faults.push(`a ballot was refused: ${status} ${body.code}`)
      return false
    }
  }
  phones.faults.push('a ballot was never answered')
  return false
}

/** One ballot to one instance, once, as another window of the same person sends it. */
export const castOne = (
  { urls, secret }: Phones,
  roundId: string,
  voterId: string,
  ballot: Sheet['ballots'][number],
  at: number,
): Promise<Answer> =>
  ask(urls[at % urls.length] ?? '', secret, voterId, `rounds/${roundId}/ballots`, { ballots: [ballot] }, randomUUID())

/** Everybody votes, some again; `counted` grows by what was acknowledged. */
export async function vote(phones: Phones, round: MarkedRound, counted: Map<string, string>): Promise<void> {
  const waiting = [...round.voters]
  const voter = async (): Promise<void> => {
    for (let voterId = waiting.pop(); voterId; voterId = waiting.pop()) {
      const again = Math.random() < 0.3 ? 2 : 1
      for (let revision = 1; revision <= again; revision += 1) {
        const sheet = await sealSheet(round, voterId, revision)
        if (!(await sendSheet(phones, round.id, sheet))) continue
        for (const [right, answers] of sheet.answers) counted.set(right, answers)
      }
    }
  }
  await Promise.all(Array.from({ length: 5 }, voter))
  const missing = round.rights.filter((right) => !counted.has(rightKey(right))).length
  if (missing) phones.faults.push(`${missing} ballots were never taken`)
}

/** Who presses a step, and with what he opens: a 监票人 with his slip, where nothing else is said. */
export type Presser = (url: string, roundId: string) => Promise<Answer>

async function once(phones: Phones, url: string, roundId: string, step: 'close' | 'strip' | 'tally'): Promise<Answer> {
  const { stage, secret } = phones
  const round = await stage.round(roundId)
  const place: LockPlace = step === 'tally' ? 2 : 1
  const personId = round.scrutineerIds[place - 1] ?? ''
  const now = { revision: round.revision }
  if (step === 'close') return ask(url, secret, personId, `rounds/${roundId}/close`, now, randomUUID())
  const door = await ask(url, secret, personId, `rounds/${roundId}/door`)
  if (door.status !== 200) return door
  const caller = {
    personId,
    setLock: () => Promise.reject(new Error('set already')),
    door: async () => door.body as never,
  }
  const given = await givenCode(caller, roundId, place, stage.codes.get(roundId)?.[place - 1] ?? '')
  return ask(url, secret, personId, `rounds/${roundId}/${step}`, { ...now, ...given }, randomUUID())
}

/** A 监票人 presses at every instance at once, and again until the round stands elsewhere. */
export async function press(
  phones: Phones,
  roundId: string,
  step: 'close' | 'strip' | 'tally',
  from: string,
  presser: Presser = (url, id) => once(phones, url, id, step),
): Promise<void> {
  const { stage, urls, faults, told } = phones
  for (const began = Date.now(); (await stage.round(roundId)).state === from; await pause(60)) {
    const answers = await Promise.all(urls.map((url) => presser(url, roundId)))
    const done = answers.filter(({ status }) => status === 200).length
    if (done > 1) faults.push(`${step} was done ${done} times`)
    for (const { status, body } of answers) {
      const code = body.code ?? ''
      if (status === 409 && overtaken.includes(code)) told[code] = (told[code] ?? 0) + 1
      else if (status !== 0 && status !== 200 && status < 500) faults.push(`${step}: ${status} ${code}`)
    }
    if (Date.now() - began > answerLimit) {
      faults.push(`${step} was never done`)
      return
    }
  }
}
