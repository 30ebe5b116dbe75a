import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { LoginSession, Person } from '../../../../entities'
import { buildServer, type ServerProgram, serverProgram } from '../../../drill/serverProgram'
import { newFolder } from '../../../support/run/ownedChild'
import { openBothPlatforms } from '../../jobs/bothPlatforms'
import { openStage, type Stage } from '../evaluationStage'
import type { Phones } from './phones'

/**
 * The steps at which an instance kills itself (test/drill/killAt.cjs): between what a step of the opening writes before it is taken and
 * the step, and between the count, its bundle, what is cleared away and the end of its keys.
 */
export const deadlySteps = [
  'stripStaged',
  'tallyStaged',
  'counted',
  'drafted',
  'named',
  'rollCleared',
  'kept',
  'overwritten',
] as const

export interface KilledHouse extends Phones {
  instances: ServerProgram[]
  /** The next instance that comes to this step kills itself there. */
  arm(step: (typeof deadlySteps)[number]): void
  disarm(): void
  /** Answers whether the keys of the round went in time. */
  untilDestroyed(roundId: string): Promise<boolean>
  close(): Promise<void>
}

async function begin(stage: Stage): Promise<void> {
  const people = await stage.house.source.manager.find(Person, { select: { id: true } })
  const begunAt = Date.now()
  await stage.house.source.manager.insert(
    LoginSession,
    people.map(({ id }) => ({ id, personId: id, begunAt }) as LoginSession),
  )
}

/**
 * As many instances of the built product as are said, over one database, one folder of keys and one of bundles. `urls`: where each
 * reaches the database, if not all at the same address.
 */
export async function openKilledHouse(url: string, count: number, urls: readonly string[] = []): Promise<KilledHouse> {
  const stage = await openStage(url)
  await begin(stage)
  const chat = await openBothPlatforms()
  const secret = randomBytes(20).toString('hex')
  const folder = newFolder('killAt')
  const killAt = join(folder, 'step')
  const program = buildServer()
  const instances = await Promise.all(
    Array.from({ length: count }, (_none, at) =>
      serverProgram(program, urls[at] ?? url, secret, {
        ...chat.settings,
        DEMO: '',
        LOG_LEVEL: 'silent',
        KEYS_DIR: stage.keysFolder,
        BUNDLES_DIR: stage.bundlesFolder,
        NODE_OPTIONS: `--require ${resolve('test/drill/killAt.cjs')}`,
        KILL_AT: killAt,
      }),
    ),
  )
  for (const instance of instances) await instance.start()
  return {
    stage,
    secret,
    instances,
    urls: instances.map((instance) => instance.url),
    faults: [],
    told: {},
    arm: (step) => writeFileSync(killAt, step),
    disarm: () => rmSync(killAt, { force: true }),
    untilDestroyed: (roundId) => until(() => !stage.keys.rounds().includes(roundId), 60_000),
    close: async () => {
      for (const instance of instances) await instance.end()
      await chat.close()
      await stage.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Kills it now, and has it run again; it may have killed itself. */
export async function killAndStart(instance: ServerProgram): Promise<void> {
  await instance.kill()
  await instance.start()
}

export async function until(what: () => Promise<boolean> | boolean, milliseconds: number): Promise<boolean> {
  for (const began = Date.now(); Date.now() - began < milliseconds; await pause(40)) if (await what()) return true
  return false
}
