import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Database } from '../../server/database/work'
import { createPace, type Pace } from '../../server/domain/delivery/pace'
import { describeFault } from '../../server/web/errorDoor'
import type { Platforms } from '../../server/web/exchangeCode'
import type { Sitting } from '../seat'
import { createCalls } from './calls'
import { claim, type InHand } from './claim'
import { createStandings } from './standings'

interface CarryParts {
  database: Database
  platforms: Platforms
  log: Logger
  stopping: AbortSignal | undefined
  sitting: Sitting
  /** Of this instance, over all its sittings. */
  pace: Pace
}

/** In hand and not begun that could begin soon. */
const mostWaiting = 16
/** With those that wait for the pace of their person; what a dead instance had in hand nobody knows the fate of. */
const mostInHand = 100
/** At one platform at a time: more than its pace needs, few enough to doubt after an outage. */
const mostUnderWay = 16
const soonMilliseconds = 1000
const lookAgainMilliseconds = 500

const steady = (): number => performance.now()
const laneOf = ({ platform, call }: InHand): string => `${platform} ${call}`
const personOf = ({ call, message }: InHand): string | null => (call === 'send' ? message.personId : null)

const restOf = (pace: Pace) => (hand: InHand, milliseconds: number) => pace.rest(laneOf(hand), steady() + milliseconds)

/** The pace of all platforms in use, as their documents set it. */
export const paceOf = (platforms: Platforms): Pace =>
  createPace((lane) => {
    const [platform = '', call] = lane.split(' ')
    const abilities = platforms[platform as keyof Platforms]?.abilities
    const person = call === 'send' && abilities ? abilities.perPerson : { burst: 1, pause: 0 }
    return { lane: 1000 / (abilities?.pacePerSecond ?? 1), person }
  })

/** What is in hand and has not begun, in the order in which it may. */
function createHands(pace: Pace) {
  const hands: InHand[] = []
  const startOf = (hand: InHand): number => pace.startOf(laneOf(hand), personOf(hand))
  return {
    add: (more: readonly InHand[]) => void hands.push(...more),
    remove: (hand: InHand) => void hands.splice(hands.indexOf(hand), 1),
    all: (): InHand[] => [...hands],
    hasRoom: (): boolean =>
      hands.length < mostInHand &&
      hands.filter((hand) => startOf(hand) < steady() + soonMilliseconds).length < mostWaiting / 2,
    /** The one that may begin first, and when; none of a platform with too many calls under way. */
    next(isCrowded: (platform: string) => boolean): { hand: InHand; at: number } | null {
      const starts = hands.filter(({ platform }) => !isCrowded(platform)).map((hand) => ({ hand, at: startOf(hand) }))
      return starts.reduce<(typeof starts)[number] | null>(
        (one, other) => (one && one.at <= other.at ? one : other),
        null,
      )
    },
  }
}

/** Calls under way, each with its platform. */
function createUnderWay(log: Logger, ended: () => void) {
  const running = new Map<Promise<void>, string>()
  return {
    start(platform: string, work: Promise<void>): void {
      const done: Promise<void> = work
        .catch((fault) => log.error({ platform, fault: describeFault(fault) }, 'delivery failed'))
        .then(() => {
          running.delete(done)
          ended()
        })
      running.set(done, platform)
    },
    isCrowded: (platform: string): boolean =>
      [...running.values()].filter((one) => one === platform).length >= mostUnderWay,
    all: (): Promise<void>[] => [...running.keys()],
  }
}

/** Carries everything that is due, at the platforms' pace, until nothing is left; answers how many calls were made. */
export async function carry({ database, platforms, log, stopping, sitting, pace }: CarryParts): Promise<number> {
  const { token } = sitting
  const standings = createStandings(database, platforms, log)
  const calls = createCalls({ database, platforms, standings, log, token, rest: restOf(pace) })
  const hands = createHands(pace)
  let quietSince = Number.NEGATIVE_INFINITY
  const underWay = createUnderWay(log, () => {
    quietSince = Number.NEGATIVE_INFINITY
  })
  let handled = 0

  const fetch = async (): Promise<void> => {
    if (!hands.hasRoom() || steady() - quietSince < lookAgainMilliseconds) return
    for (const platform of standings.dueForCheck()) underWay.start(platform, standings.check(platform))
    await standings.sendScouts()
    const { inHand, found } = await claim(database, token, standings.facts(), mostWaiting)
    hands.add(inHand)
    if (!found) quietSince = steady()
  }

  const begin = (hand: InHand): void => {
    hands.remove(hand)
    pace.begun(laneOf(hand), personOf(hand), steady())
    standings.begun(hand.platform)
    handled += 1
    underWay.start(hand.platform, calls.make(hand))
  }

  /** A platform that has just failed gets nothing more of what is in hand. */
  const giveBack = async (isBack: (hand: InHand) => boolean): Promise<void> => {
    for (const hand of hands.all().filter(isBack)) {
      hands.remove(hand)
      await calls.putBack(hand)
    }
  }

  await standings.load()
  if (!sitting.isSame) pace.forget(steady())
  for (const [platform, milliseconds] of standings.rests()) pace.rest(`${platform} send`, steady() + milliseconds)
  try {
    while (!stopping?.aborted && sitting.holds()) {
      await giveBack(({ platform }) => !standings.isOpen(platform))
      await fetch()
      const chosen = hands.next(underWay.isCrowded)
      const running = underWay.all()
      if (!chosen && !running.length && !hands.all().length) {
        // What came of the last calls may have made something else due.
        if (quietSince > 0) break
        continue
      }
      const wait = chosen ? chosen.at - steady() : lookAgainMilliseconds
      if (chosen && wait <= 0) begin(chosen.hand)
      else await Promise.race([pause(Math.min(wait, lookAgainMilliseconds)), ...(chosen ? [] : running)])
    }
  } finally {
    await Promise.all(underWay.all())
  }
  if (sitting.holds()) await giveBack(() => true)
  return handled
}
