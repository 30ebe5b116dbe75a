import { randomUUID } from 'node:crypto'
import { withinLimits } from '../../../bot/cards/limits'
import type { Card } from '../../../bot/port'
import {
  OutboxMessage,
  OutboxSubject,
  Person,
  Pledge,
  PledgeVersion,
  PostArea,
  PostAreaStep,
  PostExemption,
  RoleGrant,
  SignOrder,
  SignOrderLine,
  SignOrderProof,
  SignOrderStep,
  WallPosting,
} from '../../../entities'
import type { Work } from '../../../server/database/work'
import { instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { remind } from '../../../server/features/reminders/remind'
import { contentHash, departmentWalls } from '../../../server/features/wall/departmentWall'
import { describeByTurn } from '../../support/perDatabase'
import { samplePostArea } from '../../support/samplePostArea'
import { branch, campaignId, department, openPostStage, type PostStage, someone } from '../postArea/postStage'

const lead = someone('financeSecretary')
const investLead = someone('investHead')
const supervisor = someone('supervisor')

/** rules §6.5 from the tables to the card: who is told of 岗区, plates, walls and 工作牌, and when no more. */
describeByTurn('reminders about 岗区 and 工作牌', (db) => {
  let stage: PostStage
  beforeAll(async () => {
    stage = await openPostStage(db.url)
    await stage.open('finance')
  }, 60_000)
  afterAll(() => stage.close())

  const job = <Result>(body: (work: Work) => Promise<Result>): Promise<Result> => stage.house.as(null, body)
  /** The cards of one day, as the morning's job leaves them. */
  const cardsOn = async (day: string) => {
    stage.house.setToday(day)
    await job(async (work) => {
      await work.manager.query('delete from outbox_subject')
      await work.manager.query('delete from outbox_message')
    })
    await remind(stage.house.database, toCalendarDay(day))
    return (await stage.rows(OutboxMessage, { kind: 'reminder' })) as (OutboxMessage & { card: Card })[]
  }
  const saidTo = async (day: string, personId: string): Promise<string> => {
    const card = (await cardsOn(day)).find((row) => row.personId === personId)?.card
    return card ? [card.title, ...card.lines].join('|') : ''
  }
  const at = (day: string) => instantOf(toCalendarDay(day), 10 * 60)
  const put = async (code: string, kind: PostArea['kind'], state: string, changes: Partial<PostArea> = {}) => {
    const place = { campaignId, branchId: branch('finance'), departmentId: department(code) }
    const row = samplePostArea({ ...place, kind, state, nomineeId: someone('rareNameOne'), ...changes })
    await job((work) => work.insert(PostArea, row))
    return row.id
  }
  const arrive = (postAreaId: string, state: string, day: string) =>
    job((work) =>
      work.insert(PostAreaStep, {
        id: randomUUID(),
        postAreaId,
        attempt: 1,
        event: 'test',
        state,
        actorId: null,
        actedAs: 'system',
        flags: [],
        comment: '',
        at: at(day),
      }),
    )

  test('the lead of a department that owes 岗区 is told seven working days before, with how many (R05, R06)', async () => {
    expect(await saidTo('2026-09-10', investLead)).toContain('本部门还有2项要您办理')
    expect(await saidTo('2026-09-11', investLead)).toBe('')
    await put('D05', 'POST', 'FILLED')
    expect(await saidTo('2026-09-15', investLead)).toContain('本部门还有1项要您办理')
    const asked = { id: randomUUID(), campaignId, departmentId: department('D05'), kind: 'AREA' as const, revision: 1 }
    const undecided = { decidedById: null, decidedAt: null, decisionReason: null }
    await job((work) =>
      work.insert(PostExemption, {
        ...asked,
        ...undecided,
        state: 'ASKED',
        reason: '本部门人员全部外派',
        askedById: investLead,
        askedAt: 1,
      }),
    )
    expect(await saidTo('2026-09-15', investLead)).not.toContain('项要您办理')
  })

  test('a department of a branch that was not opened hears nothing yet (R03)', async () => {
    expect(await saidTo('2026-09-10', someone('auditHead'))).not.toContain('项要您办理')
  })

  test('分管领导 is reminded of what waits on the next working day; of his own nomination 机关党委 is (R12)', async () => {
    const one = await put('D04', 'POST', 'CONSULTING')
    const own = await put('D04', 'AREA', 'HEAD_REVIEWED', { nomineeId: supervisor })
    await arrive(one, 'CONSULTING', '2026-09-08')
    await arrive(own, 'HEAD_REVIEWED', '2026-09-08')
    const cards = await cardsOn('2026-09-09')
    const told = (personId: string) => cards.find((row) => row.personId === personId)
    expect(told(supervisor)?.card.lines.join()).toContain('有1份表在等您答复')
    expect(told(someone('hqCommittee'))?.card.lines.join()).toContain('有1份表在等您答复')
    const subjects = await stage.rows(OutboxSubject, { messageId: told(supervisor)?.id ?? '' })
    expect(subjects.map((row) => row.subjectKey)).toContain(`postArea:${one}:CONSULTING`)
    expect(await saidTo('2026-09-10', supervisor)).not.toContain('在等您答复')
  })

  test('on long sick leave nobody is disturbed', async () => {
    await job((work) => work.change(Person, { id: supervisor }, { dutyStatus: 'LONG_SICK' }))
    expect(await saidTo('2026-09-09', supervisor)).toBe('')
    await job((work) => work.change(Person, { id: supervisor }, { dutyStatus: 'ON_DUTY' }))
    expect(await saidTo('2026-09-09', supervisor)).toContain('在等您答复')
  })

  test('a plate not hung 15 working days after 受理 is asked of the lead and the 书记 (R15)', async () => {
    const accepted = { acceptedAt: at('2026-09-21') }
    await job((work) => work.change(PostArea, { departmentId: department('D05') }, { state: 'ACCEPTED', ...accepted }))
    expect(await saidTo('2026-10-16', investLead)).not.toContain('登记挂牌')
    expect(await saidTo('2026-10-19', investLead)).toContain('本部门有1块牌子还没有登记挂牌')
    expect(await saidTo('2026-10-19', lead)).toContain('本支部有1块牌子还没有登记挂牌')
    await job((work) => work.change(PostArea, { departmentId: department('D05') }, { state: 'ACTIVE' }))
    expect(await saidTo('2026-10-19', investLead)).not.toContain('登记挂牌')
  })

  test('a wall not put up is asked of 支部经办; put up it is not, changed it is again (R20)', async () => {
    const [held] = await stage.rows(RoleGrant, { role: 'BRANCH_CLERK', scopeId: branch('finance') })
    const clerk = held?.personId ?? ''
    expect(await saidTo('2026-10-19', clerk)).toContain('本支部有1个部门还没有张贴')
    const departmentId = department('D05')
    const hash = await job(async (work) => {
      const wall = (await departmentWalls(work, [departmentId])).get(departmentId)
      return wall ? contentHash(wall) : ''
    })
    const posting = { id: randomUUID(), campaignId, departmentId, postedDay: '2026-10-12', place: '一楼大厅' }
    const pictureId = await stage.pictureOf(clerk)
    await job((work) =>
      work.insert(WallPosting, {
        ...posting,
        pictureId,
        contentHash: hash,
        enteredById: clerk,
        enteredAt: at('2026-10-12'),
      }),
    )
    expect(await saidTo('2026-10-19', clerk)).not.toContain('张贴')
    // Fifteen working days after it was put up it still shows what is published.
    expect(await saidTo('2026-11-02', clerk)).not.toContain('张贴')
    const pledgeId = await putSheet(someone('D05:member:3'), { state: 'PUBLISHED', publishedVersion: 1 })
    const texts = { dutyText: '甲', studyPledge: '乙', dutyPledge: '丙', integrityPledge: '丁' }
    const version = { ...texts, photoId: null, photoConsent: false, limitMode: 'TOTAL' as const }
    await job((work) =>
      work.insert(PledgeVersion, { id: randomUUID(), pledgeId, version: 1, ...version, publishedAt: at('2026-10-13') }),
    )
    // 15 working days after the new sheet, not after the old wall.
    expect(await saidTo('2026-11-02', clerk)).not.toContain('张贴')
    expect(await saidTo('2026-11-03', clerk)).toContain('还没有张贴，或张贴的不是最新内容')
  })

  const putSheet = async (personId: string, changes: Partial<Pledge>): Promise<string> => {
    const id = randomUUID()
    const texts = { dutyText: '甲', studyPledge: '乙', dutyPledge: '丙', integrityPledge: '丁', photoId: null }
    const blank = { returnReason: null, publishedAt: 1, publishedVersion: 0, packageId: null, paperPhotoDay: null }
    const row = { ...texts, ...blank, publishConsent: true, photoConsent: false, limitMode: 'TOTAL' as const }
    await job((work) =>
      work.insert(Pledge, {
        id,
        campaignId,
        personId,
        ...row,
        dueDay: '2026-09-20',
        late: false,
        submittedAt: 1,
        revision: 1,
        state: 'SUBMITTED',
        ...changes,
      }),
    )
    return id
  }

  test('who joined after the opening is reminded before his own day, without having begun (rules §3.2)', async () => {
    const joiner = someone('D05:member:4')
    await job((work) => work.change(Person, { id: joiner }, { joinedDay: '2026-09-21' }))
    expect(await saidTo('2026-09-18', joiner)).not.toContain('公开承诺书')
    // Due on 26 October: five working days before.
    expect(await saidTo('2026-10-19', joiner)).toContain('公开承诺书')
    expect(await saidTo('2026-10-19', someone('D05:member:5'))).not.toContain('公开承诺书')
  })

  test('a proof without an answer and an order without 终审 are asked for after two working days (R29, R31)', async () => {
    const order = async (number: number, state: string, changes: Partial<SignOrder> = {}) => {
      const id = randomUUID()
      const blank = { supplementsId: null, reason: '', quoteFileId: null, minutesNumber: null, minutesFileId: null }
      const row = {
        ...blank,
        voucherNumber: null,
        paidDay: null,
        returnReason: null,
        revision: 1,
        agencyName: '广告公司',
      }
      await job((work) =>
        work.insert(SignOrder, {
          id,
          campaignId,
          number,
          title: '2026年工作牌',
          state,
          placedById: someone('generalOffice'),
          ...row,
          placedAt: at('2026-10-12'),
          proofVersion: 2,
          proofAt: null,
          amountFen: 123450,
          ...changes,
        }),
      )
      return id
    }
    const proofed = await order(1, 'PROOF_CHECK', { proofAt: at('2026-10-13') })
    const line = { orderId: proofed, kind: 'AREA_PLATE' as const, branchId: branch('finance'), photoId: null }
    for (const code of ['D04', 'D05'])
      await job((work) =>
        work.insert(SignOrderLine, {
          id: randomUUID(),
          ...line,
          recordId: randomUUID(),
          departmentId: department(code),
          name: '',
          texts: {},
        }),
      )
    const word = { orderId: proofed, answer: 'CONFIRMED' as const, problem: '', byId: lead, at: 1 }
    await job((work) => work.insert(SignOrderProof, { ...word, departmentId: department('D05'), version: 2 }))
    await job((work) => work.insert(SignOrderProof, { ...word, departmentId: department('D04'), version: 1 }))
    const waiting = await order(2, 'FINAL_APPROVAL')
    const step = { orderId: waiting, event: 'review', state: 'FINAL_APPROVAL', actorId: null, actedAs: 'hqOffice' }
    await job((work) =>
      work.insert(SignOrderStep, { id: randomUUID(), ...step, amountFen: 123450, reason: '', at: at('2026-10-13') }),
    )
    const cards = await cardsOn('2026-10-15')
    const said = (personId: string) => JSON.stringify(cards.find((row) => row.personId === personId)?.card ?? '')
    expect(said(lead)).toContain('请校对牌子样稿')
    expect(said(investLead)).not.toContain('请校对牌子样稿')
    expect(said(someone('groupLeader'))).toContain('请终审工作牌费用')
    const subjects = (await stage.rows(OutboxSubject)).map((row) => row.subjectKey)
    expect(subjects).toEqual(
      expect.arrayContaining([`proof:${proofed}:${department('D04')}`, `signApproval:${waiting}`]),
    )
    expect(said(someone('groupLeader'))).not.toContain('1234')
  })

  test('all of these cards are one a person, fit both platforms and name nobody (rules §6.3)', async () => {
    const names = (await stage.rows(Person)).map((person) => person.name)
    const cards: { card: Card }[] = []
    for (const day of ['2026-09-09', '2026-09-10', '2026-09-15', '2026-10-15', '2026-10-19', '2026-11-03'])
      cards.push(...(await cardsOn(day)))
    expect(cards.length).toBeGreaterThan(6)
    for (const { card } of cards) {
      expect(withinLimits(card)).toEqual(card)
      const { form: _asked, ...shown } = card
      expect(names.filter((name) => JSON.stringify(shown).includes(name))).toEqual([])
    }
  })
})
