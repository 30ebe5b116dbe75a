import { randomUUID } from 'node:crypto'
import {
  BadgeInspection,
  Campaign,
  Department,
  Person,
  PostArea,
  PostExemption,
  SignOrder,
  SignOrderLine,
  SignOrderProof,
} from '../../../entities'
import type { Work } from '../../../server/database/work'
import { myTasks } from '../../../server/features/tasks/readMine'
import { describeByTurn } from '../../support/perDatabase'
import { samplePostArea } from '../../support/samplePostArea'
import { branch, campaignId, department, openPostStage, type PostStage, someone } from '../postArea/postStage'

const finance = branch('finance')

describeByTurn('what of 岗区 and 工作牌 stands on the front page', (db) => {
  let stage: PostStage
  beforeAll(async () => {
    stage = await openPostStage(db.url)
  }, 60_000)
  afterAll(() => stage.close())

  const job = <Result>(body: (work: Work) => Promise<Result>): Promise<Result> => stage.house.as(null, body)
  const tasks = async (who: string) => (await stage.house.as(someone(who), (work) => myTasks(work))).tasks
  /** Only the kinds asked about: everybody has other things to do as well. */
  const told = async (who: string, ...kinds: string[]) =>
    (await tasks(who)).filter((task) => kinds.includes(task.kind)).map(({ kind, detail, path }) => [kind, detail, path])
  const put = async (code: string, kind: PostArea['kind'], state: string, changes: Partial<PostArea> = {}) => {
    const place = { campaignId, branchId: finance, departmentId: department(code) }
    const row = samplePostArea({ ...place, kind, state, nomineeId: someone('rareNameOne'), ...changes })
    await job((work) => work.insert(PostArea, row))
    return row.id
  }

  test('the 书记 is to open the work; until then no lead is asked for anything (R03)', async () => {
    const path = `/branch/${finance}/posts`
    expect(await told('financeSecretary', 'posts')).toEqual([
      ['posts', '通知本支部2个部门推荐示范岗、确定责任区', path],
    ])
    expect(await told('investHead', 'postAreaShort')).toEqual([])
    await stage.open('finance', 'production')
    expect(await told('financeSecretary', 'posts')).toEqual([])
    const detail = '投资发展部还有2项要办：集体推荐、征求意见、填表'
    expect(await told('investHead', 'postAreaShort')).toEqual([['postAreaShort', detail, '/posts']])
    expect(await told('member', 'postAreaShort', 'posts')).toEqual([])
  })

  test('two equal highest posts are for the 书记 to settle (R07)', async () => {
    expect((await told('productionSecretary', 'posts'))[0]?.[1]).toBe('1个部门要指定党员负责人')
    expect(await told('safetyHead', 'postAreaShort')).toEqual([])
  })

  test('a form lies on the page of whoever has to answer it, and of nobody else (R08, R11, R12)', async () => {
    const one = await put('D05', 'POST', 'CONSULTING')
    expect(await told('supervisor', 'postAreaWaiting')).toEqual([
      ['postAreaWaiting', '1份表在等您答复', `/posts/${one}`],
    ])
    await put('D05', 'AREA', 'HEAD_REVIEWED', { nomineeId: someone('supervisor') })
    expect((await told('supervisor', 'postAreaWaiting'))[0]?.[1]).toBe('1份表在等您答复')
    expect((await told('hqCommittee', 'postAreaWaiting'))[0]?.[1]).toBe('1份表在等您答复')
    await put('D04', 'POST', 'FILLED')
    expect((await told('financeSecretary', 'postAreaWaiting'))[0]?.[1]).toBe('1份表在等您答复')
    expect(await told('leader', 'postAreaWaiting')).toEqual([])
    expect(await told('investHead', 'postAreaShort', 'postAreaWaiting')).toEqual([])
  })

  test('agreed forms are to be collected, collected ones to be handed in (R13)', async () => {
    await put('D04', 'AREA', 'LEADER_AGREED')
    expect((await told('financeSecretary', 'posts'))[0]?.[1]).toBe('1份表可以收集')
    await put('D04', 'POST', 'COLLECTED', { nomineeId: someone('scrutineer') })
    expect((await told('financeSecretary', 'branchPackage'))[0]?.[1]).toBe('还有19人未交，0份待报送，1份岗区表待报送')
  })

  test('an accepted one asks its department for the plate, and the 书记 once it is late (R15)', async () => {
    const where = { departmentId: department('D05') }
    await job((work) => work.change(PostArea, where, { state: 'ACCEPTED', acceptedAt: work.now }))
    expect(await told('investHead', 'plate')).toEqual([['plate', '本部门有2块牌子还没有登记挂牌', '/posts']])
    expect((await tasks('investHead')).find((task) => task.kind === 'plate')?.dueDay).toBe('2026-09-21')
    expect(await told('financeSecretary', 'plate')).toEqual([])
    stage.house.setToday('2026-09-23')
    expect((await told('financeSecretary', 'plate'))[0]?.[1]).toBe('本支部有2块牌子还没有登记挂牌')
    expect((await told('financeSecretary', 'posting'))[0]).toEqual([
      'posting',
      '1个部门还没有张贴，或张贴的不是最新内容',
      `/branch/${finance}/postings`,
    ])
    expect(await told('member', 'posting')).toEqual([])
    stage.house.setToday('2026-09-01')
  })

  test('党办 decides who may go without (R05), and hears of departments and members nobody answers for (R04)', async () => {
    expect(await told('office', 'exemptions', 'unmapped')).toEqual([])
    const asked = { id: randomUUID(), campaignId, departmentId: department('D05'), kind: 'AREA' as const }
    const facts = { reason: '全部外派', askedById: someone('investHead'), askedAt: 1, revision: 1 }
    const undecided = { decidedById: null, decidedAt: null, decisionReason: null }
    await job((work) => work.insert(PostExemption, { ...asked, ...facts, ...undecided, state: 'ASKED' }))
    const fresh = {
      id: randomUUID(),
      code: 'D99',
      name: '新设部门',
      parentId: null,
      fromDay: '2026-08-01',
      toDay: null,
    }
    await job((work) => work.insert(Department, fresh))
    await stage.moveAway([someone('D05:member:3')], 'D05')
    await job((work) =>
      work.manager.query(`update placement set ${quoted(work, 'departmentId')} = '${fresh.id}' where
        ${quoted(work, 'personId')} = '${someone('D05:member:3')}'`),
    )
    expect(await told('office', 'exemptions', 'unmapped')).toEqual([
      ['exemptions', '1份申请等待决定', '/office/exemptions'],
      ['unmapped', '1个部门没有对应的支部，1名党员没有编入党小组', '/organisation'],
    ])
    expect(await told('hqCommittee', 'exemptions', 'unmapped')).toEqual([])
  })
  const quoted = (work: Work, name: string) => work.manager.connection.driver.escape(name)

  test('somebody seen without the badge is the 书记’s to follow up (R02)', async () => {
    const place = { branchId: finance, departmentId: department('D04'), heldDay: '2026-08-31' }
    const seen = { checked: 10, notWearing: 2, notWearingIds: [], note: '', inspectorId: someone('officeSecond') }
    const open = { enteredAt: 1, followUp: null, followUpDay: null, voidReason: null, revision: 1 }
    const put = (changes: object) =>
      job((work) => work.insert(BadgeInspection, { id: randomUUID(), ...place, ...seen, ...open, ...changes }))
    await put({ notWearing: 0 })
    await put({ voidReason: '登记错了部门' })
    await put({ followUp: '已提醒本人' })
    expect(await told('financeSecretary', 'badge')).toEqual([])
    await put({})
    expect((await told('financeSecretary', 'badge'))[0]?.[1]).toBe('1次抽查有人未佩戴，还没有登记处理情况')
    expect(await told('digitalSecretary', 'badge')).toEqual([])
  })

  test('an order stands with whoever takes its next step, never with 经办 for judging it (R29–R32)', async () => {
    const blank = { supplementsId: null, reason: '', quoteFileId: null, minutesNumber: null, minutesFileId: null }
    const rest = {
      voucherNumber: null,
      paidDay: null,
      returnReason: null,
      agencyName: '广告公司',
      proofAt: 1,
      revision: 1,
    }
    const order = { id: randomUUID(), campaignId, number: 1, title: '2026年工作牌', placedAt: 1, proofVersion: 1 }
    const placedById = someone('generalOffice')
    await job((work) =>
      work.insert(SignOrder, { ...order, ...blank, ...rest, placedById, amountFen: 100, state: 'DRAFT' }),
    )
    const line = {
      orderId: order.id,
      kind: 'AREA_PLATE' as const,
      recordId: randomUUID(),
      branchId: finance,
      texts: {},
    }
    await job((work) =>
      work.insert(SignOrderLine, {
        id: randomUUID(),
        ...line,
        departmentId: department('D05'),
        name: '',
        photoId: null,
      }),
    )
    const become = (state: string, changes: Partial<SignOrder> = {}) =>
      job((work) => work.change(SignOrder, { id: order.id }, { state, ...changes }))
    const kinds = ['signOrder', 'proof', 'delivery']
    const who = ['generalOffice', 'office', 'groupLeader', 'investHead', 'financeSecretary', 'member']
    const seen = async () => {
      const all: string[] = []
      for (const one of who) for (const [kind] of await told(one, ...kinds)) all.push(`${one} ${kind}`)
      return all
    }
    expect(await seen()).toEqual(['generalOffice signOrder'])
    await become('PROOF_CHECK')
    expect(await seen()).toEqual(['generalOffice signOrder', 'investHead proof'])
    const word = {
      orderId: order.id,
      departmentId: department('D05'),
      version: 1,
      problem: '',
      byId: placedById,
      at: 1,
    }
    await job((work) => work.insert(SignOrderProof, { ...word, answer: 'CONFIRMED' }))
    expect(await seen()).toEqual(['generalOffice signOrder'])
    await become('OFFICE_REVIEW')
    expect(await seen()).toEqual(['office signOrder'])
    await become('FINAL_APPROVAL')
    expect(await seen()).toEqual(['groupLeader signOrder'])
    await become('FINAL_APPROVAL', { placedById: someone('groupLeader') })
    expect(await seen()).toEqual([])
    await become('IN_PRODUCTION', { placedById })
    // 支委 signs for the branch as well as the 书记.
    expect(await seen()).toEqual(['investHead delivery', 'financeSecretary delivery'])
    await become('DELIVERED')
    expect(await seen()).toEqual(['generalOffice signOrder'])
    await become('PAID')
    expect(await seen()).toEqual(['office signOrder'])
    await become('CLOSED')
    expect(await seen()).toEqual([])
  })

  test('who joined after the opening has a day of his own on the front page (rules §3.2)', async () => {
    const joiner = someone('D05:member:4')
    await job((work) => work.change(Person, { id: joiner }, { joinedDay: '2026-09-21' }))
    const due = async (personId: string) =>
      (await stage.house.as(personId, (work) => myTasks(work))).tasks.find((task) => task.kind === 'pledge')?.dueDay
    expect(await due(joiner)).toBe('2026-10-26')
    expect(await due(someone('D05:member:5'))).toBe('2026-09-20')
  })

  test('a new year’s campaign leaves no task behind whose page is empty', async () => {
    expect(await told('office', 'exemptions')).toHaveLength(1)
    await job(async (work) => {
      const last = await work.manager.findOneByOrFail(Campaign, { id: campaignId })
      await work.insert(Campaign, {
        ...last,
        id: randomUUID(),
        year: 2027,
        openedDay: '2027-03-01',
        dueDay: '2027-03-20',
      })
    })
    expect((await stage.call('exemption.list', someone('office'), {})).exemptions).toEqual([])
    expect(await told('office', 'exemptions')).toEqual([])
  })
})
