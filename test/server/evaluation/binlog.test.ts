import { randomUUID } from 'node:crypto'
import { Ballot, type RoundAssignment, StrippedEnvelope } from '../../../entities'
import { sealBallot } from '../../../miniapp/sealing/seal'
import { type DatabaseServer, databaseObstacle, freshDatabase, startMariaDb, startMySql } from '../../support/databases'
import { binlogTransactions, withBinlog } from '../../support/databases/binlog'
import { mayUse } from '../../support/run/tools'
import { codedRound } from './codedRound'
import { openStage, type Stage } from './evaluationStage'

mayUse('MariaDB')
mayUse('MySQL')

const letters = [...'ABCD']
const patternOf = (at: number): string =>
  Array.from({ length: 5 }, (_none, place) => letters[Math.floor(at / 4 ** place) % 4]).join('')
const voters = 12

/** Rules §4.6: whoever has the row binlog of a server has the order of everything that was ever written. */
const makes = (['mariadb', 'mysql'] as const).filter((kind) => !databaseObstacle(kind))
describe.each(makes)('the row binlog of a server: %s', (kind) => {
  let server: DatabaseServer
  let stage: Stage
  let roundId: string
  let drop = async () => {}
  /** In the order in which they voted. */
  let inOrder: RoundAssignment[] = []

  beforeAll(async () => {
    server = await (kind === 'mariadb' ? startMariaDb : startMySql)({ extra: withBinlog })
    const database = await freshDatabase(kind, server.url)
    drop = database.drop
    stage = await openStage(database.url)
    const round = await codedRound(stage, [{ kind: 'MEMBER', issued: { MASSES: voters } }])
    roundId = round.id
    inOrder = [...round.rights].sort(() => Math.random() - 0.5)
    for (const [at, { voterId, subjectId, raterGroup }] of inOrder.entries()) {
      const place = { roundId, voterId, subjectId, raterGroup, revision: 1 }
      const envelope = (await sealBallot(round.locks, place, 'GRADE', patternOf(at))) ?? ''
      await stage.call('ballot.cast', voterId, { roundId, ballots: [{ subjectId, raterGroup, revision: 1, envelope }] })
    }
  }, 240_000)
  afterAll(async () => {
    await stage?.close()
    await drop()
    await server?.stop()
  })

  const ask = (sql: string) => stage.house.source.query(sql)
  const at = async () => ({ roundId, revision: (await stage.round(roundId)).revision })

  it('knows who voted when, and no ballot; what is stripped and what is opened have one transaction each, in their own order', async () => {
    const { manager } = stage.house.source
    const patterns = inOrder.map((_right, place) => patternOf(place))
    // What lies on the roll tells the order of the voters, as the house knows it, and nothing of what they gave.
    const rows = await Promise.all(
      inOrder.map(({ voterId, subjectId, raterGroup }) =>
        manager.query(
          'select envelope from round_assignment where roundId = ? and voterId = ? and subjectId = ? and raterGroup = ?',
          [roundId, voterId, subjectId, raterGroup],
        ),
      ),
    )
    const envelopes = rows.map(([row]) => String(row.envelope))
    const cast = await binlogTransactions(ask, envelopes)
    const order = [...cast].sort(([, one], [, other]) => one - other).map(([envelope]) => envelopes.indexOf(envelope))
    expect(order).toEqual(envelopes.map((_envelope, place) => place))
    expect((await binlogTransactions(ask, patterns)).size).toBe(0)

    stage.house.setToday('2026-09-09')
    const [one = '', two = ''] = (await stage.round(roundId)).scrutineerIds
    await stage.call('round.close', one, await at())
    await stage.call('round.strip', one, { ...(await at()), ...(await stage.give(roundId, 1)) })
    const stripped = await manager.find(StrippedEnvelope, { where: { roundId }, order: { id: 'ASC' } })
    const bytes = stripped.map(({ inner }) => Buffer.from(inner, 'base64'))
    expect(bytes).toEqual([...bytes].sort(Buffer.compare))
    const inners = await binlogTransactions(
      ask,
      stripped.map(({ id }) => id),
    )
    expect([inners.size, new Set(inners.values()).size]).toEqual([voters, 1])

    await stage.call('round.tally', two, { ...(await at()), ...(await stage.give(roundId, 2)) })
    const ballots = await manager.find(Ballot, { where: { roundId }, order: { id: 'ASC' } })
    const content = ballots.map(({ answers }) => answers)
    expect(content).toEqual([...patterns].sort())
    const opened = await binlogTransactions(
      ask,
      ballots.map(({ id }) => id),
    )
    expect([opened.size, new Set(opened.values()).size]).toEqual([voters, 1])
  })

  it('the control: ballots stored as they come are linked to every voter by it', async () => {
    const { manager } = stage.house.source
    const [sample] = await manager.findBy(Ballot, { roundId })
    const ids: string[] = []
    for (const [place] of inOrder.entries()) {
      const id = randomUUID()
      ids.push(id)
      await stage.house.database.unitOfWork(null, 'job', (work) =>
        work.insert(Ballot, { ...(sample as Ballot), id, answers: patternOf(place) }),
      )
    }
    const stored = await binlogTransactions(ask, ids)
    const order = [...stored].sort(([, one], [, other]) => one - other).map(([id]) => ids.indexOf(id))
    expect(order).toEqual(ids.map((_id, place) => place))
  })
})
