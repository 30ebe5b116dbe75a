import { openDatabase } from '../../server/database/dataSource'
import { MigrateFault, migrateCommand } from '../../server/database/migrateCommand'
import { migrations } from '../../server/database/migrations'
import { migrationsRun } from '../../server/database/undo'
import { describeBareByTurn } from '../support/perDatabase'
import { fillEveryTable } from './everyTable'

const names = migrations.map((migration) => migration.name)

describeBareByTurn('the operator’s migrate command', (db) => {
  const refused = async (...given: string[]): Promise<string> => {
    const fault = await migrateCommand(db.url, given).then(
      (said) => new Error(`it did: ${said}`),
      (reason: Error) => reason,
    )
    expect(fault).toBeInstanceOf(MigrateFault)
    return fault.message
  }
  const run = async (): Promise<string[]> => {
    const source = await openDatabase(db.url, { migrate: false })
    return migrationsRun(source).finally(() => source.destroy())
  }

  it('upgrades an empty database, and says when there is nothing to do', async () => {
    expect(await migrateCommand(db.url, [])).toContain(names.at(-1))
    expect(await migrateCommand(db.url, [])).toBe('数据库已经是最新的。')
    const list = await migrateCommand(db.url, ['--list'])
    expect(list.split('\n')).toEqual(names.map((name) => `已运行  ${name}`))
  }, 60_000)

  it('shows what would be undone and lost, and touches nothing without --yes', async () => {
    const source = await openDatabase(db.url)
    await fillEveryTable(source)
    await source.destroy()
    const said = await refused('--to', 'postAreas')
    expect(said).toContain('将撤销')
    expect(said).toContain('PledgeYear1789000000007')
    expect(said).not.toContain('ThreeShows1789000000002、')
    expect(said).toContain('表 sign_order（2行）')
    expect(said).toContain('列 pledge.publishedVersion（2行）')
    expect(said).toContain('列 campaign.rules（1行）')
    expect(said).not.toContain('表 pledge（')
    expect(said).toContain('--yes')
    expect(await run()).toEqual(names)
  }, 60_000)

  it('refuses a name never run and lists those that were, a word too many, and a list of nothing', async () => {
    expect(await refused('--to', 'typo', '--yes')).toContain(names.join('、'))
    expect(await refused('--back')).toContain('用法')
    expect(await refused('--yes')).toContain('用法')
    await expect(migrateCommand('sqlite:/nowhere/none.sqlite', ['--list'])).rejects.toThrow('还没有数据库')
    expect(await run()).toEqual(names)
  })

  it('undoes with --yes, and goes up again', async () => {
    expect(await migrateCommand(db.url, ['--to', 'PostAreas1789000000006', '--yes'])).toContain('已撤销')
    expect(await run()).toEqual(names.slice(0, 6))
    expect(await migrateCommand(db.url, ['--to', 'postareas', '--yes'])).toContain('没有要撤销的')
    expect(await migrateCommand(db.url, [])).toContain('PledgeYear1789000000007')
    expect(await run()).toEqual(names)
  }, 60_000)

  it('refuses a database a newer build has upgraded: it cannot know', async () => {
    const source = await openDatabase(db.url)
    await source.query("insert into migrations (timestamp, name) values (1999000000000, 'Newer1999000000000')")
    await source.destroy()
    expect(await refused('--to', 'postAreas', '--yes')).toContain('Newer1999000000000')
    expect(await migrateCommand(db.url, ['--list'])).toContain('已运行  Newer1999000000000（更新的版本')
    expect(await run()).toEqual([...names, 'Newer1999000000000'])
  })
})
