import { randomUUID } from 'node:crypto'
import type { DataSource } from 'typeorm'
import { openDatabase } from '../../server/database/dataSource'
import { Vacancies1795907339294 } from '../../server/database/migrations/1795907339294-vacancies'
import { undoDownTo } from '../../server/database/undo'
import { describeBareByTurn } from '../support/perDatabase'
import { startTestProduct } from '../support/product'

type Told = [action: string, subjectKind: string, change: object | null, at: number, subjectId: string]

/** 留痕 from before a line said which record it moved. */
describeBareByTurn('histories from before', (db) => {
  let source: DataSource
  beforeAll(async () => {
    const product = await startTestProduct(db.url)
    await product.stop()
    source = await openDatabase(db.url)
    await undoDownTo(source, Vacancies1795907339294.name)
  }, 120_000)
  afterAll(() => source.destroy())

  const insert = (table: string, row: Record<string, unknown>) =>
    source.query(
      `insert into ${table} (${Object.keys(row)
        .map((name) => `\`${name}\``)
        .join(', ')}) values (${Object.keys(row)
        .map(() => '?')
        .join(', ')})`,
      Object.values(row),
    )

  test('what a line’s name tells of the record is filled in, and nothing else', async () => {
    const [department] = await source.query('select id from department order by code limit 1')
    const [person] = await source.query('select id from person limit 1')
    const campaigns = [randomUUID(), randomUUID()]
    for (const [turn, id] of campaigns.entries())
      await insert('campaign', {
        id,
        year: 2025 + turn,
        title: '',
        basisNumber: '',
        basisTitle: '',
        basisDay: '2025-01-01',
        openedDay: '2025-01-01',
        dueDay: '2025-01-01',
        limitMode: 'TOTAL',
        state: 'CLOSED',
        openedById: person.id,
        revision: 1,
      })
    const exemption = async (turn: number, kind: string, askedAt: number, decidedAt: number | null) => {
      const id = randomUUID()
      const place = { campaignId: campaigns[turn], departmentId: department.id, kind }
      await insert('post_exemption', {
        id,
        ...place,
        state: 'ASKED',
        reason: '',
        askedById: person.id,
        askedAt,
        decidedAt,
        revision: 1,
      })
      return id
    }
    const [first, second, only] = [
      await exemption(0, 'POST', 10, 20),
      await exemption(1, 'POST', 30, null),
      await exemption(0, 'AREA', 11, 21),
    ]
    const [record, form] = [randomUUID(), randomUUID()]
    const lines: [Told, string | null, string | null][] = [
      [['round.report', 'round', null, 1, record], record, 'submitTable1'],
      [['round.confirm', 'round', { completed: false }, 1, record], record, 'confirmPart'],
      [['round.confirm', 'round', { completed: true }, 1, record], record, 'confirmGrades'],
      [['round.widen', 'round', null, 1, record], null, null],
      [['postArea.agree', 'postArea', null, 1, record], record, 'agree'],
      [['signOrder.signFor', 'signOrder', null, 1, record], null, null],
      [['package.accept', 'package', null, 1, record], record, 'accept'],
      [['pledge.setConsent', 'pledge', null, 1, record], null, null],
      [['measureFiling.receive', 'filing', null, 1, form], form, 'receive'],
      [['filing.uploadPaper', 'file', null, 1, form], null, null],
      [['exemption.ask', 'department', { kind: 'POST' }, 10, department.id], first, 'ask'],
      [['exemption.decide', 'department', { kind: 'POST', state: 'REFUSED' }, 20, department.id], first, 'refuse'],
      [['exemption.ask', 'department', { kind: 'POST' }, 30, department.id], second, 'ask'],
      // Asked again since: of two requests nobody can tell which this one was.
      [['exemption.ask', 'department', { kind: 'POST' }, 15, department.id], null, null],
      [['exemption.decide', 'department', { kind: 'AREA', state: 'GRANTED' }, 99, department.id], only, 'grant'],
    ]
    const ids: string[] = []
    for (const [[action, subjectKind, change, at, subjectId]] of lines) {
      const id = randomUUID()
      ids.push(id)
      const who = { actorId: person.id, actorRole: 'HQ_OFFICE', client: 'pc' }
      await insert('audit_entry', {
        id,
        at,
        ...who,
        action,
        subjectKind,
        subjectId,
        change: change && JSON.stringify(change),
      })
    }
    await source.runMigrations()
    const rows: { id: string; recordId: string | null; events: string | null }[] = await source.query(
      'select id, recordId, events from audit_entry',
    )
    const found = ids.map((id) => rows.find((row) => row.id === id))
    expect(found.map((row, at) => [lines[at]?.[0][0], row?.recordId, row?.events])).toEqual(
      lines.map(([[action], recordId, events]) => [action, recordId, events]),
    )
  }, 60_000)
})
