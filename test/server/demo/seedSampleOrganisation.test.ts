import { LinkActivity, Person, RoleGrant } from '../../../entities'
import { seedSampleOrganisation } from '../../../server/demo/sampleOrganisation'
import { branches } from '../../../server/features/organisation/branchOrder'
import { branchPeople } from '../../../server/features/organisation/branchPeople'
import { loadActor } from '../../../server/features/organisation/loadActor'
import { startCpuTime } from '../../support/cpuTime'
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse, persona, sampleTenants } from '../organisation/house'

describeByTurn('seeding the sample organisation', (db) => {
  let house: House
  const seed = () => house.as(null, (work) => seedSampleOrganisation(work, sampleTenants))

  beforeAll(async () => {
    house = await openHouse(db.url, { sample: false })
  })
  afterAll(() => house.close())

  it('fills an empty house in well under two seconds', async () => {
    const spent = startCpuTime()
    expect(await seed()).toBe(true)
    expect(spent()).toBeLessThan(2000)
    expect(await house.source.manager.count(Person)).toBe(540)
  })

  it('leaves a house alone in which somebody lives', async () => {
    const before = await house.source.manager.count(RoleGrant)
    expect(await seed()).toBe(false)
    expect(await house.source.manager.count(RoleGrant)).toBe(before)
    expect(await house.source.manager.count(LinkActivity)).toBe(11 + 8 + 4 + 3 + 1)
  })

  it('puts everybody into the right branch', async () => {
    const sizes = await house.as(null, async (work) => {
      const all = await branches(work)
      return Promise.all(all.map(async ({ id, name }) => [name, (await branchPeople(work, id)).length]))
    })
    expect(Object.fromEntries(sizes)).toEqual({
      综合支部: 28 + 39,
      财投支部: 19 + 30,
      生技支部: 43 + 165,
      营销支部: 39 + 151,
      信息支部: 11 + 15,
    })
  })

  it('keeps a name whose characters lie outside the usual plane', async () => {
    const [found] = await house.source.manager.findBy(Person, { name: '林𠮷安' })
    expect([...(found?.name ?? '')]).toEqual(['林', '𠮷', '安'])
  })

  it('makes the party office the party office and the secretary a secretary', async () => {
    const roles = async (key: string) =>
      (await house.as(null, (work) => loadActor(work, persona(key).personId)))?.grants.map((one) => one.role)
    expect(await roles('office')).toEqual(['HQ_OFFICE'])
    expect(await roles('financeSecretary')).toEqual(['BRANCH_SECRETARY', 'DEPARTMENT_HEAD'])
    expect(await roles('masses')).toEqual([])
  })
})
