import { setTimeout as pause } from 'node:timers/promises'
import { type DatabaseKind, freshDatabase, serverUrl } from '../../support/databases'
import { deadlySteps, type KilledHouse, killAndStart, openKilledHouse } from './killed/house'
import { beginRound, type MarkedRound } from './killed/markedRound'
import { press, vote } from './killed/phones'
import { beginSafeRound, bySafe, reportLost, type SafeRound } from './killed/safes'
import { endFaults, standingFaults } from './killed/standing'

/**
 * Rounds from the first ballot to the end of their keys, the product killed outright again and again meanwhile. A sample where nothing
 * else is said; `npm run drill -- 1000 sealed` kills as often as that, on SQLite and MariaDB, on one and on three instances. Whatever is
 * found of a round is held against what its voters meant, ballot by ballot.
 */
const kills = Number(process.env.SEALED_KILLS ?? 3)
const sample = !process.env.SEALED_KILLS
/** For the drill, which reads it there. */
const show = (facts: object) => void process.stderr.write(`${JSON.stringify(facts)}\n`)

interface Seen {
  kills: number
  /** By the state in which the round stood afterwards. */
  after: Record<string, number>
  rounds: number
  /** Of them opened with the prints in the safes. */
  bySafe: number
  ballots: number
  /** How long closing, opening and counting take where nobody is killed: on a busy machine a step that is killed sooner is never done. */
  walkMilliseconds: number
}

const nothing = (): Seen => ({ kills: 0, after: {}, rounds: 0, bySafe: 0, ballots: 0, walkMilliseconds: 0 })
/** The longest pause between two kills, at least. */
const shortestMilliseconds = 900

function count(seen: Seen, state: string): void {
  seen.kills += 1
  seen.after[state] = (seen.after[state] ?? 0) + 1
}

/** `sheets`: what lies in the two safes, where both slips get lost. */
async function walk(
  house: KilledHouse,
  round: MarkedRound,
  counted: Map<string, string>,
  sheets?: SafeRound['sheets'],
): Promise<void> {
  await vote(house, round, counted)
  if (sheets) await reportLost(house, round.id, 1)
  await press(house, round.id, 'close', 'VOTING')
  await press(house, round.id, 'strip', 'CLOSED', sheets && bySafe(house, 1, sheets))
  if (sheets) await reportLost(house, round.id, 2)
  await press(house, round.id, 'tally', 'STRIPPED', sheets && bySafe(house, 2, sheets))
  if (!(await house.untilDestroyed(round.id))) house.faults.push('the keys were never destroyed')
}

const anyOf = <Item>(items: readonly Item[]): Item => items[Math.floor(Math.random() * items.length)] as Item

/** Kills one instance after the other at random moments, until the round is over or it was often enough. */
async function killMeanwhile(
  house: KilledHouse,
  round: MarkedRound,
  counted: Map<string, string>,
  seen: Seen,
  over: () => boolean,
) {
  while (!over() && seen.kills < deadlySteps.length + kills) {
    await pause(Math.random() * Math.max(shortestMilliseconds, seen.walkMilliseconds / 2))
    if (over()) return
    const victim = anyOf(house.instances)
    await victim.kill()
    const { state } = await house.stage.round(round.id)
    count(seen, state === 'TALLIED' && !house.stage.keys.rounds().includes(round.id) ? 'DESTROYED' : state)
    house.faults.push(...(await standingFaults(house.stage, round, counted)))
    await victim.start()
  }
}

async function holdOne(house: KilledHouse, seen: Seen): Promise<void> {
  // Every other one is opened with the prints in the safes.
  const { round, sheets } =
    seen.rounds % 2 ? { round: await beginRound(house.stage), sheets: undefined } : await beginSafeRound(house.stage)
  if (sheets) seen.bySafe += 1
  const counted = new Map<string, string>()
  let over = false
  const killing = killMeanwhile(house, round, counted, seen, () => over)
  await walk(house, round, counted, sheets).finally(() => {
    over = true
  })
  await killing
  house.faults.push(...(await endFaults(house.stage, round, counted, house.stage.keysFolder)))
  seen.rounds += 1
  seen.ballots += counted.size
}

/** One round that nobody disturbs. */
async function timeOne(house: KilledHouse, seen: Seen): Promise<void> {
  const round = await beginRound(house.stage)
  const counted = new Map<string, string>()
  await vote(house, round, counted)
  const began = performance.now()
  await press(house, round.id, 'close', 'VOTING')
  await press(house, round.id, 'strip', 'CLOSED')
  await press(house, round.id, 'tally', 'STRIPPED')
  seen.walkMilliseconds = Math.round(performance.now() - began)
  await house.untilDestroyed(round.id)
}

const safeSteps: readonly string[] = ['stripStaged', 'counted']

/** Killed at the very step, and the next life finishes what was begun. */
async function dieAt(house: KilledHouse, step: (typeof deadlySteps)[number], seen: Seen): Promise<void> {
  // What is written before a step is the same, whoever takes it: with the prints of the safes where that is shown best.
  const { round, sheets } = safeSteps.includes(step)
    ? await beginSafeRound(house.stage)
    : { round: await beginRound(house.stage), sheets: undefined }
  if (sheets) seen.bySafe += 1
  const counted = new Map<string, string>()
  house.arm(step)
  const walking = walk(house, round, counted, sheets)
  const victim = await Promise.race(house.instances.map(async (instance) => instance.ended().then(() => instance)))
  house.disarm()
  count(seen, step)
  house.faults.push(...(await standingFaults(house.stage, round, counted)))
  await killAndStart(victim)
  await walking
  house.faults.push(...(await endFaults(house.stage, round, counted, house.stage.keysFolder)))
  seen.rounds += 1
  seen.ballots += counted.size
}

/** A sample is one instance on a file and, where there is a server, three on that. */
const houses: [DatabaseKind, number][] = sample
  ? [['sqlite', 1], ...(serverUrl('mariadb') ? [['mariadb', 3] as [DatabaseKind, number]] : [])]
  : (['sqlite', 'mariadb'] as const).flatMap((kind) => [1, 3].map((count): [DatabaseKind, number] => [kind, count]))

describe('a round whose instances are killed from the first ballot to the end of its keys', () => {
  it.each(houses)(
    'loses none, counts none twice, is never half open and leaves nothing over: %s, %i',
    async (kind, instances) => {
      const database = await freshDatabase(kind)
      const house = await openKilledHouse(database.url, instances)
      const seen = nothing()
      try {
        await timeOne(house, seen)
        for (const step of deadlySteps) await dieAt(house, step, seen)
        while (seen.kills < deadlySteps.length + kills && !house.faults.length) await holdOne(house, seen)
      } finally {
        await house.close()
        await database.drop()
      }
      const saying = house.faults.slice(0, 5)
      show({ engine: kind, instances, ...seen, told: house.told, faults: house.faults.length, saying })
      expect(house.faults).toEqual([])
      expect(seen.kills).toBeGreaterThanOrEqual(deadlySteps.length + kills)
    },
    Math.max(240_000, kills * 20_000),
  )
})
