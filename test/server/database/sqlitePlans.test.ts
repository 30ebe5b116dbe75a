import { openDatabase } from '../../../server/database/dataSource'
import { withKeptPlan } from '../../../server/database/sqlitePlans'
import { startThreadTime } from '../../support/cpuTime'
import { readyDatabase } from '../../support/ready/readyDatabase'

describe('the plan of a statement on SQLite', () => {
  it.each([
    ['where a.id = ? and b.day <= ?', 'where a.id = +? and b.day <= +?'],
    ['set "name" =?, "day" = ?', 'set "name" =+?, "day" = +?'],
    ["where note = 'a = ?' and id = ?", "where note = 'a = ?' and id = +?"],
    ['where "odd = ?" is ?', 'where "odd = ?" is +?'],
    ["where ids like ? or name not like ? escape '!'", "where ids like +? or name not like +? escape '!'"],
    ['values (?, ?)', 'values (?, ?)'],
    ['where id in (?, ?) limit ?', 'where id in (?, ?) limit ?'],
  ])('%s', (given, kept) => {
    expect(withKeptPlan(given)).toBe(kept)
  })

  it('is made once, not with every run', async () => {
    const { url, drop } = await readyDatabase('sqlite')
    const source = await openDatabase(url)
    const joined = (value: string) => `select p.id from person p left join placement l on l.personId = p.id
      left join department d on d.id = l.departmentId left join role_grant r on r.personId = p.id where p.id = ${value}`
    const spentOn = async (sql: string, parameters: string[]): Promise<number> => {
      const spent = startThreadTime()
      for (let time = 0; time < 3000; time += 1) await source.manager.query(sql, parameters)
      return spent()
    }
    const [known, bound]: [number[], number[]] = [[], []]
    // By turns, and the best of each, long enough for a clock that counts in steps: a busy machine makes a round slower, never faster.
    for (let round = 0; round < 6; round += 1) {
      known.push(await spentOn(joined("'nobody'"), []))
      bound.push(await spentOn(joined('?'), ['nobody']))
    }
    await source.destroy()
    await drop()
    // Planned anew it takes three times as long and more.
    expect(Math.min(...bound) / Math.min(...known)).toBeLessThan(2)
  })
})
