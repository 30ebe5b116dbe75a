import { Person } from '../../../entities'
import { contract } from '../../../server/contract'
import { branchId, departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { linkAccount } from '../../../server/features/account/linkAccount'
import { endGrant, grantRole } from '../../../server/features/organisation/grantRole'
import { transferPerson } from '../../../server/features/organisation/transferPerson'
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse, persona } from './house'

const office = persona('office').personId
const { personId } = persona('member')
/** Reading the actor, before the verb begins. */
const actor = 1

describeByTurn('statements each change of the organisation needs', (db) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(db.url)
  })
  afterAll(() => house.close())

  it('stay few: granting and ending a role', async () => {
    let grantId = ''
    const input = {
      personId,
      role: 'BRANCH_CLERK',
      scopeId: branchId('finance'),
      fromDay: '2026-09-01',
      reason: '工作需要',
    }
    const grant = () =>
      house.as(office, async (work) => {
        grantId = (await grantRole(work, contract['organisation.grantRole'].in.parse(input))).grantId
      })
    expect(await house.countQueries(grant)).toBe(actor + 5)
    const end = () => house.as(office, (work) => endGrant(work, { grantId, toDay: work.today, reason: '轮岗' }))
    expect(await house.countQueries(end)).toBe(actor + 3)
  })

  it('stay few: a transfer', async () => {
    const input = { personId, departmentId: departmentId('D01'), fromDay: '2026-10-01', reason: '岗位调整' }
    const transfer = () =>
      house.as(office, (work) => transferPerson(work, contract['organisation.transfer'].in.parse(input)))
    expect(await house.countQueries(transfer)).toBe(actor + 6)
  })

  it('stay few: linking an account', async () => {
    const link = linkAccount({ feishu: null, wecom: 'ww_sample' })
    const linkTo = (owner: string) => () =>
      house.as(office, (work) => link(work, { personId: owner, platform: 'wecom', userId: 'LinZhiXia' }))
    const newcomer = (await house.source.manager.findOneByOrFail(Person, { name: '白晚照' })).id
    // One of them brings out the cards that waited for somebody without an account, two ask whether he lost another by leaving, to an import or the
    // directory.
    expect(await house.countQueries(linkTo(newcomer))).toBe(actor + 10)
  })
})
