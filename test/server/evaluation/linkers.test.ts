import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EntityManager } from 'typeorm'
import { Ballot, RoundAssignment } from '../../../entities'
import { describeEachDatabase } from '../../support/perDatabase'
import { openStage, type Stage } from './evaluationStage'
import { goldenRound } from './goldenRound'

/** Every voter a pattern of his own, so that a ballot that can be linked names him. */
const letters = [...'ABCD']
const marked = letters.flatMap((one) => letters.map((other) => `${one}${other}AAA`))

/**
 * What somebody holds who has the files: every ballot that can be seen, and every order the database keeps. Whoever lays such an
 * order beside the order in which people voted must not do better than chance (rules §4.6).
 */
describeEachDatabase('ballots laid beside the order in which people voted', (db) => {
  let stage: Stage
  let manager: EntityManager
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
  })
  afterAll(() => stage.close())

  /** The answers of the group in the order the database hands them out, by whatever way one asks. */
  async function orders(roundId: string): Promise<string[][]> {
    const { source } = stage.house
    const asked = [
      `select answers from ballot where roundId = '${roundId}' and raterGroup = 'MASSES'`,
      `select answers from ballot where roundId = '${roundId}' and raterGroup = 'MASSES' order by id`,
      `select answers from ballot where roundId = '${roundId}' and raterGroup = 'MASSES' order by subjectId`,
    ]
    const read = await Promise.all(asked.map((statement) => source.query(statement)))
    return read.map((rows: { answers: string }[]) => rows.map(({ answers }) => answers))
  }

  it('come out in the order of their content alone, in whatever order they were cast', async () => {
    const count = marked.length
    const cast = async (given: readonly string[]) => {
      const roundId = await goldenRound(stage, [
        { kind: 'MEMBER', issued: { SELF: 1, MASSES: count }, ballots: { SELF: ['AAAAA'], MASSES: [...given] } },
      ])
      stage.house.setToday('2026-09-09')
      await stage.closeAndTally(roundId)
      stage.house.setToday('2026-09-01')
      return orders(roundId)
    }
    const forwards = await cast(marked)
    const backwards = await cast([...marked].reverse())
    expect(forwards).toEqual(backwards)
    for (const order of forwards) expect([...order].sort()).toEqual([...marked].sort())
  })

  it('are in no table and, on SQLite, in no file before the count', async () => {
    const roundId = await goldenRound(stage, [
      { kind: 'MEMBER', issued: { SELF: 1, MASSES: 6 }, ballots: { SELF: ['AAAAA'], MASSES: Array(6).fill('DCBDC') } },
    ])
    expect(await manager.countBy(RoundAssignment, { roundId, status: 'VOTED' })).toBe(7)
    expect(await manager.countBy(Ballot, { roundId })).toBe(0)
    const tables = stage.house.source.entityMetadatas.map(({ tableName }) => tableName)
    const held: string[] = []
    for (const table of tables) held.push(JSON.stringify(await manager.query(`select * from ${table}`)))
    expect(held.length).toBeGreaterThan(50)
    if (db.kind === 'sqlite') {
      const folder = join(db.url.replace(/^sqlite:/, ''), '..')
      held.push(...readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1')))
    }
    for (const text of held) expect(text).not.toContain('DCBDC')
  })
})
