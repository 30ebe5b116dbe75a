import BetterSqlite from 'better-sqlite3'
import { Holiday, InboxEvent } from '../../../entities'
import type { Work } from '../../../server/database/work'
import { describeEachDatabase } from '../../support/perDatabase'
import { type EmptyHouse, gate, note, openEmptyHouse, write } from './emptyHouse'

describeEachDatabase('two pieces of work that hinder each other', (db) => {
  let house: EmptyHouse

  beforeAll(async () => {
    house = await openEmptyHouse(db.url)
  })
  afterAll(() => house.database.close())

  const conflict = (errno: number, code: string) => Object.assign(new Error('lost'), { driverError: { errno, code } })

  it('after a lost race the whole of it is done again, and its first half is not kept', async () => {
    const faults = [conflict(1213, 'ER_LOCK_DEADLOCK'), conflict(1020, ''), conflict(0, 'SQLITE_BUSY_SNAPSHOT')]
    const seen: number[] = []
    const answer = await house.database.unitOfWork(null, 'job', async (work) => {
      seen.push(await work.manager.countBy(InboxEvent, { kind: 'again' }))
      await write(work, note(`again-${seen.length}`, 'again'))
      const fault = faults.shift()
      if (fault) throw fault
      return seen.length
    })
    expect(answer).toBe(4)
    // Every attempt begins on clean ground.
    expect(seen).toEqual([0, 0, 0, 0])
    expect(await house.ids('again')).toEqual(['again-4'])
  })

  it('work that loses six times is given up, and the caller hears that the house is busy', async () => {
    let attempts = 0
    const hopeless = house.database.unitOfWork(null, 'job', async (work) => {
      attempts += 1
      await write(work, note('hopeless'))
      throw conflict(1213, 'ER_LOCK_DEADLOCK')
    })
    await expect(hopeless).rejects.toThrow('lost')
    expect(attempts).toBe(6)
    expect(await house.ids('hopeless')).toEqual([])
  })

  it('any other fault is not tried again', async () => {
    let attempts = 0
    const broken = house.database.unitOfWork(null, 'job', async () => {
      attempts += 1
      throw new Error('broken')
    })
    await expect(broken).rejects.toThrow('broken')
    expect(attempts).toBe(1)
  })

  it('two that lock the same two records in opposite order are both done', async () => {
    await house.database.unitOfWork(null, 'job', (work) =>
      work.insert(
        Holiday,
        ['2026-01-01', '2026-01-02'].map((day) => ({ day, kind: 'OFF' as const, name: '0' })),
      ),
    )
    const met = [gate(), gate()]
    let attempts = 0
    const add = (work: Work, day: string) =>
      work.manager.query(`update holiday set name = name + 1 where day = '${day}'`)
    const both = [0, 1].map((first) =>
      house.database.unitOfWork(null, 'job', async (work) => {
        attempts += 1
        await add(work, `2026-01-0${1 + first}`)
        met[first]?.open()
        // On SQLite the other waits outside for its turn; on a server both are inside now.
        await Promise.race([met[1 - first]?.opened, new Promise((resume) => setTimeout(resume, 200))])
        await add(work, `2026-01-0${2 - first}`)
      }),
    )
    await Promise.all(both)
    const rows = await house.source.manager.find(Holiday, { order: { day: 'ASC' } })
    expect(rows.map((row) => Number(row.name))).toEqual([2, 2])
    expect(attempts).toBe(db.kind === 'sqlite' ? 2 : 3)
  })

  it('twenty that count the same number up leave nobody out', async () => {
    await house.source.manager.insert(Holiday, { day: '2026-02-01', kind: 'OFF', name: '0' })
    const countUp = () =>
      house.database.unitOfWork(null, 'job', async (work) => {
        // Read, then write only if still the same: what Work.revise does with a revision.
        const row = await work.manager.findOneByOrFail(Holiday, { day: '2026-02-01' })
        const matched = await work.change(
          Holiday,
          { day: row.day, name: row.name },
          { name: String(Number(row.name) + 1) },
        )
        if (matched !== 1) throw conflict(1020, '')
      })
    let done = 0
    const one = async () => {
      for (let tries = 0; tries < 30; tries += 1) {
        if (
          await countUp().then(
            () => true,
            () => false,
          )
        ) {
          done += 1
          return
        }
      }
    }
    await Promise.all(Array.from({ length: 20 }, one))
    expect(done).toBe(20)
    expect((await house.source.manager.findOneByOrFail(Holiday, { day: '2026-02-01' })).name).toBe('20')
  })

  if (db.kind !== 'sqlite') return

  it('another program that holds the file for a moment only makes the writer wait', async () => {
    await house.source.query('pragma busy_timeout = 20')
    const other = new BetterSqlite(db.url.replace('sqlite:', ''))
    other.exec('begin immediate')
    setTimeout(() => other.exec('commit'), 150)
    await house.database.unitOfWork(null, 'job', (work) => write(work, note('patient')))
    other.close()
    await house.source.query('pragma busy_timeout = 5000')
    expect(await house.ids('patient')).toEqual(['patient'])
  })
})
