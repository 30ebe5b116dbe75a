import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { deriveLock, type LockKeys } from './hpke'
import { type CodeFault, type InnerTask, type OuterTask, openInner, openOuter } from './opening'
import type { OpenedRound, Stripped } from './openRound'

type Task = OuterTask | InnerTask
type Outcome<One extends Task> = (One extends OuterTask ? Stripped : OpenedRound) | CodeFault

/** What a 监票码 is sealed to on its way here: made when the process starts, and gone with it. */
export const makeDoor = (): LockKeys => deriveLock(randomBytes(32))

/** Beside the built program, whichever of dist's folders that stands in; from source, as in tests, there is none. */
const programPath = (): string => join(__dirname, '../server/openingProgram.js')

const here = (task: Task): Promise<Stripped | OpenedRound | CodeFault> =>
  task.step === 'outer' ? openOuter(task) : openInner(task)

/**
 * Does one step of an opening in a process of its own, which ends with it: in the memory of the server a code that was given stays
 * for as long as it runs. Where its program was not built the step is done here.
 */
export function openIn<One extends Task>(task: One, program = programPath()): Promise<Outcome<One>> {
  if (!existsSync(program)) return here(task) as Promise<Outcome<One>>
  return new Promise((resolve, reject) => {
    // Nothing of the environment: it holds what opens the database.
    const child = fork(program, [], {
      serialization: 'advanced',
      env: {},
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    let outcome: Outcome<One> | null = null
    child.once('message', (message) => {
      outcome = message as Outcome<One>
    })
    child.once('error', reject)
    child.once('exit', () => (outcome === null ? reject(new Error('the opening ended early')) : resolve(outcome)))
    child.send(task)
  })
}
