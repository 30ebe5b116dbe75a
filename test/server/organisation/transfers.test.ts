import { AuditEntry, Person, Placement } from '../../../entities'
import { contract } from '../../../server/contract'
import { branchId, departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { placedPerson } from '../../../server/features/organisation/branchPeople'
import { transferPerson } from '../../../server/features/organisation/transferPerson'
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse, persona } from './house'

const office = persona('office').personId

describeByTurn('transferring a person', (db) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(db.url)
  })
  afterAll(() => house.close())

  const transfer = (personId: string, code: string, fromDay: string, actor = office) => {
    const input = { personId, departmentId: departmentId(code), fromDay, reason: '岗位调整' }
    return house.as(actor, (work) => transferPerson(work, contract['organisation.transfer'].in.parse(input)))
  }
  const placeOn = (personId: string, day: string) => {
    house.setToday(day)
    return house.as(null, (work) => placedPerson(work, personId)).finally(() => house.setToday('2026-09-01'))
  }

  it('takes effect on its day, department, 党小组 and branch together', async () => {
    const { personId } = persona('member')
    await transfer(personId, 'D10', '2026-10-08')
    expect(await placeOn(personId, '2026-10-07')).toMatchObject({
      departmentName: '财务部',
      branchId: branchId('finance'),
    })
    expect(await placeOn(personId, '2026-10-08')).toMatchObject({
      departmentName: '销售管理部',
      branchId: branchId('marketing'),
    })
    const line = await house.source.manager.findOneByOrFail(AuditEntry, {
      action: 'person.transfer',
      subjectId: personId,
    })
    expect(line).toMatchObject({ actorId: office, reason: '岗位调整', change: { fromDay: '2026-10-08' } })
  })

  it('refuses a day before the latest place began', async () => {
    await expect(transfer(persona('member').personId, 'D01', '2026-10-07')).rejects.toMatchObject({
      code: 'transfer.beforeCurrent',
      message: '生效日期2026年10月7日早于现任起始日期2026年10月8日，请改晚一些。',
    })
  })

  it('corrects a transfer of the same day instead of adding a second one', async () => {
    const { personId } = persona('member')
    await transfer(personId, 'D11', '2026-10-08')
    const rows = await house.source.manager.find(Placement, { where: { personId }, order: { fromDay: 'ASC' } })
    expect(rows.map((one) => [one.fromDay, one.toDay])).toEqual([
      ['2025-01-01', '2026-10-07'],
      ['2026-10-08', null],
    ])
    expect(await placeOn(personId, '2026-10-08')).toMatchObject({ departmentName: '市场策划部' })
  })

  it('takes a leader out of the 领导党小组 into a department', async () => {
    const leader = await house.source.manager.findOneByOrFail(Person, { name: '程远山' })
    expect(await placeOn(leader.id, '2026-09-01')).toMatchObject({ departmentId: null, branchId: branchId('general') })
    await transfer(leader.id, 'D05', '2026-09-15')
    expect(await placeOn(leader.id, '2026-09-15')).toMatchObject({
      departmentName: '投资发展部',
      branchId: branchId('finance'),
    })
  })

  it('refuses the same department, an unknown one, somebody who left, and everybody but the party office', async () => {
    const { personId } = persona('masses')
    await expect(transfer(personId, 'D04', '2026-10-01')).rejects.toMatchObject({
      problems: [{ sentence: '苏雨晴已经在财务部。' }],
    })
    await expect(transfer(personId, 'D99', '2026-10-01')).rejects.toMatchObject({ code: 'record.notFound' })
    await expect(transfer(personId, 'D01', '2026-10-01', persona('administrator').personId)).rejects.toMatchObject({
      code: 'permission.denied',
    })
    await house.source.manager.update(Person, { id: personId }, { dutyStatus: 'LEFT' })
    await expect(transfer(personId, 'D01', '2026-10-01')).rejects.toMatchObject({ code: 'record.notFound' })
  })
})
