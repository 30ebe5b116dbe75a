import { randomUUID } from 'node:crypto'
import { RoleGrant, SignOrder, SignOrderLine } from '../../../entities'
import type { Role } from '../../../server/domain/organisation/roles'
import { owing } from '../../../server/features/flows'
import { signProofFlow } from '../../../server/features/signOrder'
import { myTasks } from '../../../server/features/tasks/readMine'
import { allOwed, type Owed } from '../../../server/features/workflow'
import { describeByTurn } from '../../support/perDatabase'
import { holdRole } from '../organisation/house'
import { type OrderChain, orderChain } from './orderChain'
import { idOf, type OrderStage, openOrders } from './orderStage'

/** Whose turn an order and its parts are, at every station: somebody who exists, or 党办 is told that nobody is there. */
describeByTurn('an order is owed', (db) => {
  let stage: OrderStage
  let chain: OrderChain
  beforeAll(async () => {
    stage = await openOrders(db.url)
    chain = orderChain(stage)
  }, 60_000)
  afterAll(() => stage.close())

  const ofOrders = owing.filter(({ table }) => table.name.startsWith('sign'))
  const owed = () => stage.house.as(null, (work) => allOwed(work, ofOrders))
  const of = (all: readonly Owed[], workflow: string) => all.filter((each) => each.workflow === workflow)
  const ids = (...keys: string[]) => keys.map(idOf)
  const told = async (key: string, title: string) =>
    (await stage.house.as(idOf(key), (work) => myTasks(work))).tasks.filter((task) => task.title === title)
  /** While nobody holds the role. */
  const without = async (role: Role, body: () => Promise<void>) => {
    const held = await stage.rows(RoleGrant, { role })
    await stage.house.source.manager.delete(RoleGrant, { role })
    await body()
    await stage.house.source.manager.insert(RoleGrant, held)
  }

  test('by 办公室 until the proof goes out, then also by every department', async () => {
    await chain.upTo('DESIGNING')
    expect(await owed()).toMatchObject([{ what: '制作单', title: '发出工作牌样稿校对', vacant: [] }])
    await chain.sendProof()
    const all = await owed()
    expect(of(all, 'signOrder')).toMatchObject([{ title: '校对齐后登记工作牌报价', owners: ids('generalOffice') }])
    const proofs = of(all, 'signProof')
    expect(proofs.map(({ owners, vacant }) => [owners.length, vacant])).toEqual([
      [1, []],
      [1, []],
      [1, []],
    ])
    expect(proofs.flatMap(({ owners }) => owners).sort()).toEqual(
      ids('financeSecretary', 'productionSecretary', 'chiefEngineer').sort(),
    )
    await chain.confirmProofs('财务部')
    expect(of(await owed(), 'signProof')).toMatchObject([
      { about: '财务部：2026年工作牌', owners: ids('financeSecretary') },
    ])
  })

  test('by 第一负责人 where a department has no 党员负责人, and told where it has neither (M10)', async () => {
    const [known] = await stage.house.as(null, (work) => signProofFlow.open(work, ['WAITING']))
    if (!known) throw new Error('no proof is open')
    const { desk } = known
    const headless = { ...known, desk: { ...desk, leadId: null } }
    const nobody = { ...headless, desk: { ...headless.desk, head: null } }
    const owners = (part: typeof known) =>
      (['partyGroupLead', 'departmentHead'] as const).flatMap((role) => signProofFlow.people(role, part, []))
    expect(owners(known)).toEqual([desk.leadId])
    expect(owners(headless)).toEqual([desk.head?.personId])
    expect(owners(nobody)).toEqual([])
  })

  test('at 审核 by nobody who had a hand in it, and told where nobody else is left (R30)', async () => {
    await chain.confirmProofs()
    await chain.quote()
    const grant = randomUUID()
    await holdRole(stage.house, { id: grant, personId: idOf('officeSecond'), role: 'GENERAL_OFFICE' })
    await chain.quote({ WORK_PLATE: 1300 }, 'officeSecond')
    await stage.house.source.manager.delete(RoleGrant, { id: grant })
    await chain.submit()
    expect(of(await owed(), 'signOrder')).toMatchObject([{ event: 'review', owners: ids('office'), vacant: [] }])
    expect(await told('officeSecond', '审核工作牌费用')).toEqual([])
    expect(await told('office', '审核工作牌费用')).toMatchObject([{ kind: 'signOrder', detail: '2026年工作牌' }])
    // One turn ahead: 审核 would lead to where nobody is.
    await without('GROUP_DEPUTY_SECRETARY', async () => {
      expect(of(await owed(), 'signOrder')).toMatchObject([{ event: 'review', vacant: ['groupDeputySecretary'] }])
    })
    await without('HQ_OFFICE', async () => {
      expect(of(await owed(), 'signOrder')).toMatchObject([{ event: 'review', owners: [], vacant: ['hqOffice'] }])
    })
    await chain.review()
    expect(of(await owed(), 'signOrder')).toMatchObject([{ title: '终审工作牌费用', owners: ids('groupLeader') }])
  })

  test('in production by the branches and nobody else, each until it has signed (R32)', async () => {
    await chain.approve()
    const all = await owed()
    expect(all.map(({ workflow, about }) => `${workflow} ${about}`).sort()).toEqual(
      ['signDelivery 财投支部应收4块', 'signDelivery 生技支部应收5块'].sort(),
    )
    for (const { owners, vacant } of all) expect([owners.length > 1, vacant]).toEqual([true, []])
    await stage.house.source.manager.delete(RoleGrant, { role: 'BRANCH_CLERK' })
    await stage.house.source.manager.delete(RoleGrant, { role: 'BRANCH_COMMITTEE' })
    await without('BRANCH_SECRETARY', async () => {
      const left = of(await owed(), 'signDelivery')
      expect(left.map(({ owners, vacant }) => [owners, vacant.includes('branchSecretary')])).toEqual([
        [[], true],
        [[], true],
      ])
    })
    await chain.signAll()
    expect(await owed()).toMatchObject([{ title: '办理工作牌付款', owners: ids('generalOffice') }])
    await chain.pay()
    expect(await owed()).toMatchObject([{ title: '核对并办结工作牌制作单', owners: ids('office') }])
    await chain.close('会纪〔2026〕12号')
    expect(await owed()).toEqual([])
  })

  test('by 办公室 as soon as the agency should have deleted what it got, also when the order is closed (R28)', async () => {
    const title = '确认广告公司已删除资料'
    stage.house.setToday('2026-12-30')
    expect(await owed()).toEqual([])
    expect(await told('generalOffice', title)).toEqual([])
    stage.house.setToday('2026-12-31')
    expect(await owed()).toMatchObject([
      { workflow: 'signDeletion', title, about: '2026年工作牌：交给云上广告的资料', dueDay: '2026-12-31', vacant: [] },
    ])
    expect(await told('generalOffice', title)).toMatchObject([{ dueDay: '2026-12-31', daysLeft: 0, urgent: true }])
    for (const key of ['office', 'groupLeader', 'financeSecretary', 'member'])
      expect(await told(key, title)).toEqual([])
    stage.house.setToday('2027-01-04')
    expect(await told('generalOffice', title)).toMatchObject([{ daysLeft: -4, path: `/sign-orders/${chain.orderId}` }])
    await without('GENERAL_OFFICE', async () => {
      expect(await owed()).toMatchObject([{ workflow: 'signDeletion', owners: [], vacant: ['generalOffice'] }])
    })
    const deleted = { orderId: chain.orderId, exportId: chain.exportId, day: '2027-01-04' }
    await stage.call('generalOffice', 'signOrder.confirmDeletion', deleted)
    expect(await owed()).toEqual([])
    expect(await told('generalOffice', title)).toEqual([])
  })

  test('in as many statements for many orders as for one', async () => {
    const count = () => stage.house.countQueries(owed)
    const last = orderChain(stage)
    const row = (await stage.rows(SignOrder, { id: chain.orderId }))[0] as SignOrder
    const [line] = await stage.rows(SignOrderLine, { orderId: chain.orderId })
    const put = (number: number, state: string) =>
      stage.house.as(null, async (work) => {
        const id = number === 2 ? last.orderId : randomUUID()
        await work.insert(SignOrder, { ...row, id, number, state })
        await work.insert(SignOrderLine, { ...(line as SignOrderLine), id: randomUUID(), orderId: id })
      })
    await put(2, 'PROOF_CHECK')
    await put(3, 'IN_PRODUCTION')
    const few = await count()
    for (const [number, state] of ['PROOF_CHECK', 'IN_PRODUCTION', 'OFFICE_REVIEW', 'PAID'].entries())
      await put(number + 4, state)
    expect(await count()).toBe(few)
  })
})
