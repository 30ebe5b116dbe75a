import { createDecipheriv, createECDH, createHmac, randomUUID } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { Person, RoundAssignment, RoundSubject } from '../../../entities'
import { packAnswers } from '../../../server/domain/sealing/ballotBytes'
import { innerBinding, outerBinding, sealedFor } from '../../../server/domain/sealing/boundTo'
import { readSealedRoll } from '../../../server/features/evaluation/sealedRoll'
import { sealInner, sealOuter } from '../../../server/sealing/envelopes'
import type { LockKeys } from '../../../server/sealing/hpke'
import { lockOf } from '../../../server/sealing/locks'
import { type InnerEnvelope, type OuterEnvelope, openRound, stripRound } from '../../../server/sealing/openRound'
import { rowMark, wrapEnvelope } from '../../../server/sealing/rollRows'
import { describeByTurn } from '../../support/perDatabase'
import { type CodedRound, codedRound } from './codedRound'
import { openStage, type Stage } from './evaluationStage'

/**
 * One round of very many ballots, opened and counted while others work. A sample where nothing else is said;
 * `npm run drill -- many`: 10,000, and what opening costs beside the bare operations of RFC 9180.
 */
const wanted = Number(process.env.MANY_BALLOTS ?? 800)
const voterCount = Math.min(980, Math.ceil(Math.sqrt(wanted)))
const subjectCount = Math.ceil(wanted / voterCount)
const show = (facts: object) => void process.stderr.write(`${JSON.stringify(facts)}\n`)
const letters = 'ABCD'
const answersAt = (at: number): string =>
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

/** What opening comes to at least: ECDH, HKDF and AES-GCM of RFC 9180 on node:crypto, for one envelope. */
function bareOpener({ publicKey, privateKey }: LockKeys) {
  const mac = (key: Uint8Array, ...parts: Uint8Array[]) => {
    const hash = createHmac('sha256', key)
    for (const part of parts) hash.update(part)
    return hash.digest()
  }
  const suites = { kem: Buffer.from('4b454d0010', 'hex'), hpke: Buffer.from('48504b45001000010001', 'hex') }
  const label = (suite: keyof typeof suites, text: string) =>
    Buffer.concat([Buffer.from('HPKE-v1'), suites[suite], Buffer.from(text)])
  const sized = (size: number) => Buffer.from([0, size])
  const one = Buffer.from([1])
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey)
  const info = Buffer.from(sealedFor)
  return (bound: Uint8Array, sealed: Uint8Array): Buffer => {
    const enc = sealed.subarray(0, 65)
    const prk = mac(Buffer.alloc(0), label('kem', 'eae_prk'), pair.computeSecret(enc))
    const shared = mac(prk, sized(32), label('kem', 'shared_secret'), enc, publicKey, one)
    const about = Buffer.concat([
      Buffer.from([0]),
      mac(Buffer.alloc(0), label('hpke', 'psk_id_hash')),
      mac(Buffer.alloc(0), label('hpke', 'info_hash'), info),
    ])
    const secret = mac(shared, label('hpke', 'secret'))
    const key = mac(secret, sized(16), label('hpke', 'key'), about, one).subarray(0, 16)
    const nonce = mac(secret, sized(12), label('hpke', 'base_nonce'), about, one).subarray(0, 12)
    const decipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: 16 })
    decipher.setAAD(bound)
    decipher.setAuthTag(sealed.subarray(sealed.length - 16))
    return Buffer.concat([decipher.update(sealed.subarray(65, sealed.length - 16)), decipher.final()])
  }
}

async function cpuOf<Answer>(body: () => Promise<Answer> | Answer): Promise<{ milliseconds: number; answer: Answer }> {
  const before = process.cpuUsage()
  const answer = await body()
  const { user, system } = process.cpuUsage(before)
  return { milliseconds: (user + system) / 1000, answer }
}

describeByTurn('a round of very many ballots', (db) => {
  let stage: Stage
  let round: CodedRound
  let sealed: OuterEnvelope[]
  beforeAll(
    async () => {
      stage = await openStage(db.url)
      round = await codedRound(stage, [{ kind: 'ORG', issued: { PEER: 1 } }], undefined, (roundId) =>
        addVoters(stage, roundId),
      )
      sealed = await putBallots(stage, round)
    },
    Math.max(120_000, wanted * 10),
  )
  afterAll(() => stage.close())

  /** Somebody else's small writes and reads meanwhile: the longest wait of each, and how long nothing ran at all. */
  async function meanwhile(body: () => Promise<unknown>) {
    const held = monitorEventLoopDelay({ resolution: 5 })
    held.enable()
    let over = false
    let [write, read] = [0, 0]
    const timed = async (work: () => Promise<unknown>) => {
      const began = performance.now()
      await work()
      return performance.now() - began
    }
    const { database } = stage.house
    const [someone] = await stage.house.source.manager.find(Person, { take: 1 })
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

  it('is read part by part: others come in between', async () => {
    let [turns, over] = [0, false]
    const turn = () => {
      turns += 1
      if (!over) setImmediate(turn)
    }
    setImmediate(turn)
    const closed = await stage.round(round.id)
    const { envelopes } = await stage.house.database.read(null, 'job', (work) =>
      readSealedRoll(work, stage.keys, closed),
    )
    over = true
    expect(envelopes).toHaveLength(sealed.length)
    // Each part of 250 is read once and looked at once.
    expect(turns).toBeGreaterThanOrEqual(2 * Math.floor(sealed.length / 250))
  })

  it(
    'is closed, opened and counted whole, and how long others wait is told',
    async () => {
      stage.house.setToday('2026-09-09')
      const at = async () => ({ roundId: round.id, revision: (await stage.round(round.id)).revision })
      const [one = '', two = ''] = (await stage.round(round.id)).scrutineerIds
      const close = await meanwhile(async () => stage.call('round.close', one, await at()))
      const strip = await meanwhile(async () =>
        stage.call('round.strip', one, { ...(await at()), ...(await stage.give(round.id, 1)) }),
      )
      const tally = await meanwhile(async () =>
        stage.call('round.tally', two, { ...(await at()), ...(await stage.give(round.id, 2)) }),
      )
      show({ manyOn: db.kind, ballots: sealed.length, close, strip, tally })
      expect((await stage.round(round.id)).box?.stripped?.passed).toBe(sealed.length)
    },
    Math.max(120_000, wanted * 10),
  )

  it('costs little more than the bare operations of RFC 9180', async () => {
    const [codeOne = '', codeTwo = ''] = stage.codes.get(round.id) ?? []
    const [first, second] = [await lockOf(codeOne, round.id, 1), await lockOf(codeTwo, round.id, 2)]
    const some = sealed.slice(0, 20_000)
    const ours = async () => {
      const { inner } = await stripRound(first, some)
      return openRound(second, inner, 'GRADE', new Map(inner.map(({ subjectId }) => [subjectId, 5])))
    }
    const bare = () => {
      const [openFirst, openSecond] = [bareOpener(first), bareOpener(second)]
      return some.map((place) => {
        const inner: InnerEnvelope['inner'] = openFirst(outerBinding(place), place.outer)
        return openSecond(innerBinding(place), inner)
      })
    }
    const ratios: number[] = []
    for (let turn = 0; turn < 3; turn += 1) {
      const own = await cpuOf(ours)
      const least = await cpuOf(bare)
      expect(own.answer.ballots).toHaveLength(some.length)
      expect(least.answer).toHaveLength(some.length)
      ratios.push(own.milliseconds / least.milliseconds)
      show({ openingCpu: some.length, ours: Math.round(own.milliseconds), bare: Math.round(least.milliseconds) })
    }
    expect(Math.min(...ratios)).toBeLessThanOrEqual(1.3)
  }, 240_000)
})
