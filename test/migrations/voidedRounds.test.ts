import type { DataSource } from 'typeorm'
import { openDatabase } from '../../server/database/dataSource'
import { migrations } from '../../server/database/migrations'
import { VoidedRounds1795979849354 } from '../../server/database/migrations/1795979849354-voidedRounds'
import { undoDownTo } from '../../server/database/undo'
import { describeBareByTurn } from '../support/perDatabase'
import { fillEveryTable } from './everyTable'

const names = migrations.map((migration) => migration.name)

describeBareByTurn('a house with a round that was declared void', (db) => {
  let source: DataSource
  beforeAll(async () => {
    source = await openDatabase(db.url)
    await fillEveryTable(source)
  }, 120_000)
  afterAll(() => source.destroy())

  it('goes back to a version that knows none: the one held in its place stays, with what is its own', async () => {
    const rounds: { id: string; evaluationCampaignId: string; branchId: string }[] = await source.query(
      'select id, evaluationCampaignId, branchId from evaluation_round order by id',
    )
    const [voided, held] = rounds
    await source.query(
      "update evaluation_round set state = 'VOIDED', attempt = 1, evaluationCampaignId = ?, branchId = ? where id = ?",
      [held?.evaluationCampaignId, held?.branchId, voided?.id],
    )
    await source.query('update evaluation_round set attempt = 2 where id = ?', [held?.id])
    const rowsOf = async (id?: string): Promise<number> => {
      const [found] = await source.query('select count(*) as amount from round_subject where roundId = ?', [id])
      return Number(found.amount)
    }
    const before = [await rowsOf(voided?.id), await rowsOf(held?.id)]
    expect(before[1]).toBeGreaterThan(0)
    await undoDownTo(source, names[names.indexOf(VoidedRounds1795979849354.name) - 1] ?? '')
    expect(await source.query('select id from evaluation_round where branchId = ?', [held?.branchId])).toEqual([
      { id: held?.id },
    ])
    expect([await rowsOf(voided?.id), await rowsOf(held?.id)]).toEqual([0, before[1]])
    await source.runMigrations()
    const [again] = await source.query('select attempt from evaluation_round where id = ?', [held?.id])
    expect(Number(again.attempt)).toBe(1)
  }, 120_000)
})
