import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import {
  type DataSource,
  type EntityManager,
  type EntityTarget,
  type FindOptionsWhere,
  In,
  type ObjectLiteral,
} from 'typeorm'
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity'
import type { Card } from '../../bot/port'
import { AuditEntry, OutboxSubject, Turn } from '../../entities'
import { type CalendarDay, dayOfInstant } from '../domain/calendar/calendarDay'
import type { SubjectKey } from '../domain/cardKeys'
import type { Permission, Policy } from '../policy'
import { type Actor, actsFor } from '../policy/actor'
import { loginNeeded, recordChanged, refusal } from '../refusals'
import { onceWriting, untilNoConflict } from './conflicts'
import { isDuplicate } from './faults'
import { endFinished, type Notice, putNotices } from './outbox'
import { createReadiness } from './readiness'
import { changeRows, insertRows, readRow } from './rows'
import { damageOf } from './sqliteFile'
import { asUnwell, type DatabaseUnwell, damagedDatabase } from './unwell'

export type { Notice } from './outbox'

const permissionDenied = refusal(403, 'permission.denied', '您没有“{permission}”的权限。如需办理，请联系机关党办。')

export interface Clock {
  now(): number
}

export type Client = 'phone' | 'pc' | 'card' | 'job'

/** The record a line has moved: by which steps of its workflow, in their order, and what its revision is since. */
export interface Moved {
  recordId: string
  events: string | readonly string[]
  revision: number
}

export interface AuditLine {
  action: string
  subjectKind: string
  subjectId: string
  /** Facts that changed. Never scores, opinions or hardship facts. */
  change?: unknown
  reason?: string | undefined
  /** The role used; the actor's first role when not said. */
  role?: string | undefined
  /** Where it is used: tells whose post it is of somebody who acts. */
  scopeIds?: readonly string[]
  /** The history of a record is the lines that say so (record.read). */
  moved?: Moved
}

/**
 * One unit of work: everything written through it, its audit lines and its messages are committed together or not at all.
 * It may be run again as a whole after a conflict, so it must have no effect outside the database.
 */
export class Work {
  private readonly lines: AuditEntry[] = []

  constructor(
    readonly manager: EntityManager,
    readonly now: number,
    readonly actor: Actor | null,
    readonly client: Client,
    private readonly policy: Policy,
  ) {}

  get today(): CalendarDay {
    return dayOfInstant(this.now)
  }

  /** The person acting; refuses when nobody is logged in. */
  get who(): Actor {
    if (!this.actor) throw loginNeeded()
    return this.actor
  }

  /** Whether the actor may do this to this record; sent with answers so that no page guesses. */
  may<Name extends Permission>(permission: Name, ...subject: SubjectOf<Name>): boolean {
    const may = this.policy[permission].may as (actor: Actor, subject?: unknown) => boolean
    return this.actor !== null && may(this.actor, subject[0])
  }

  /** Refuses with `permission.denied` unless the actor may. */
  must<Name extends Permission>(permission: Name, ...subject: SubjectOf<Name>): void {
    if (!this.may(permission, ...subject)) throw permissionDenied({ permission: this.policy[permission].name })
  }

  /** Adds rows as they are. Not `save`: that reads first and costs three times as much (database §5). */
  insert<Row extends ObjectLiteral>(entity: EntityTarget<Row>, rows: Row | Row[]): Promise<void> {
    return insertRows(this.manager, entity, Array.isArray(rows) ? rows : [rows])
  }

  /**
   * Adds one row. Returns false, and adds nothing, when one with its id or another of its unique keys stands already, be it
   * written in the same instant; the unit of work goes on and sees that row.
   */
  async insertOnce<Row extends ObjectLiteral>(entity: EntityTarget<Row>, row: Row): Promise<boolean> {
    try {
      await insertRows(this.manager, entity, [row])
      return true
    } catch (fault) {
      if (isDuplicate(fault)) return false
      throw fault
    }
  }

  /** The record with exactly these values; null without one. For the busy calls: TypeORM's own find costs several times as much. */
  one<Row extends ObjectLiteral>(entity: EntityTarget<Row>, where: Partial<Row>): Promise<Row | null> {
    return readRow(this.manager, entity, where)
  }

  /** Changes rows and says how many matched. */
  async change<Row extends ObjectLiteral>(
    entity: EntityTarget<Row>,
    where: FindOptionsWhere<Row>,
    changes: QueryDeepPartialEntity<Row>,
  ): Promise<number> {
    const changed = await changeRows(this.manager, entity, where, changes)
    if (changed !== null) return changed
    const outcome = await this.manager.createQueryBuilder().update(entity).set(changes).where(where).execute()
    return outcome.affected ?? 0
  }

  /**
   * Changes one record only if nobody changed it since it was read (optimistic lock); else refuses with
   * `record.changed`. Returns the new revision.
   */
  async revise<Row extends ObjectLiteral & { id: string; revision: number }>(
    entity: EntityTarget<Row>,
    record: { readonly id: string; readonly revision: number },
    changes: QueryDeepPartialEntity<Row>,
  ): Promise<number> {
    const revision = record.revision + 1
    const where = { id: record.id, revision: record.revision } as FindOptionsWhere<Row>
    if ((await this.change(entity, where, { ...changes, revision } as QueryDeepPartialEntity<Row>)) !== 1) {
      throw recordChanged()
    }
    return revision
  }

  /**
   * Keeps this turn to the unit of work: whoever takes it next waits until this one is done, and then sees what it wrote.
   * The first one ever makes the row.
   */
  async takeTurn(name: string): Promise<void> {
    const take = () => this.change(Turn, { name }, { name })
    if ((await take()) || (await this.insertOnce(Turn, { name }))) return
    await take()
  }

  /** Written with the other lines of this unit of work, in one statement when its body is done. */
  async audit(line: AuditLine): Promise<void> {
    const { recordId = null, events = null, revision = null } = line.moved ?? {}
    const actorRole = line.role ?? this.actor?.grants[0]?.role ?? (this.actor ? 'MEMBER' : 'SYSTEM')
    this.lines.push({
      id: randomUUID(),
      at: this.now,
      actorId: this.actor?.personId ?? null,
      actorRole,
      actsForId: this.actor && actsFor(this.actor, actorRole, line.scopeIds),
      client: this.client,
      action: line.action,
      subjectKind: line.subjectKind,
      subjectId: line.subjectId,
      change: line.change ?? null,
      reason: line.reason ?? null,
      recordId,
      events: events && [events].flat().join(' '),
      revision,
    })
  }

  /** The body and what it leaves to be written at its end. Called by Database. */
  async perform<Result>(body: (work: Work) => Promise<Result>): Promise<Result> {
    const result = await body(this)
    if (this.lines.length) await this.insert(AuditEntry, this.lines)
    return result
  }

  /**
   * Puts a message into the outbox. Returns false, and adds nothing, when one with the same key was ever put there:
   * that is how nobody is reminded twice.
   */
  async notify(notice: Notice): Promise<boolean> {
    return (await this.notifyAll([notice])) === 1
  }

  /** As `notify`, of several in three statements. Returns how many were put there. */
  notifyAll(notices: readonly Notice[]): Promise<number> {
    return putNotices(this.manager, this.now, notices)
  }

  /** Turns the cards about finished matters to their end; a card not yet sent will not be sent. */
  async finishCards(about: SubjectKey | readonly SubjectKey[], doneCard: Card): Promise<void> {
    const keys = [about].flat() as SubjectKey[]
    const subjectKey = keys.length === 1 && keys[0] ? keys[0] : In(keys)
    if ((await this.change(OutboxSubject, { subjectKey, finished: false }, { finished: true })) === 0) return
    // A pressed card is answered first; Feishu's client takes back an update that overtakes the answer (feishu §4.6).
    await endFinished(this.manager, keys, doneCard, this.now + (this.client === 'card' ? 2000 : 0))
  }
}

function throwUnwell(fault: unknown): never {
  throw asUnwell(fault)
}

/** What a permission's predicate asks about besides the actor: nothing, or one record. */
export type SubjectOf<Name extends Permission> =
  Parameters<Policy[Name]['may']> extends [unknown, infer Subject] ? [Subject] : []

/** The one door to the database. Nobody else holds the data source. */
export class Database {
  /** Set while a unit of work runs, for whatever it calls. */
  private readonly inside = new AsyncLocalStorage<true>()
  private readonly readiness: ReturnType<typeof createReadiness>
  /** Found by the nightly look. */
  private damage: DatabaseUnwell | null = null

  constructor(
    private readonly source: DataSource,
    readonly clock: Clock,
    private readonly policy: Policy,
  ) {
    this.readiness = createReadiness(source)
  }

  /** Reads outside a transaction: never sees what is not committed. */
  async read<Result>(actor: Actor | null, client: Client, body: (work: Work) => Promise<Result>): Promise<Result> {
    this.refuseNesting()
    const work = new Work(this.source.manager, this.clock.now(), actor, client, this.policy)
    return work.perform(body).catch(throwUnwell)
  }

  /**
   * Runs the body in one transaction and commits it. After a conflict with another transaction (deadlock, lock time-out,
   * certification failure of a Galera cluster) the whole body runs again, up to six times. Throws DatabaseUnwell when the
   * database is away, full, read-only or damaged, as `read` does.
   */
  async unitOfWork<Result>(
    actor: Actor | null,
    client: Client,
    body: (work: Work) => Promise<Result>,
  ): Promise<Result> {
    return this.again(() => this.source.transaction((manager) => this.performInside(manager, actor, client, body)))
  }

  /**
   * A unit of work that writes one statement, which is whole by itself: without the two round trips of a transaction around it, and
   * on SQLite by one commit with others of the same instant. A second one is refused. As `unitOfWork` in all else.
   */
  async oneStatement<Result>(
    actor: Actor | null,
    client: Client,
    body: (work: Work) => Promise<Result>,
  ): Promise<Result> {
    return this.again(async () => {
      const runner = onceWriting(this.source.createQueryRunner())
      try {
        return await this.performInside(runner.manager, actor, client, body)
      } finally {
        await runner.release()
      }
    })
  }

  private performInside<Result>(
    manager: EntityManager,
    actor: Actor | null,
    client: Client,
    body: (work: Work) => Promise<Result>,
  ): Promise<Result> {
    return this.inside.run(true, () => new Work(manager, this.clock.now(), actor, client, this.policy).perform(body))
  }

  private async again<Result>(attemptOnce: () => Promise<Result>): Promise<Result> {
    this.refuseNesting()
    this.refuseDamaged()
    return untilNoConflict(attemptOnce)
  }

  /** It would wait for itself: on SQLite for the gate, on a server for a connection of the pool (database §4). */
  private refuseNesting(): void {
    if (this.inside.getStore()) throw new Error('the database was entered inside another unit of work: use its Work')
  }

  /**
   * What keeps the database from serving, in a sentence for whoever runs the house, within two seconds; null when nothing
   * does. Used by GET /readyz; `faulty` hears the fault behind it.
   */
  async trouble(faulty: (fault: unknown) => void = () => {}): Promise<string | null> {
    return this.damage?.operator ?? this.readiness(faulty)
  }

  /**
   * Looks whether a SQLite file is whole, beside all other work; servers look after their pages by themselves. Throws
   * DatabaseUnwell when it is not: from then on nothing is written any more.
   */
  async check(): Promise<string> {
    const { type, database: file } = this.source.options
    if (type !== 'better-sqlite3' || file === ':memory:') return 'left to the server'
    const problems = await damageOf(String(file))
    if (!problems.length) return 'whole'
    this.damage = damagedDatabase(problems.join(' '))
    throw this.damage
  }

  private refuseDamaged(): void {
    if (this.damage) throw this.damage
  }

  async close(): Promise<void> {
    await this.source.destroy()
  }
}
