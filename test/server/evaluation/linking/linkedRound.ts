import { randomUUID } from 'node:crypto'
import { IsNull, Not } from 'typeorm'
import { ballotDoneCard } from '../../../../bot/cards/evaluation'
import { Ballot, OutboxMessage, RoundAssignment } from '../../../../entities'
import { sealBallot } from '../../../../miniapp/sealing/seal'
import { onceFor, subjectFor } from '../../../../server/domain/cardKeys'
import { type CodedRound, codedRound } from '../codedRound'
import { type Files, newLogs, type Places, placesOf } from './files'
import { openBox, openedInner, openedOuter } from './opened'
import { type Order, sortedBy } from './orders'

export const votersARound = 27
export const chance = 1 / votersARound

/** How voters come. */
export const tempos = ['at once', 'one an hour', 'in roll order', 'after the reminder', 'replacing'] as const
export type Tempo = (typeof tempos)[number]
/** `sealed` is the product; the others are what it must not do. */
export type Mixing = 'sealed' | 'unmixed' | 'in batches'

export interface SeenRound {
  subjects: string[]
  /** By subject and answers: who gave them. */
  givenBy: Map<string, string>
  voters: Record<string, Order>
  ballots: Record<string, Order>
  /** How many of the copied envelopes somebody with both slips and the keys opens, the voter beside each. */
  readWithBothCodes: number
}

const letters = [...'ABCD']
const patternOf = (at: number): string =>
  Array.from({ length: 5 }, (_none, place) => letters[Math.floor(at / 4 ** place) % 4]).join('')
const patterns = Array.from({ length: 1024 }, (_none, at) => patternOf(at))
const shuffled = <Item>(items: readonly Item[]): Item[] =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item)

const keyOf = (subjectId: string, answers: string): string => `${subjectId} ${answers}`
const cardOf = (voterId: string, roundId: string) => onceFor.round('votingOpened', roundId, voterId)

interface Held {
  tempo: Tempo
  mixing: Mixing
  subjects: number
}

/** One round held from freeze to count, and everything that somebody with all files of every moment has of it. */
export async function holdRound(files: Files, held: Held): Promise<SeenRound> {
  const letGo = await newLogs(files)
  return lookAt(files, held).finally(letGo)
}

async function lookAt(files: Files, { tempo, mixing, subjects: count }: Held): Promise<SeenRound> {
  const { stage } = files
  const { manager } = stage.house.source
  stage.house.setToday('2026-09-01')
  const members = Array.from({ length: count }, () => ({ kind: 'MEMBER' as const, issued: { PEER: votersARound } }))
  const round = await codedRound(stage, members)
  const roundId = round.id
  const subjects = [...new Set(round.rights.map(({ subjectId }) => subjectId))]
  const answersOf = new Map<RoundAssignment, string>()
  for (const subjectId of subjects) {
    const given = shuffled(patterns)
    for (const [at, right] of round.rights.filter((one) => one.subjectId === subjectId).entries())
      answersOf.set(right, given[at] ?? '')
  }
  const givenBy = new Map([...answersOf].map(([right, text]) => [keyOf(right.subjectId, text), right.voterId]))
  await sendCards(files, round)
  const { first, last, stored } = await vote(files, round, { tempo, mixing, answersOf })
  const roll = await manager.findBy(RoundAssignment, { roundId, envelope: Not(IsNull()) })
  const ofSubject = (subjectId: string) => roll.filter((row) => row.subjectId === subjectId)
  const fixed =
    (order: readonly string[]): Order =>
    (subjectId) => {
      const own = new Set(ofSubject(subjectId).map(({ voterId }) => voterId))
      return order.filter((voterId) => own.has(voterId))
    }
  const by =
    (value: (row: RoundAssignment) => string | number | undefined): Order =>
    (subjectId) =>
      sortedBy(ofSubject(subjectId), value).map(({ voterId }) => voterId)
  const rowKey = ({ voterId, subjectId }: RoundAssignment) => `${roundId}${voterId}${subjectId}PEER`
  const bySource = (when: string, places: Places, key: (row: RoundAssignment) => string) =>
    Object.fromEntries(
      Object.entries(places).map(([name, at]) => [`roll by ${name} ${when}`, by((row) => at.get(key(row)))]),
    )
  const looked = { table: 'round_assignment', keys: roll.map(rowKey), next: 'VOTED', only: true }
  const whileVoting = await placesOf(files, looked)
  const codes = stage.codes.get(roundId) ?? ['', '']
  const inners = await openedOuter(files, roll, codes[0])
  const read = await openedInner(roll, inners, codes[1])
  const voters: Record<string, Order> = {
    'true order of first ballots': fixed(first),
    'true order of last ballots': fixed(last),
    'roll as it is read': (subjectId) => ofSubject(subjectId).map(({ voterId }) => voterId),
    'roll by envelope': by(({ envelope }) => envelope ?? ''),
    'roll by mark of the row': by(({ envelopeMark }) => envelopeMark ?? ''),
    'roll by mark of the sending': by(({ castMark }) => castMark ?? ''),
    'roll by voter': by(({ voterId }) => voterId),
    'roll by revision': by(({ sheetRevision }) => sheetRevision),
    'with slip 1: by inner envelope': by((row) => inners.get(row)?.toString('hex')),
    'cards by when they end': fixed(await cardOrder(files, roundId, roll)),
    ...bySource('while voting', whileVoting, rowKey),
  }
  const ballots = await counted(files, round, { mixing, roll, answersOf, stored })
  const afterCount = await placesOf(files, looked)
  return {
    subjects,
    givenBy,
    voters: { ...voters, ...bySource('after the count', afterCount, rowKey) },
    ballots,
    readWithBothCodes: [...read].filter(([row, text]) => givenBy.get(keyOf(row.subjectId, text)) === row.voterId)
      .length,
  }
}

async function sendCards({ stage }: Files, { id, rights }: CodedRound): Promise<void> {
  const voters = [...new Set(rights.map(({ voterId }) => voterId))]
  await stage.house.as(null, (work) =>
    work.notifyAll(
      voters.map((personId) => ({
        dedupeKey: cardOf(personId, id),
        personId,
        kind: 'ballot',
        subjectKeys: [subjectFor.ballot(id, personId)],
        card: ballotDoneCard(id),
        notBefore: work.now,
      })),
    ),
  )
}

async function cardOrder({ stage }: Files, roundId: string, roll: readonly RoundAssignment[]): Promise<string[]> {
  const messages = await stage.house.source.manager.find(OutboxMessage, { order: { nextAt: 'ASC', id: 'ASC' } })
  const order = messages.filter(({ dedupeKey }) => dedupeKey.includes(roundId)).map(({ personId }) => personId)
  return order.filter((personId) => roll.some(({ voterId }) => voterId === personId))
}

interface Voting {
  tempo: Tempo
  mixing: Mixing
  answersOf: ReadonlyMap<RoundAssignment, string>
}

/** Everybody votes; answers who came when, first and last. */
async function vote({ stage }: Files, round: CodedRound, { tempo, mixing, answersOf }: Voting) {
  const voters = [...new Set(round.rights.map(({ voterId }) => voterId))]
  const [first, last, stored]: [string[], string[], string[]] = [[], [], []]
  const cast = async (voterId: string, revision: number): Promise<void> => {
    const own = round.rights.filter((right) => right.voterId === voterId)
    const ballots = await Promise.all(
      own.map(async (right) => {
        const { subjectId, raterGroup } = right
        const place = { roundId: round.id, voterId, subjectId, raterGroup, revision }
        // What is replaced was another one.
        const text = answersOf.get(right) ?? ''
        const envelope = (await sealBallot(round.locks, place, 'GRADE', text)) ?? ''
        return { subjectId, raterGroup, revision, envelope }
      }),
    )
    await stage.call('ballot.cast', voterId, { roundId: round.id, ballots })
    if (revision === 1) first.push(voterId)
    last.splice(0, last.length, ...last.filter((one) => one !== voterId), voterId)
    if (mixing !== 'unmixed') return
    for (const right of shuffled(own)) stored.push(await storeOne(stage, round.id, right, answersOf.get(right) ?? ''))
  }
  const order = tempo === 'in roll order' || tempo === 'after the reminder' ? [...voters].sort() : shuffled(voters)
  if (tempo === 'at once') {
    const waiting = [...order]
    const one = async () => {
      for (let voterId = waiting.pop(); voterId; voterId = waiting.pop()) await cast(voterId, 1)
    }
    await Promise.all(Array.from({ length: 4 }, one))
    return { first, last, stored }
  }
  for (const [at, voterId] of order.entries()) {
    if (tempo === 'one an hour') stage.house.setToday(`2026-09-0${2 + Math.floor(at / 12)}`, 480 + (at % 12) * 60)
    await cast(voterId, 1)
  }
  if (tempo === 'replacing')
    for (const again of [2, 3])
      for (const voterId of last.slice(0, Math.ceil(order.length / 3))) await cast(voterId, again)
  return { first, last, stored }
}

async function storeOne(stage: Files['stage'], roundId: string, right: RoundAssignment, answers: string) {
  const { subjectId, raterGroup } = right
  const row: Ballot = { id: randomUUID(), roundId, subjectId, raterGroup, answers, source: 'APP' }
  await stage.house.database.unitOfWork(null, 'job', (work) => work.insert(Ballot, row))
  return row.id
}

interface Cast {
  mixing: Mixing
  roll: readonly RoundAssignment[]
  answersOf: ReadonlyMap<RoundAssignment, string>
  /** Keys of ballots in the order in which they were stored, where they were stored one by one. */
  stored: readonly string[]
}

/** How many voters a batch holds. */
const votersABatch = 6

/** The box is opened and counted, or what must not be done is done; answers every order in which ballots lie afterwards. */
async function counted(files: Files, round: CodedRound, cast: Cast): Promise<Record<string, Order>> {
  const { stage } = files
  const { manager } = stage.house.source
  const roundId = round.id
  const between = cast.mixing === 'sealed' ? await openBox(files, roundId) : {}
  if (cast.mixing === 'in batches') await storeInBatches(stage, roundId, cast)
  const rows = await manager.findBy(Ballot, { roundId })
  const places = await placesOf(files, { table: 'ballot', keys: rows.map(({ id }) => id), next: roundId })
  const by =
    (value: (row: Ballot) => string | number | undefined): Order =>
    (subjectId) =>
      sortedBy(
        rows.filter((row) => row.subjectId === subjectId),
        value,
      ).map(({ answers }) => answers)
  return {
    ...between,
    'ballots as they are read': by((row) => rows.indexOf(row)),
    'ballots by key': by(({ id }) => id),
    ...(cast.stored.length ? { 'ballots in true order': by(({ id }) => cast.stored.indexOf(id)) } : {}),
    'ballots by content': by(({ answers }) => answers),
    ...Object.fromEntries(
      Object.entries(places).map(([name, at]) => [`ballots by ${name}`, by(({ id }) => at.get(id))]),
    ),
  }
}

/** Some envelopes opened, mixed and written at a time, in the order of the roll: mixing that is none. */
async function storeInBatches(stage: Files['stage'], roundId: string, { roll: rows, answersOf }: Cast): Promise<void> {
  const given = new Map([...answersOf].map(([right, text]) => [`${right.voterId} ${right.subjectId}`, text]))
  const roll = sortedBy(rows, ({ voterId }) => voterId)
  const atOnce = votersABatch * new Set(roll.map(({ subjectId }) => subjectId)).size
  for (let from = 0; from < roll.length; from += atOnce) {
    const batch = roll.slice(from, from + atOnce).map(({ voterId, subjectId, raterGroup }) => {
      return { subjectId, raterGroup, answers: given.get(`${voterId} ${subjectId}`) ?? '' }
    })
    const rows = shuffled(batch).map((one): Ballot => ({ id: randomUUID(), roundId, ...one, source: 'APP' }))
    await stage.house.database.unitOfWork(null, 'job', (work) => work.insert(Ballot, rows))
  }
}
