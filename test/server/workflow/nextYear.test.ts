import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import {
  BranchPackage,
  EvaluationRound,
  Filing,
  OutboxMessage,
  Pledge,
  PostArea,
  PostExemption,
  SignOrder,
} from '../../../entities'
import { type CallName, contract, type Input, type Output } from '../../../server/contract'
import type { Work } from '../../../server/database/work'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { formNamed } from '../../../server/domain/forms'
import { filingStates } from '../../../server/domain/forms/form'
import { postAreaKinds } from '../../../server/domain/postArea/kinds'
import { loadHolidays } from '../../../server/features/calendar'
import { callsOf } from '../../../server/features/calls'
import { flows } from '../../../server/features/flows'
import { desks, holders } from '../../../server/features/organisation'
import { loadActor } from '../../../server/features/organisation/loadActor'
import { loadFacts } from '../../../server/features/reminders/loadFacts'
import {
  type AnyFlow,
  allOwed,
  begin,
  duesOf,
  type FlowRow,
  type Known,
  type Owed,
  owedOn,
  take,
} from '../../../server/features/workflow'
import { describeByTurn } from '../../support/perDatabase'
import { redPhoto } from '../pledge/pledgeStage'
import {
  branch,
  type ChainState,
  campaignId,
  department,
  openPostStage,
  type PostStage,
  someone,
} from '../postArea/postStage'

const office = someone('office')
const secretaryOf = (key: string) => someone(`${key}Secretary`)
/** The states of a 岗 or 区 that is still with the department or its branch. */
const underWay = [
  'DRAFT',
  'RECOMMENDED',
  'CONSULTING',
  'CONSULTED',
  'FILLED',
  'HEAD_REVIEWED',
  'LEADER_AGREED',
  'COLLECTED',
] as const satisfies ChainState[]

/**
 * What becomes of a record of last year once the new year's campaign is open. owed: somebody has its button; carried: it
 * moves with a record that somebody owes; over: nobody's for good, and no button; rests: as it did last year. Every state that
 * a call leads to; rounds and orders, which no campaign bounds, stand in all states in owners.test.ts.
 */
const fates = {
  ...Object.fromEntries(underWay.map((state) => [`postArea ${state}`, state === 'COLLECTED' ? 'carried' : 'owed'])),
  'postArea SUBMITTED': 'carried',
  'postArea ACCEPTED': 'owed',
  'postArea ACTIVE': 'rests',
  'postArea SUSPENDED': 'owed',
  'package SUBMITTED': 'owed',
  'package RETURNED': 'over',
  'package ACCEPTED': 'end',
  'exemption ASKED': 'over',
  'exemption REFUSED': 'over',
  'exemption GRANTED': 'end',
  'pledge SUBMITTED': 'over',
  'pledge RETURNED': 'over',
  'pledge BRANCH_OK': 'over',
  'pledge SUBMITTED_TO_OFFICE': 'carried',
  'pledge OFFICE_OK': 'over',
  'pledge PUBLISHED': 'over',
  'pledge AMENDED': 'over',
  'pledge FULFILLING': 'over',
  'pledge WITHDRAWN': 'over',
  'measureFiling NOT_STARTED': 'owed',
  'measureFiling DRAFT': 'owed',
  'measureFiling FILED': 'owed',
  'measureFiling RETURNED': 'owed',
  'measureFiling RECORDED': 'rests',
  'round PREPARING': 'owed',
  'signOrder DRAFT': 'owed',
}

/** What of the front page tells its owner of it. */
const lines: Record<string, RegExp> = {
  recommend: /办理示范岗和责任区/,
  consult: /办理示范岗和责任区/,
  fill: /办理示范岗和责任区/,
  giveOpinion: /答复示范岗和责任区/,
  review: /答复示范岗和责任区/,
  agree: /答复示范岗和责任区/,
  collect: /份表可以收集/,
  hangPlate: /挂牌公开/,
  remove: /恢复或摘牌/,
  accept: /受理支部报送/,
  file: /(报送|补正)点对点联系服务措施/,
  receive: /接收点对点联系服务措施/,
  freezeRoster: /确认名单和监票人/,
  export: /导出工作牌资料/,
}

class Undo extends Error {}

const isOf = (flow: AnyFlow, row: FlowRow & { form?: string }): boolean =>
  row.form === undefined || row.form === flow.table.name

describeByTurn('what last year left when the new year’s campaign is open', (db) => {
  let stage: PostStage
  let calls: ReturnType<typeof callsOf>
  let picture: Buffer
  /** The 岗区 under way, by the state in which the year ended. */
  const left = new Map<string, string>()
  const file = { fileName: '', mediaType: 'image/jpeg', sha256: '', range: '', ifRange: '', requestKey: '' }

  /** A call of the product, its input checked against the contract. */
  const call = async <Name extends CallName>(name: Name, personId: string, input: Input<Name> | Buffer) => {
    const { in: request } = contract[name]
    const checked = request === 'file' ? input : (request as { parse(value: unknown): unknown }).parse(input)
    const { run } = (calls as unknown as Record<string, { run: unknown }>)[name] as {
      run:
        | ((...given: unknown[]) => Promise<unknown>)
        | { prepare(...given: unknown[]): Promise<unknown>; run(...given: unknown[]): Promise<unknown> }
    }
    if (typeof run === 'function')
      return (await stage.house.as(personId, (work) => run(work, checked, file))) as Output<Name>
    const made = await stage.house.as(personId, (work) => run.prepare(work, checked, file))
    return (await stage.house.as(personId, (work) => run.run(work, made, file))) as Output<Name>
  }
  const refused = (name: CallName, personId: string, input: object): Promise<string> =>
    call(name, personId, input as never).then(
      () => `${name} was taken`,
      (fault: { code?: string; message: string }) => fault.code ?? fault.message,
    )

  const excuse = async (key: string, only?: string) => {
    const places = await stage.house.as(null, (work) => desks(work, { branchIds: [branch(key)] }))
    for (const { departmentId, code } of places)
      for (const kind of postAreaKinds) {
        if (only && only !== code) continue
        const exemptionId = randomUUID()
        const reason = '部门人员常年驻外，不便设岗'
        await call('exemption.ask', secretaryOf(key), { exemptionId, departmentId, kind, reason })
        await call('exemption.decide', office, { exemptionId, decision: 'GRANTED', revision: 1 })
      }
  }
  const handIn = async (personId: string, changes: object = {}) => {
    const { photoId } = await call('photo.upload', personId, picture)
    const texts = { dutyText: '负责会计核算', studyPledge: '每月学习2次', dutyPledge: '当日事当日毕' }
    const agreed = { integrityPledge: '全年零违规', publishConsent: true, photoConsent: true, revision: 0 }
    return call('pledge.submit', personId, { campaignId, photoId, ...texts, ...agreed, ...changes } as never)
  }
  const membersOf = async (key: string, count: number): Promise<string[]> => {
    const { members } = await call('pledge.branch', secretaryOf(key), { branchId: branch(key) })
    return members
      .filter(({ personId }) => personId !== secretaryOf(key))
      .slice(0, count)
      .map(({ personId }) => personId)
  }
  const handPackage = async (key: string) => {
    const branchId = branch(key)
    const { members } = await call('pledge.branch', secretaryOf(key), { branchId })
    const missing = members
      .filter(({ state }) => state === 'NOT_STARTED')
      .map(({ personId }) => ({ personId, reason: '外派驻点，回来补交' }))
    return (await call('package.submit', secretaryOf(key), { branchId, missing })).package
  }
  const measureOf = async (key: string) => {
    const flow = flows.find(({ table }) => table.name === 'measureFiling') as AnyFlow
    const dues = await stage.house.as(secretaryOf(key), (work) => duesOf(work, flow))
    expect(dues).toHaveLength(1)
    return { form: 'measureFiling', filingId: dues[0]?.recordId ?? '' }
  }
  const saveMeasure = async (key: string, draft: boolean) => {
    const place = await measureOf(key)
    const { revision, branchId } = await call('filing.read', secretaryOf(key), place)
    const values = { adoptedDay: '2026-08-31', unit: 'BRANCH', measures: '每名党员每季度走访联系对象。' }
    await call('filing.save', secretaryOf(key), { ...place, branchId, revision, draft, values })
    return place
  }
  const stepMeasure = async (place: { form: string; filingId: string }, event: string, comment?: string) => {
    const { revision } = await call('filing.read', office, place)
    await call('filing.step', office, { ...place, revision, event, ...(comment ? { comment } : {}) } as never)
  }

  /** 岗区 in every state: with departments, with packages of three branches, hung and suspended. */
  const putPosts = async () => {
    await stage.open('general', 'production', 'finance', 'digital', 'marketing')
    const own = ['general', 'production'].map(branch)
    const places = (await stage.house.as(null, (work) => desks(work, { branchIds: own }))).filter(
      ({ members, supervisorIds, head, leadId }) => members.length > 1 && supervisorIds.length && head && leadId,
    )
    const free = places.flatMap(({ code }) => postAreaKinds.map((kind) => ({ code, kind })))
    for (const state of underWay) {
      const place = free.shift()
      if (place) left.set(state, await stage.at(place.code, state, place.kind))
    }
    for (const key of ['finance', 'digital', 'marketing']) await excuse(key)
    for (const kind of postAreaKinds)
      for (const code of ['D04', 'D05']) left.set(`finance ${code} ${kind}`, await stage.at(code, 'COLLECTED', kind))
    left.set('digital', await stage.at('D14', 'COLLECTED', 'POST'))
    left.set('marketing', await stage.at('D10', 'COLLECTED', 'POST'))
  }

  const putSheets = async () => {
    const [submitted = '', returned = ''] = await membersOf('production', 2)
    await handIn(submitted)
    const { pledgeId, revision } = await handIn(returned)
    await call('pledge.return', secretaryOf('production'), { pledgeId, revision, reason: '请补充具体措施' })
    const finance = await membersOf('finance', 5)
    for (const [at, personId] of finance.entries()) await handIn(personId, { publishConsent: at !== 1 })
    for (const key of ['digital', 'marketing']) await handIn((await membersOf(key, 1))[0] ?? '')
    const accepted = await handPackage('finance')
    await call('package.accept', office, { packageId: accepted.packageId, revision: accepted.revision })
    await handPackage('digital')
    const back = await handPackage('marketing')
    const reason = '请补充照片说明'
    await call('package.return', office, { packageId: back.packageId, revision: back.revision, reason })
    const sheetOf = async (personId: string) => (await stage.rows(Pledge, { personId }))[0]?.revision ?? 0
    const [, , amending = '', withdrawn = '', fulfilling = ''] = finance
    await call('pledge.amend', amending, { revision: await sheetOf(amending) })
    const consent = { publishConsent: false, photoConsent: false, revision: await sheetOf(withdrawn) }
    await call('pledge.setConsent', withdrawn, consent)
    const done = {
      fulfilmentId: randomUUID(),
      item: 'DUTY',
      doneDay: '2026-09-01',
      content: '当日办结报销12笔',
    } as const
    await call('fulfilment.record', fulfilling, done)
    await stage.walk(left.get('finance D04 AREA') ?? '', 'ACTIVE')
    const suspended = await stage.target(left.get('finance D05 POST') ?? '')
    await call('postArea.suspend', secretaryOf('finance'), { ...suspended, reason: '岗位已经调整' })
  }

  const putOthers = async () => {
    const place = { departmentId: department('D07'), reason: '没有固定的工作场所' }
    const refusedId = randomUUID()
    const secretary = secretaryOf('production')
    await call('exemption.ask', secretary, { ...place, exemptionId: randomUUID(), kind: 'POST' })
    await call('exemption.ask', secretary, { ...place, exemptionId: refusedId, kind: 'AREA' })
    const no = { decision: 'REFUSED', reason: '可以设责任区', revision: 1 } as const
    await call('exemption.decide', office, { exemptionId: refusedId, ...no })
    await stepMeasure(await saveMeasure('finance', false), 'receive')
    await saveMeasure('digital', false)
    await stepMeasure(await saveMeasure('marketing', false), 'giveBack', '请写明联系频次')
    await saveMeasure('production', true)
    await call('evaluation.open', office, { half: '2026H2', title: '下半年评价', basisNumber: '机委发〔2026〕9号' })
    const order = { orderId: randomUUID(), title: '工作牌', agencyName: '广告公司', kinds: ['AREA_PLATE'] }
    await call('signOrder.start', someone('generalOffice'), order as never)
  }

  beforeAll(async () => {
    stage = await openPostStage(db.url)
    calls = callsOf({ database: stage.house.database, dataFolder: tmpdir() } as never)
    picture = await redPhoto()
    await putPosts()
    await putSheets()
    await putOthers()
    stage.house.setToday('2027-03-01')
    await call('campaign.open', office, {
      year: 2027,
      title: '2027年“三亮”活动',
      basisNumber: '江岳机委发〔2027〕3号',
      basisTitle: '关于开展2027年“三亮”活动的通知',
      basisDay: '2027-02-20',
      dueDay: '2027-09-20',
    })
  }, 240_000)
  afterAll(() => stage.close())

  const entities = [BranchPackage, EvaluationRound, Filing, Pledge, PostArea, PostExemption, SignOrder]
  /** Every record that stands, with what is owed and not begun. */
  const everything = async (work: Work): Promise<{ flow: AnyFlow; known: Known<FlowRow> }[]> => {
    const found: { flow: AnyFlow; known: Known<FlowRow> }[] = []
    for (const flow of flows) {
      const rows = entities.some((entity) => entity === flow.entity)
        ? ((await work.manager.find(flow.entity as typeof PostArea)) as unknown as FlowRow[])
        : []
      for (const row of rows.filter((each) => isOf(flow, each)))
        found.push({ flow, known: (await flow.load(work, row.id)) as Known<FlowRow> })
      for (const known of await flow.open(work, ['NOT_STARTED'])) found.push({ flow, known: known as Known<FlowRow> })
    }
    return found
  }
  const whatIs = ({ flow, known }: { flow: AnyFlow; known: Known<FlowRow> }) =>
    `${flow.table.name} ${known.record.state}`
  const undone = async <Result>(personId: string | null, body: (work: Work) => Promise<Result>): Promise<Result> => {
    let result: Result | undefined
    await stage.house
      .as(personId, async (work) => {
        result = await body(work)
        throw new Undo()
      })
      .catch((fault) => (fault instanceof Undo ? undefined : Promise.reject(fault)))
    return result as Result
  }

  test('every record of it is owed, carried or at rest, and none has merely gone', async () => {
    const seen = await stage.house.as(null, async (work) => {
      const held = await holders(work, [...new Set(flows.flatMap(({ grants }) => [...grants]))])
      const listed = new Set((await allOwed(work, flows)).map(({ workflow, recordId }) => `${workflow} ${recordId}`))
      return (await everything(work)).map((each) => {
        const { flow, known } = each
        const standing = flow.table.turn[known.record.state]
        const owed = owedOn(flow, known, held)
        // The list of all that is owed and the record itself say the same.
        expect([whatIs(each), listed.has(`${flow.table.name} ${known.record.id}`)]).toEqual([
          whatIs(each),
          owed !== null,
        ])
        const rest = known.rests ? 'over' : standing && 'carriedBy' in standing ? 'carried' : standing ? 'rests' : 'end'
        return [whatIs(each), owed ? 'owed' : rest] as const
      })
    })
    expect(Object.fromEntries(seen)).toEqual(fates)
    // The same state never has two fates.
    expect(new Set(seen.map((each) => each.join(' '))).size).toBe(Object.keys(fates).length)
  })

  const owedNow = () => stage.house.as(null, (work) => allOwed(work, flows))

  test('what is owed has an owner who exists, sees it, and has the button that moves it', async () => {
    const faults: string[] = []
    const seenBy = async (personId: string, { workflow, recordId, event }: Owed, flow: AnyFlow) => {
      const dues = await stage.house.as(personId, (work) => duesOf(work, flow))
      const { tasks } = await call('tasks.mine', personId, {})
      return {
        listed: dues.some((due) => due.recordId === recordId && due.workflow === workflow),
        told: tasks.some(({ title, detail }) => lines[event]?.test(`${title} ${detail}`)),
      }
    }
    const owed = await owedNow()
    for (const due of owed) {
      const what = `${due.workflow} ${due.state}`
      const flow = flows.find(({ table }) => table.name === due.workflow) as AnyFlow
      const personId = due.owners.at(-1)
      if (!personId || due.vacant.length) {
        faults.push(`${what}: nobody owes it`)
        continue
      }
      const { listed, told } = await seenBy(personId, due, flow)
      if (!listed) faults.push(`${what}: not among what he owes`)
      if (!told) faults.push(`${what}: nothing on his front page`)
      const moved = await undone(personId, async (work) => {
        const known = await flow.load(work, due.recordId)
        const verb = due.state === 'NOT_STARTED' ? begin : take
        return verb(work, flow as never, known as never, due.event as never, { comment: '按要求办理' }).then(
          () => null,
          (fault: Error) => fault.message,
        )
      })
      if (moved) faults.push(`${what}: ${due.event} does not move it: ${moved}`)
    }
    expect(faults).toEqual([])
    expect(owed.length).toBeGreaterThanOrEqual(Object.values(fates).filter((fate) => fate === 'owed').length)
  })

  test('what can no longer be done is nobody’s, says why, and offers no button', async () => {
    const over = (await stage.house.as(null, everything)).filter(({ known }) => known.rests)
    const readers = async ({ flow, known }: (typeof over)[number]): Promise<string[]> => {
      const { record } = known as Known<Pledge & BranchPackage>
      const grants = await stage.house.as(null, (work) => holders(work, [...flow.grants]))
      const people = [
        ...new Set([...(record.personId ? [record.personId] : []), ...grants.map(({ personId }) => personId)]),
      ]
      const near = await stage.house.as(null, async (work) => {
        const mine: string[] = []
        for (const personId of people) {
          const actor = await loadActor(work, personId)
          if (actor && flow.roles(actor, known).length) mine.push(personId)
        }
        return mine
      })
      expect(near.length).toBeGreaterThan(0)
      return near
    }
    for (const each of over) {
      const { workflow, recordId } = { workflow: each.flow.table.name, recordId: each.known.record.id }
      for (const personId of await readers(each)) {
        const shown = await call('record.read', personId, { workflow, recordId })
        expect([whatIs(each), shown.turn, shown.allowed, shown.rests]).toEqual([
          whatIs(each),
          null,
          [],
          expect.stringMatching(/^往年的.*今年/),
        ])
      }
    }
    expect(over.length).toBeGreaterThanOrEqual(10)
  })

  test('and whoever presses an old button is told the same', async () => {
    const [asked] = await stage.rows(PostExemption, { state: 'ASKED' })
    const decide = { exemptionId: asked?.id, decision: 'GRANTED', revision: asked?.revision }
    expect(await refused('exemption.decide', office, decide)).toBe('campaign.past')
    const [sheet] = await stage.rows(Pledge, { state: 'SUBMITTED' })
    const back = { pledgeId: sheet?.id, revision: sheet?.revision, reason: '请补充具体措施' }
    expect(await refused('pledge.return', secretaryOf('production'), back)).toBe('campaign.past')
    await expect(handIn(sheet?.personId ?? '', { revision: sheet?.revision })).rejects.toMatchObject({
      code: 'campaign.past',
    })
  })

  test('pages list it as an earlier year’s, and reminders count it', async () => {
    const { items, may } = await call('postArea.board', secretaryOf('finance'), { branchId: branch('finance') })
    expect(items.map(({ state, earlier }) => [state, earlier]).sort()).toEqual([
      ['ACCEPTED', true],
      ['ACCEPTED', true],
      ['ACTIVE', true],
      ['SUSPENDED', true],
    ])
    expect(may.collect).toBe(true)
    const { branches } = await call('package.list', office, {})
    expect(
      branches.flatMap(({ latest }) => (latest ? [[latest.branchName, latest.earlier, latest.state]] : [])),
    ).toEqual([['信息支部', true, 'SUBMITTED']])
    const facts = await stage.house.as(null, async (work) => {
      const [campaign] = (await loadFacts(work, toCalendarDay('2027-03-01'), await loadHolidays(work))).pledgeCampaigns
      return campaign
    })
    const waiting = ['CONSULTING', 'FILLED', 'HEAD_REVIEWED'].map((state) => left.get(state)).sort()
    expect(facts?.waiting.map(({ postAreaId }) => postAreaId).sort()).toEqual(waiting)
    expect(facts?.plates.map(({ postAreaId }) => postAreaId)).toContain(left.get('finance D04 POST'))
    expect(facts?.departments.reduce((sum, { toDo }) => sum + toDo, 0)).toBe(3)
  })

  test('党办 decides last year’s package; given back, its 岗区 are collected anew and its sheets rest', async () => {
    const [waiting] = await stage.rows(BranchPackage, { state: 'SUBMITTED' })
    const decided = { packageId: waiting?.id ?? '', revision: waiting?.revision ?? 0, reason: '请补充照片说明' }
    await call('package.return', office, decided)
    const [card] = (await stage.rows(OutboxMessage, { kind: 'packageDecided', personId: secretaryOf('digital') })).map(
      (message) => JSON.stringify(message.card),
    )
    expect(card).toContain('随今年的报送一起报')
    const digital = (await owedNow()).filter(({ places }) => places?.branchId === branch('digital'))
    expect(digital.map(({ workflow, event, owners }) => [workflow, event, owners]).sort()).toEqual(
      [
        ['postArea', 'collect', [secretaryOf('digital')]],
        ['round', 'freezeRoster', [secretaryOf('digital')]],
        ['measureFiling', 'receive', digital.find(({ event }) => event === 'receive')?.owners],
      ].sort(),
    )
    const rest = await stage.house.as(null, async (work) =>
      (await everything(work)).filter(({ known }) => known.rests).map(whatIs),
    )
    expect(rest).not.toContain('pledge SUBMITTED_TO_OFFICE')
    expect(rest.filter((what) => what === 'package RETURNED')).toHaveLength(2)
  })

  test('what was begun last year goes its way to the plate, with this year’s package', async () => {
    const ids = underWay.map((state) => left.get(state) ?? '')
    for (const id of ids) await stage.walk(id, 'COLLECTED')
    const collected = await stage.rows(PostArea, { state: 'COLLECTED' })
    expect(collected.map(({ id }) => id).sort()).toEqual([...ids].sort())
    for (const key of ['general', 'production']) {
      const { tasks } = await call('tasks.mine', secretaryOf(key), {})
      const count = collected.filter(({ branchId }) => branchId === branch(key)).length
      if (count) expect(tasks.map(({ detail }) => detail).join()).toContain(`${count}份岗区表待报送`)
      // This year's own work comes first: with it go those of last year.
      expect(await refused('package.submit', secretaryOf(key), { branchId: branch(key), missing: [] })).toMatch(
        /^package/,
      )
      await excuse(key)
      if (!count) continue
      const handed = await handPackage(key)
      expect([handed.number, handed.postCount + handed.areaCount]).toEqual([1, count])
      await call('package.accept', office, { packageId: handed.packageId, revision: handed.revision })
    }
    for (const id of ids) expect(await stage.walk(id, 'ACTIVE')).toMatchObject({ state: 'ACTIVE', campaignId })
  })

  test('措施备案 is owed once, whatever year it is, and not again once it is in force (R44)', async () => {
    const form = formNamed('measureFiling')
    const own = (await owedNow()).filter(({ workflow }) => workflow === 'measureFiling')
    const byBranch = (list: readonly Owed[]) => list.map(({ places }) => places?.branchId)
    expect(new Set(byBranch(own)).size).toBe(own.length)
    expect(byBranch(own)).not.toContain(branch('finance'))
    const unfiled = own.filter(({ state }) => form && filingStates(form as never).includes(state))
    expect(unfiled.map(({ dueDay }) => dueDay)).toEqual(unfiled.map(() => '2026-10-10'))
    await saveMeasure('production', false)
    await saveMeasure('general', false)
    for (const { filingId } of (await stage.rows(Filing, { state: 'FILED' })).map(({ id }) => ({ filingId: id })))
      await stepMeasure({ form: 'measureFiling', filingId }, 'receive')
    await saveMeasure('marketing', false).then((place) => stepMeasure(place, 'receive'))
    expect((await owedNow()).filter(({ workflow }) => workflow === 'measureFiling')).toEqual([])
    expect(await stage.rows(Filing)).toHaveLength(5)
  })

  test('once last year’s package is decided, this year’s takes its place, with what was collected anew', async () => {
    await excuse('digital')
    await stage.walk(left.get('digital') ?? '', 'COLLECTED')
    await handPackage('digital')
    const { branches } = await call('package.list', office, {})
    const digital = branches.find(({ branchId }) => branchId === branch('digital'))
    expect(digital?.latest).toMatchObject({ earlier: false, number: 1, postCount: 1 })
  })
})
