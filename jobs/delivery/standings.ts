import type { Logger } from 'pino'
import { IsNull } from 'typeorm'
import { troubleCard, troubleOverCard } from '../../bot/cards/deliveryTrouble'
import { cutCharacters } from '../../bot/cards/limits'
import type { ChatPlatform, PlatformName, Wait } from '../../bot/port'
import { OutboxMessage, PlatformState } from '../../entities'
import type { Database, Work } from '../../server/database/work'
import { onceFor, subjectFor } from '../../server/domain/cardKeys'
import type { Standing } from '../../server/domain/delivery/decide'
import { closes, isTold, type Trouble, troublePause } from '../../server/domain/delivery/trouble'
import { platformNames } from '../../server/domain/organisation/platforms'
import { nextSendingInstant } from '../../server/domain/reminders/quietHours'
import { loadHolidays } from '../../server/features/calendar'
import { holders } from '../../server/features/organisation'
import type { Platforms } from '../../server/web/exchangeCode'

/** What is known of one platform while somebody sits there. */
interface Known {
  platform: ChatPlatform
  trouble: Trouble | null
  openAt: number
  isTold: boolean
  /** Calls in a row without an answer. */
  failures: number
  /** After a good check one message goes first: to be found, to be sent, on its way. */
  trial: 'none' | 'wanted' | 'ready' | 'out'
  isChecking: boolean
}

/** Waited so long, cards come at a time at which they may be sent, not in the middle of the night. */
const longTroubleMilliseconds = 2 * 3_600_000

const standingOf = ({ platform, trouble, trial }: Known): Standing => ({
  isOpen: trouble === null || trial === 'ready',
  memoryMilliseconds: platform.abilities.memoryMilliseconds,
})

const isDueForCheck = ({ trouble, isChecking, trial, openAt }: Known, now: number): boolean =>
  trouble !== null && !isChecking && trial === 'none' && openAt <= now

const write = (
  database: Database,
  { platform: { name: platform }, trouble, openAt }: Known,
  facts = {},
): Promise<void> =>
  database.unitOfWork(null, 'job', async (work) => {
    const { cause = null, words = null, since = null } = trouble ?? {}
    const row = { openAt, trouble: cause, words, since, ...facts }
    if (await work.change(PlatformState, { platform }, row)) return
    await work.insertOnce(PlatformState, { platform, toldAt: null, ...row })
  })

export type Standings = ReturnType<typeof createStandings>

/** Through which platforms cards go out now, what keeps the others, and who is told. One row a platform, shared by all instances. */
export function createStandings(database: Database, platforms: Platforms, log: Logger) {
  const known = new Map<string, Known>()
  const now = () => database.clock.now()
  /** As the last holder of the seat left it. */
  async function load(): Promise<void> {
    const rows = await database.read(null, 'job', (work) => work.manager.find(PlatformState))
    known.clear()
    for (const platform of Object.values(platforms)) {
      const row = rows.find((each) => each.platform === platform.name)
      const { trouble, words, since } = row ?? {}
      known.set(platform.name, {
        platform,
        trouble: trouble ? { cause: trouble, words: words ?? '', since: since ?? now() } : null,
        openAt: row?.openAt ?? 0,
        isTold: Boolean(row?.toldAt),
        failures: 0,
        trial: 'none',
        isChecking: false,
      })
    }
  }

  /** Whoever can mend it, once for each trouble: through the other platform where they have it, and on their pages. */
  async function tell(each: Known, trouble: Trouble): Promise<void> {
    const { name } = each.platform
    await database.unitOfWork(null, 'job', async (work) => {
      if (!(await work.change(PlatformState, { platform: name, toldAt: IsNull() }, { toldAt: work.now }))) return
      const people = new Set((await holders(work, ['HQ_OFFICE', 'SYS_ADMIN'])).map(({ personId }) => personId))
      await work.notifyAll(
        [...people].map((personId) => ({
          dedupeKey: onceFor.deliveryTrouble(name, trouble.since, personId),
          personId,
          kind: 'deliveryTrouble',
          subjectKeys: [subjectFor.deliveryTrouble(name)],
          card: troubleCard({ platformName: platformNames[name], ...trouble }),
        })),
      )
    })
    each.isTold = true
  }

  /** Nothing of the platform's own came back. Answers when the message may be tried again. */
  async function failed(name: PlatformName, wait: Wait): Promise<number> {
    const each = known.get(name)
    if (!each || (wait.cause !== 'outage' && wait.cause !== 'setting')) return now() + wait.afterMilliseconds
    each.failures += 1
    each.trial = 'none'
    if (!each.trouble && !closes(wait, each.failures)) return now() + Math.min(wait.afterMilliseconds, 2000)
    const began = each.trouble === null
    each.trouble = { cause: wait.cause, words: cutCharacters(wait.words, 120), since: each.trouble?.since ?? now() }
    // Those that were under way with it come back one after the other: the first has said it.
    if (began || each.openAt <= now()) {
      each.openAt = now() + troublePause(each.trouble, now())
      await write(database, each)
    }
    if (began) log.error({ platform: name, reason: wait.reason, words: wait.words }, 'delivery stands still')
    if (!each.isTold && isTold(each.trouble, now())) await tell(each, each.trouble)
    return Math.max(each.openAt, now() + 1000)
  }

  const isOver = async (work: Work, each: Known, since: number): Promise<void> => {
    const { name } = each.platform
    const late = work.now - since > longTroubleMilliseconds
    const at = late ? nextSendingInstant(work.now, await loadHolidays(work), Math.random()) : work.now
    await work.change(OutboxMessage, { waitsOn: name }, { nextAt: at, waitsOn: null })
    const over = troubleOverCard({ platformName: platformNames[name], at: work.now })
    if (each.isTold) await work.finishCards(subjectFor.deliveryTrouble(name), over)
  }

  /** The platform has answered as itself, whatever it said: what waited for it goes on. */
  async function worked(name: PlatformName): Promise<void> {
    const each = known.get(name)
    if (!each) return
    each.failures = 0
    const { trouble } = each
    if (!trouble) return
    each.trouble = null
    each.trial = 'none'
    each.openAt = 0
    await write(database, each, { toldAt: null })
    await database.unitOfWork(null, 'job', (work) => isOver(work, each, trouble.since))
    each.isTold = false
    log.info({ platform: name, since: trouble.since }, 'delivery goes on')
  }

  /** Asks the platform whether it would take a card. After a good answer one message goes first. */
  async function check(name: PlatformName): Promise<void> {
    const each = known.get(name)
    if (!each || !isDueForCheck(each, now())) return
    each.isChecking = true
    const wait = await each.platform.check().finally(() => {
      each.isChecking = false
    })
    if (wait) await failed(name, wait)
    else each.trial = 'wanted'
  }

  /** After a good check one of those that wait is due; where none waits the trouble is over. Before messages are claimed. */
  async function sendScouts(): Promise<void> {
    for (const [name, each] of known) {
      if (each.trial !== 'wanted') continue
      each.trial = 'ready'
      const found = { select: { id: true }, where: { waitsOn: name }, order: { nextAt: 'ASC' } } as const
      const isSent = await database.unitOfWork(null, 'job', async (work) => {
        const first = await work.manager.findOne(OutboxMessage, found)
        return first !== null && (await work.change(OutboxMessage, { id: first.id }, { nextAt: work.now })) === 1
      })
      if (!isSent) await worked(each.platform.name)
    }
  }

  /** When the platform is tried next, and what is said of it. */
  const troubleOf = (name: string): { words: string; openAt: number } | null => {
    const each = known.get(name)
    return each?.trouble ? { words: each.trouble.words, openAt: Math.max(each.openAt, now() + 1000) } : null
  }

  return {
    load,
    failed,
    worked,
    check,
    sendScouts,
    /** What decides what becomes of a message. */
    facts: () => ({
      standings: new Map([...known].map(([name, each]) => [name, standingOf(each)])),
      troubleOf,
      cardLifeDays: (name: string) => known.get(name)?.platform.abilities.cardLifeDays ?? 0,
    }),
    isOpen: (name: string): boolean => standingOf(known.get(name) as Known).isOpen,
    /** The one message of a trial has gone. */
    begun(name: string): void {
      const each = known.get(name)
      if (each?.trial === 'ready') each.trial = 'out'
    },
    troubleOf,
    /** Nothing more before this instant, whoever sits there next. */
    async rest(name: PlatformName, until: number): Promise<void> {
      const each = known.get(name)
      if (!each || until <= each.openAt) return
      each.openAt = until
      await write(database, each)
    },
    /** How long each platform that works still wants to rest, in milliseconds; a minute at most, for clocks differ. */
    rests: (): [PlatformName, number][] =>
      [...known.values()]
        .filter(({ trouble }) => trouble === null)
        .map(({ platform, openAt }) => [platform.name, Math.min(Math.max(openAt - now(), 0), 60_000)]),
    /** The platforms in trouble that are to be asked now. */
    dueForCheck: (): PlatformName[] =>
      [...known.values()].filter((each) => isDueForCheck(each, now())).map(({ platform }) => platform.name),
  }
}
