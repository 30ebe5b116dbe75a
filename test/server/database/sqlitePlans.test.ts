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
    const spentOn = async (sql: string, parameters: string[]) => {
      const run = async (times: number) => {
        const spent = startThreadTime()
        for (let time = 0; time < times; time += 1) await source.manager.query(sql, parameters)
        return spent()
      }
      await run(500)
      return Math.min(await run(1000), await run(1000), await run(1000))
    }
    const known = await spentOn(joined("'nobody'"), [])
    const bound = await spentOn(joined('?'), ['nobody'])
    await source.destroy()
    await drop()
    // Planned anew it takes five times as long and more.
    expect(bound / known).toBeLessThan(2)
  })
})
