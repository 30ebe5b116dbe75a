import { randomUUID } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { Person, RoundAssignment, RoundSubject } from '../../../entities'
import { packAnswers } from '../../../server/domain/sealing/ballotBytes'
import { sealInner, sealOuter } from '../../../server/sealing/envelopes'
import type { OuterEnvelope } from '../../../server/sealing/openRound'
import { rowMark, wrapEnvelope } from '../../../server/sealing/rollRows'
import { type CodedRound, codedRound } from './codedRound'
import type { Stage } from './evaluationStage'

/**
 * One round of very many ballots, opened and counted while others work. A sample where nothing else is said;
 * `npm run drill -- many`: 10,000, and what opening costs beside the bare operations of RFC 9180.
 */
export const wanted = Number(process.env.MANY_BALLOTS ?? 800)
const voterCount = Math.min(980, Math.ceil(Math.sqrt(wanted)))
const subjectCount = Math.ceil(wanted / voterCount)
const letters = 'ABCD'
export const answersAt = (at: number): string =>
  [0, 1, 2, 3, 4].map((item) => letters[Math.floor(at / 4 ** item) % 4]).join('')

async function addVoters({ house: { source } }: Stage, roundId: string): Promise<void> {
  const { manager } = source
  const [someone] = await manager.find(Person, { take: 1 })
  const [subject] = await manager.findBy(RoundSubject, { roundId })
  const people = Array.from({ length: voterCount }, (_none, at) => ({
    ...someone,
    id: randomUUID(),
    staffNumber: `V${at}`,
  }))
  const subjects = Array.from({ length: subjectCount - 1 }, (_none, at) => {
    return { ...subject, id: randomUUID(), subjectKey: `ORG:many:${at}`, kind: 'ORG', personId: null, position: at + 1 }
  })
  await manager.delete(RoundAssignment, { roundId })
  for (let from = 0; from < people.length; from += 40)
    await manager.insert(Person, people.slice(from, from + 40) as never)
  for (let from = 0; from < subjects.length; from += 40)
    await manager.insert(RoundSubject, subjects.slice(from, from + 40) as never)
  const ids = [subject?.id ?? '', ...subjects.map(({ id }) => id)]
  await insertRights(
    source.manager,
    people.flatMap(({ id }) => ids.map((subjectId) => rightOf(roundId, id, subjectId))),
  )
}

const rightOf = (roundId: string, voterId: string, subjectId: string): RoundAssignment => ({
  roundId,
  voterId,
  subjectId,
  raterGroup: 'PEER',
  status: 'ISSUED',
  votedDay: null,
  castMark: null,
  sheetRevision: 0,
  envelope: null,
  envelopeMark: null,
  closed: false,
})

async function insertRights(manager: Stage['house']['source']['manager'], rows: readonly RoundAssignment[]) {
  for (let from = 0; from < rows.length; from += 80)
    await manager.insert(
      RoundAssignment,
      rows.slice(from, from + 80).map((row) => ({ ...row })),
    )
}

/** Everybody has voted, as the roll holds it. */
async function putBallots(stage: Stage, { id: roundId, locks, rights }: CodedRound): Promise<OuterEnvelope[]> {
  const { manager } = stage.house.source
  const wrap = stage.keys.wrapOf(roundId)
  const house = stage.keys.house()
  if (!wrap) throw new Error('no wrap')
  const open = { first: Buffer.from(locks.first, 'base64'), second: Buffer.from(locks.second, 'base64') }
  const sealed: OuterEnvelope[] = []
  const rows = rights.map((right, at): RoundAssignment => {
    const { voterId, subjectId, raterGroup } = right
    const place = { roundId, voterId, subjectId, raterGroup, revision: 1 }
    const outer = sealOuter(open, place, sealInner(open, place, packAnswers('GRADE', answersAt(at)) as Uint8Array))
    sealed.push({ ...place, outer })
    const envelope = wrapEnvelope(wrap, place, outer)
    const envelopeMark = rowMark(house, place, envelope)
    return { ...right, status: 'VOTED', votedDay: '2026-09-01', sheetRevision: 1, envelope, envelopeMark }
  })
  await manager.delete(RoundAssignment, { roundId })
  await insertRights(manager, rows)
  return sealed
}

/** A round in its vote over so many rights, everybody has voted; answers what was sealed, right by right. */
export async function manyRound(stage: Stage): Promise<{ round: CodedRound; sealed: OuterEnvelope[] }> {
  const round = await codedRound(stage, [{ kind: 'ORG', issued: { PEER: 1 } }], undefined, (roundId) =>
    addVoters(stage, roundId),
  )
  return { round, sealed: await putBallots(stage, round) }
}

/** What a test of so many may take. */
export const patience = Math.max(120_000, wanted * 10)

/** In milliseconds; `stood`: how long nothing ran at all. */
export interface Waits {
  milliseconds: number
  read: number
  write: number
  stood: number
}

/** Somebody else's small writes and reads meanwhile: the longest wait of each, and how long nothing ran at all. */
export async function meanwhile({ house: { database, source } }: Stage, body: () => Promise<unknown>): Promise<Waits> {
  const held = monitorEventLoopDelay({ resolution: 5 })
  held.enable()
  let over = false
  let [write, read] = [0, 0]
  const timed = async (work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    return performance.now() - began
  }
  const [someone] = await source.manager.find(Person, { take: 1 })
  const id = someone?.id ?? ''
  const others = (async () => {
    while (!over) {
      read = Math.max(read, await timed(() => database.read(null, 'job', (work) => work.one(Person, { id }))))
      write = Math.max(
        write,
        await timed(() =>
          database.unitOfWork(null, 'job', (work) => work.change(Person, { id }, { staffNumber: 'other' })),
        ),
      )
      await pause(5)
    }
  })()
  const began = performance.now()
  await body().finally(() => {
    over = true
  })
  await others
  held.disable()
  const rounded = (value: number) => Math.round(value)
  return {
    milliseconds: rounded(performance.now() - began),
    read: rounded(read),
    write: rounded(write),
    stood: rounded(held.max / 1e6),
  }
}
