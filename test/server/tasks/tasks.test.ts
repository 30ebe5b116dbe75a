import { randomUUID } from 'node:crypto'
import type { Caller } from '../../support/product'
import { openInput, openPledges, type PledgeStage } from '../pledge/pledgeStage'

describe('what everybody finds to do on the front page', () => {
  let stage: PledgeStage
  let people: Record<string, Caller>
  beforeAll(async () => {
    stage = await openPledges()
    const keys = ['masses', 'scrutineer', 'supervisor', 'administrator']
    people = Object.fromEntries(
      await Promise.all(keys.map(async (key) => [key, await stage.product.login(key)] as const)),
    )
  })
  afterAll(() => stage.product.stop())

  const tasks = async (who: Caller | undefined) => (await who?.call('tasks.mine'))?.body.tasks ?? []
  /** Without filings: which of them are owed is told in test/server/filing. */
  const kinds = async (who: Caller | undefined) =>
    (await tasks(who)).map((task) => task.kind).filter((kind) => kind !== 'filing')
  const detail = async (who: Caller, kind: string) => (await tasks(who)).find((task) => task.kind === kind)?.detail

  test('the campaign is open: a member owes a sheet and visits, nearest date first', async () => {
    const list = await tasks(stage.member)
    expect(list.map((task) => task.kind)).toEqual(['pledge', 'visit'])
    expect(list[0]).toMatchObject({ path: '/pledge', dueDay: '2026-09-20', daysLeft: 13, urgent: false })
    expect(list[1]).toMatchObject({ dueDay: '2026-09-30' })
  })

  test('R45: the 书记， a leader, owes visits like anyone, the branch and 三联系； 群众 and the administrator owe nothing', async () => {
    expect((await kinds(stage.secretary)).sort()).toEqual(['branchPackage', 'pledge', 'posts', 'threeLinks', 'visit'])
    expect(await detail(stage.secretary, 'branchPackage')).toBe('还有19人未交，0份待报送')
    expect(await detail(stage.secretary, 'threeLinks')).toBe('零售药店9/10')
    expect([await kinds(people.masses), await kinds(people.administrator)]).toEqual([[], []])
    expect(await kinds(people.supervisor)).toContain('threeLinks')
  })

  test('nothing waits at 党办 yet', async () => {
    expect(await kinds(stage.office)).toEqual(['pledge', 'visit'])
  })

  test('handed in: off the member’s list, counted on the 书记’s', async () => {
    await stage.handIn(stage.member)
    expect(await kinds(stage.member)).toEqual(['visit'])
    expect(await detail(stage.secretary, 'branchPackage')).toBe('还有18人未交，1份待报送')
  })

  test('given back: on the list again, in other words', async () => {
    const { pledge } = (await stage.member.call('pledge.mine')).body
    const { pledgeId = '', revision = 0, photoId = null } = pledge ?? {}
    await stage.secretary.call('pledge.return', { pledgeId, revision, reason: '照片太模糊' })
    expect((await kinds(stage.member))[0]).toBe('pledgeReturned')
    await stage.member.call('pledge.submit', stage.sheet({ photoId, revision: revision + 1 }))
  })

  test('handed to 党办： off the 书记’s list, since the missing are explained, and on that of 党办', async () => {
    const handedIn = await stage.package()
    expect(await kinds(stage.secretary)).not.toContain('branchPackage')
    expect(await detail(stage.office, 'officePackages')).toBe('1个支部等待受理')
    const { packageId, revision } = handedIn
    await stage.office.call('package.return', { packageId, revision, reason: '请补充照片说明' })
    expect(await kinds(stage.office)).not.toContain('officePackages')
    expect(await detail(stage.secretary, 'branchReturned')).toBe('机关党办退回了第1次报送，1份待补正后重新报送')
  })

  test('accepted: nothing is left but what came since', async () => {
    const { packageId, revision } = await stage.package()
    await stage.office.call('package.accept', { packageId, revision })
    const branchKinds = async () => (await kinds(stage.secretary)).filter((kind) => kind.startsWith('branch'))
    expect(await branchKinds()).toEqual([])
    await stage.handIn(people.scrutineer as Caller)
    expect(await detail(stage.secretary, 'branchPackage')).toBe('已交齐，1份待报送')
  })

  test('every contact visited: the visits are off the list', async () => {
    for (const { personId } of (await stage.member.call('visit.contacts')).body.contacts)
      await stage.member.call('visit.log', {
        visitId: randomUUID(),
        contactId: personId,
        way: 'FACE',
        purposes: ['LISTENING'],
        visitedDay: '2026-09-07',
        content: '了解近期工作情况',
      })
    expect(await kinds(stage.member)).toEqual([])
  })

  test('from three days before the date a task is urgent', async () => {
    const opened = await stage.office.call('campaign.open', openInput({ year: 2027, dueDay: '2026-09-11' }))
    expect(opened.status).toBe(200)
    const own = async () => (await tasks(stage.member)).find((task) => task.kind === 'pledge')
    expect(await own()).toMatchObject({ daysLeft: 4, urgent: false })
    await stage.moveQuietly('2026-09-08')
    expect(await own()).toMatchObject({ daysLeft: 3, urgent: true })
  })
})
