import { openDatabase } from '../../server/database/dataSource'
import { ReadableKeyNames } from '../../server/database/keyNames'

describe('names of keys', () => {
  const names = new ReadableKeyNames()

  it('say the table and the columns', () => {
    expect(names.foreignKeyName('pledge', ['personId'])).toBe('FK_pledge_personId')
    expect(names.indexName('pledge', ['campaignId', 'state'])).toBe('IDX_pledge_campaignId_state')
    expect(names.uniqueConstraintName('pledge', ['campaignId', 'personId'])).toBe('UQ_pledge_campaignId_personId')
  })

  it('fit the 64 characters of MySQL, and two long ones that begin alike stay two', () => {
    const long = ['theFirstOfManyColumnsWithALongName', 'theSecondOfManyColumnsWithALongName']
    const [one, other] = [names.indexName('sign_order', [...long, 'a']), names.indexName('sign_order', [...long, 'b'])]
    expect(one).toHaveLength(64)
    expect(one).toMatch(/^IDX_sign_order_theFirst/)
    expect(one).not.toBe(other)
  })

  it('are all different over the whole database, where SQLite and MySQL have one space for them', async () => {
    const source = await openDatabase(':memory:', { migrate: false })
    const all = source.entityMetadatas.flatMap((metadata) => [
      ...metadata.foreignKeys.map((key) => key.name),
      ...metadata.indices.map((index) => index.name),
      ...metadata.uniques.map((unique) => unique.name),
    ])
    await source.destroy()
    expect(all.length).toBeGreaterThan(100)
    expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([])
    expect(all.filter((name) => name.length > 64)).toEqual([])
  })
})
