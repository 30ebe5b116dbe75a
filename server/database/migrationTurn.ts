import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { DataSource } from 'typeorm'
import { isConflict, isDuplicate } from './faults'
import { makeNotes, notesTable, writeNote } from './instanceNotes'

const rowName = 'migration'
const beatMilliseconds = 1000
const pollMilliseconds = 250
/** Looks in a row that find the holder's beat unmoved, each after a write of our own: 15 seconds, then it is taken for dead. */
const mostSilentPolls = 60

interface Holder {
  owner: string
  beat: number | string
}

/** A conflict only says that the others are at work just now. */
async function patiently<Result>(body: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await body()
    } catch (fault) {
      if (!isConflict(fault)) throw fault
      await pause(20 + Math.random() * 100)
    }
  }
}

/**
 * The right to change the tables, held by one instance at a time on any database: a row with its holder's name, not
 * GET_LOCK, which holds on one node of a cluster only. No clock is compared: the holder counts a beat up every second, and
 * whoever waits takes over when it has stood still for 15 seconds of looking.
 */
class MigrationTurn {
  private readonly me = randomUUID()
  private readonly probe = `waiting-${this.me.slice(0, 8)}`
  private lost = false
  private timer: NodeJS.Timeout | undefined
  private beating: Promise<void> = Promise.resolve()

  constructor(
    private readonly source: DataSource,
    private readonly silentPolls: number,
  ) {}

  private write(sql: string, parameters: unknown[]): Promise<number> {
    return patiently(() => writeNote(this.source, sql.replace('notes', notesTable), parameters))
  }

  private async insert(name: string): Promise<boolean> {
    try {
      await this.write('insert into notes (name, owner, beat) values (?, ?, 0)', [name, this.me])
      return true
    } catch (fault) {
      if (isDuplicate(fault)) return false
      throw fault
    }
  }

  /**
   * A cluster holds every write back while one of its nodes changes a table, the holder's beat like ours: only what we see
   * after a write of our own counts as silence.
   */
  private async knock(): Promise<void> {
    if (!(await this.write('update notes set beat = beat + 1 where name = ?', [this.probe]))) {
      await this.insert(this.probe)
    }
  }

  async take(waits: () => void): Promise<void> {
    await patiently(() => makeNotes(this.source))
    let seen = ''
    let silence = 0
    for (let looks = 0; !(await this.insert(rowName)); looks += 1) {
      if (looks === 0) waits()
      await this.knock()
      const [holder]: Holder[] = await this.source.query(`select owner, beat from ${notesTable} where name = ?`, [
        rowName,
      ])
      const now = holder ? `${holder.owner} ${holder.beat}` : ''
      silence = now === seen ? silence + 1 : 0
      seen = now
      if (holder && silence >= this.silentPolls && (await this.takeOver(holder))) break
      await pause(pollMilliseconds)
    }
    await this.write("delete from notes where name like 'waiting-%'", [])
    this.beatSoon()
  }

  private async takeOver({ owner, beat }: Holder): Promise<boolean> {
    const sql = 'update notes set owner = ?, beat = 0 where name = ? and owner = ? and beat = ?'
    return (await this.write(sql, [this.me, rowName, owner, Number(beat)])) === 1
  }

  private beatSoon(): void {
    this.timer = setTimeout(() => {
      this.beating = this.beat().then(() => this.beatSoon())
    }, beatMilliseconds)
  }

  private async beat(): Promise<void> {
    const sql = `update ${notesTable} set beat = beat + 1 where name = ? and owner = ?`
    // A beat that could not be written is one missed, no more.
    const kept = await writeNote(this.source, sql, [rowName, this.me]).catch(() => null)
    if (kept === 0) this.lost = true
  }

  /** Throws when another took this instance for dead: it stood still, and goes on no further. */
  mustBeMine(): void {
    if (this.lost) throw new Error('another instance has taken over the migrations')
  }

  async giveBack(): Promise<void> {
    clearTimeout(this.timer)
    await this.beating
    clearTimeout(this.timer)
    // What is not given back here, the others take after 15 seconds.
    await this.write('delete from notes where name = ? and owner = ?', [rowName, this.me]).catch(() => 0)
  }
}

/**
 * Runs the body while no other instance changes the tables; waits for those that do, as long as they are alive. `waits` is
 * called once when it has to wait. The body asks `mustBeMine` before each step.
 */
export async function inMigrationTurn<Result>(
  source: DataSource,
  body: (mustBeMine: () => void) => Promise<Result>,
  { waits = () => {}, silentPolls = mostSilentPolls }: { waits?: (() => void) | undefined; silentPolls?: number } = {},
): Promise<Result> {
  const turn = new MigrationTurn(source, silentPolls)
  await turn.take(waits)
  try {
    return await body(() => turn.mustBeMine())
  } finally {
    await turn.giveBack()
  }
}
