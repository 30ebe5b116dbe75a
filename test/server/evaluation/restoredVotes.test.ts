import { type EntityManager, IsNull, Not } from 'typeorm'
import { RoundAssignment, type RoundLocks } from '../../../entities'
import {
  compared,
  type HeldReceipts,
  lostVerdicts,
  receiptOf,
  rightKey,
  type Told,
  withAnswer,
  withTrying,
} from '../../../miniapp/sealing/receipts'
import { sealBallot } from '../../../miniapp/sealing/seal'
import { takeBackup } from '../../support/databases/backup'
import { describeEachDatabase } from '../../support/perDatabase'
import { codedRound } from './codedRound'
import { openStage, type Stage } from './evaluationStage'

const right = { subjectId: 'subject', raterGroup: 'PEER' as const }
const key = rightKey(right)

/** A house for one right: what lies on its roll, put there by the rule of the roll, and put back to a backup. */
interface Box {
  /** 'refused': another one counts, which the person is told. */
  put(revision: number, will: number): Promise<'taken' | 'refused'>
  told(): Promise<Told>
  backUp(): Promise<void>
  restore(): Promise<void>
  /** What the ballot that lies there says; 0 for none. */
  lying(): Promise<number>
}

/** The rule of the roll alone (server/features/evaluation/ballotBox.ts, mayLie). */
function ruleOnly(): Box {
  let now = { revision: 0, will: 0 }
  let kept = now
  return {
    put: async (revision, will) => {
      if (now.will === will) return 'taken'
      if (revision <= now.revision) return 'refused'
      now = { revision, will }
      return 'taken'
    },
    told: async () => {
      const { revision, will } = now
      const lies = { ...right, name: '', groupName: '', revision, receipt: will ? String(will) : null, unopened: false }
      return { stage: 'OPEN', rights: [lies], refused: false, list: null, checksum: null }
    },
    backUp: async () => {
      kept = now
    },
    restore: async () => {
      now = kept
    },
    lying: async () => now.will,
  }
}

type Chance = () => number

/** Numbers by lot that come again with the same seed. */
function lots(seed: number): Chance {
  let state = seed + 0x9e3779b9
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}

/** Whether the phone, where its ballot is lost, sends it again by itself: what no phone may do. */
interface Habits {
  resends: boolean
}

interface Person {
  phones: HeldReceipts[]
  /** What each phone showed last, and would send again by itself. */
  shown: number[]
  newest: number
  wills: number
  asked: number
  told: boolean
}

const anew = (): Person => {
  return { phones: [{ rights: {} }, { rights: {} }], shown: [0, 0], newest: 0, wills: 0, asked: 0, told: false }
}

/** Gives a ballot on this phone as the page does: after what lies there and what the phone knows of. */
async function give(box: Box, person: Person, at: number, will: number, lost: boolean): Promise<void> {
  const before = person.phones[at] as HeldReceipts
  const lies = (await box.told()).rights[0]?.revision ?? 0
  const revision = Math.max(lies, lost ? (before.rights[key]?.held?.revision ?? 0) : 0) + 1
  const sent = new Map([[key, { revision, receipt: String(will) }]])
  const outcome = await box.put(revision, will)
  person.phones[at] = withAnswer(withTrying(before, sent), sent, outcome === 'taken')
  person.shown[at] = will
  // Whoever is refused is told so, and has his sheet before him.
  if (outcome === 'refused') person.told = true
}

const vote = async (box: Box, person: Person, at: number, lost = false): Promise<void> => {
  person.wills += 1
  person.newest = person.wills
  person.told = false
  await give(box, person, at, person.newest, lost)
}

/** The ballot page is opened on this phone: true where it says that something is lost. */
async function open(box: Box, person: Person, at: number, { resends }: Habits): Promise<boolean> {
  const { held, lines } = compared(person.phones[at] as HeldReceipts, await box.told(), null)
  person.phones[at] = held
  const lost = lines.some(({ verdict }) => lostVerdicts.includes(verdict))
  if (!lost) return false
  if (resends) await give(box, person, at, person.shown[at] ?? 0, true)
  else person.asked += 1
  return true
}

const times = (chance: Chance, from: number, to: number): number => from + Math.floor(chance() * (to - from + 1))

/**
 * One to four ballots on two phones, a backup somewhere between them, the restore after them; then he votes on none, one or both,
 * opens both in either order, and where he is asked gives what he wants now, or leaves it. Wrong: another one lies there than his
 * newest, and no phone says so.
 */
async function history(box: Box, chance: Chance, habits: Habits): Promise<{ wrong: boolean; asked: number }> {
  const person = anew()
  const ballots = times(chance, 1, 4)
  const backup = times(chance, 0, ballots - 1)
  for (let turn = 0; turn < ballots; turn += 1) {
    if (turn === backup) await box.backUp()
    await vote(box, person, chance() < 0.5 ? 0 : 1)
    if (chance() < 0.3) await open(box, person, chance() < 0.5 ? 0 : 1, habits)
  }
  await box.restore()
  for (let turn = times(chance, 0, 2); turn > 0; turn -= 1) await vote(box, person, chance() < 0.5 ? 0 : 1)
  let said = person.told
  for (const at of chance() < 0.5 ? [0, 1] : [1, 0]) {
    if (!(await open(box, person, at, habits)) || habits.resends) continue
    said = true
    if (chance() < 0.8) {
      await vote(box, person, at, true)
      said = person.told
    }
  }
  return { wrong: (await box.lying()) !== person.newest && !said, asked: person.asked }
}

async function many(count: number, habits: Habits): Promise<{ wrong: number; asked: number }> {
  const sums = { wrong: 0, asked: 0 }
  for (let seed = 1; seed <= count; seed += 1) {
    const { wrong, asked } = await history(ruleOnly(), lots(seed), habits)
    sums.wrong += Number(wrong)
    sums.asked += Number(asked > 0)
  }
  return sums
}

describe('4,000 histories of ballots on two phones and a restore in between', () => {
  it('never leave another ballot than the newest one without a word', async () => {
    const { wrong, asked } = await many(4000, { resends: false })
    expect(wrong).toBe(0)
    // Whoever has lost something is asked, not everybody.
    expect(asked).toBeGreaterThan(400)
    expect(asked).toBeLessThan(3600)
  })

  it('the control: a phone that sends its own again by itself overrides newer ones', async () => {
    expect((await many(4000, { resends: true })).wrong).toBeGreaterThan(40)
  })
})

describeEachDatabase('histories of ballots on two phones and a restore of the whole database', (db) => {
  let stage: Stage
  let manager: EntityManager
  let row: RoundAssignment
  let locks: RoundLocks
  /** What was given by which receipt. */
  const wills = new Map<string, number>()
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
    const round = await codedRound(stage, [{ kind: 'MEMBER', issued: { PEER: 3 } }])
    row = round.rights[0] as RoundAssignment
    locks = round.locks
  })
  afterAll(() => stage.close())

  const told = async (): Promise<Told> => {
    const answer = await stage.call('ballot.receipts', row.voterId, { roundId: row.roundId })
    const rights = answer.rights.map((one) => ({
      ...one,
      ...right,
      receipt: one.receipt && String(wills.get(one.receipt)),
    }))
    return { ...answer, rights }
  }

  async function put(revision: number, will: number): Promise<'taken' | 'refused'> {
    const { roundId, voterId, subjectId, raterGroup } = row
    const place = { roundId, voterId, subjectId, raterGroup, revision }
    const envelope = (await sealBallot(locks, place, 'GRADE', 'AABBA')) ?? ''
    wills.set(await receiptOf(envelope), will)
    const input = { roundId, ballots: [{ subjectId, raterGroup, revision, envelope }] }
    return stage.call('ballot.cast', voterId, input).then(
      () => 'taken' as const,
      (fault: { code?: string }) => (fault.code === 'ballot.alreadyCast' ? 'refused' : Promise.reject(fault)),
    )
  }

  it('end as the rules say', async () => {
    const restoreAll = await takeBackup(stage.house.source)
    let asked = 0
    for (let seed = 1; seed <= 8; seed += 1) {
      await restoreAll()
      let restore = restoreAll
      const outcome = await history(
        {
          put,
          told,
          backUp: async () => {
            restore = await takeBackup(stage.house.source)
          },
          restore: () => restore(),
          lying: async () => Number((await told()).rights[0]?.receipt ?? 0),
        },
        lots(seed),
        { resends: false },
      )
      expect(outcome.wrong).toBe(false)
      asked += outcome.asked
    }
    expect(asked).toBeGreaterThan(0)
    expect(await manager.countBy(RoundAssignment, { roundId: row.roundId, envelope: Not(IsNull()) })).toBeLessThan(2)
  })
})
