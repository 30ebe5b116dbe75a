import { Person } from '../../../entities'
import { describeEachDatabase } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'
import { everyRow } from './everyRow'

describeEachDatabase('what every comparison of a house rests on', (db) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(db.url)
  })
  afterAll(() => house.close())

  it('tells one letter in one row, and that it is as before', async () => {
    const { personId: id, name } = persona('member')
    const rename = (to: string) => house.as(null, (work) => work.change(Person, { id }, { name: to }))
    const before = await everyRow(house.database)
    expect(Object.keys(before).length).toBeGreaterThan(50)
    await rename(`${name}𠮷`)
    const after = await everyRow(house.database)
    expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual(['person'])
    await rename(name)
    expect(await everyRow(house.database)).toEqual(before)
  })
})
