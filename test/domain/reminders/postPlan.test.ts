import { subjectKeysOf } from '../../../bot/cards/reminder'
import { stateCouncilTable } from '../../../server/calendar/stateCouncilTable'
import { addDays, type CalendarDay, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import type {
  PledgeCampaignFacts,
  ReminderFacts,
  ReminderKind,
  SignOrderFacts,
} from '../../../server/domain/reminders/facts'
import { leadToDo } from '../../../server/domain/reminders/leadToDo'
import { plan } from '../../../server/domain/reminders/plan'
import { pledgeDueDay } from '../../../server/domain/reminders/pledgeDueDay'

const table = stateCouncilTable()
const day = toCalendarDay

const daysOf = (facts: ReminderFacts, personId: string, kind: ReminderKind, from: string, to: string): string[] => {
  const found: string[] = []
  for (let next: CalendarDay = day(from); next <= to; next = addDays(next, 1)) {
    const own = plan(next, facts, table).find((reminder) => reminder.personId === personId)
    if (own?.items.some((item) => item.kind === kind)) found.push(next.slice(5))
  }
  return found
}

const itemsOf = (facts: ReminderFacts, personId: string, on: string) =>
  plan(day(on), facts, table).find((reminder) => reminder.personId === personId)?.items ?? []

const campaign = (changes: Partial<PledgeCampaignFacts>): ReminderFacts => ({
  rounds: [],
  visits: [],
  threeLinks: [],
  signOrders: [],
  filings: [],
  vacancies: { officeIds: [], administratorIds: [], posts: 0, things: 0 },
  duties: { officeIds: [], committeeIds: [], owed: [] },
  pledgeCampaigns: [
    {
      campaignId: 'campaign',
      openedOn: day('2026-09-01'),
      dueDay: day('2026-09-20'),
      officeIds: [],
      pledges: [],
      packages: [],
      plateWorkdays: 15,
      postingWorkdays: 15,
      departments: [],
      waiting: [],
      plates: [],
      postings: [],
      reviews: [],
      ...changes,
    },
  ],
})

describe('the half-year review of what hangs (rules §6.5)', () => {
  const review = {
    branchId: 'branch',
    secretaryIds: ['secretary'],
    half: '2026H1',
    openedOn: day('2026-06-01'),
    dueDay: day('2026-06-15'),
    postAreaIds: ['one', 'two'],
  }
  const facts = campaign({ openedOn: day('2025-09-01'), officeIds: ['office'], reviews: [review] })

  test('the 书记 hears at the opening, before its day, on it and twice after; 党办 twice; then nobody', () => {
    const told = (personId: string, kind: ReminderKind) => daysOf(facts, personId, kind, '2026-05-25', '2026-09-30')
    expect(told('secretary', 'reviewPostsDue')).toEqual(['06-01', '06-10', '06-15', '06-16', '06-18'])
    expect(told('office', 'stalled')).toEqual(['06-18', '06-26'])
    expect(itemsOf(facts, 'secretary', '2026-06-10')).toMatchObject([
      { subjectId: 'branch', count: 2, about: ['postReview:one:2026H1', 'postReview:two:2026H1'] },
    ])
  })

  test('a branch without a 书记: 党办 hears what he would', () => {
    const alone = campaign({ openedOn: day('2025-09-01'), reviews: [{ ...review, secretaryIds: [''] }] })
    const heard = { ...alone, vacancies: { ...alone.vacancies, officeIds: ['office'] } }
    expect(daysOf(heard, 'office', 'vacancies', '2026-06-01', '2026-06-30')).toEqual([
      '06-01',
      '06-10',
      '06-15',
      '06-16',
      '06-18',
    ])
  })
})

describe('岗区 before 9月20日 (rules §6.5)', () => {
  const department = {
    departmentId: 'finance',
    branchId: 'branch',
    leadId: 'lead',
    openedOn: day('2026-09-01'),
    toDo: 3,
  }

  test('部门党员负责人 hears when the 书记 opens the work, 7, 4 and 2 working days before, and twice after', () => {
    const facts = campaign({ departments: [department] })
    expect(daysOf(facts, 'lead', 'postAreaDue', '2026-08-25', '2026-10-31')).toEqual([
      '09-01',
      '09-10',
      '09-15',
      '09-17',
      '09-21',
      '09-23',
    ])
    expect(itemsOf(facts, 'lead', '2026-09-15')).toEqual([
      {
        kind: 'postAreaDue',
        subjectId: 'finance',
        about: ['postAreaDue:finance'],
        dueDay: '2026-09-20',
        daysLeft: 5,
        count: 3,
      },
    ])
  })

  test('a branch opened later has its own opening, and only the days that are left', () => {
    const facts = campaign({ departments: [{ ...department, openedOn: day('2026-09-14') }] })
    expect(daysOf(facts, 'lead', 'postAreaDue', '2026-09-01', '2026-09-20')).toEqual(['09-14', '09-17'])
  })

  test('with nothing left to do the lead hears nothing', () => {
    const facts = campaign({ departments: [{ ...department, toDo: 0 }] })
    expect(daysOf(facts, 'lead', 'postAreaDue', '2026-09-01', '2026-09-30')).toEqual([])
  })

  test('what waits for somebody’s word is asked for on the next working day and on T-1, all of it in one line', () => {
    const facts = campaign({
      waiting: [
        { personId: 'leader', postAreaId: 'a1', state: 'CONSULTING', arrivedOn: day('2026-09-11') },
        { personId: 'leader', postAreaId: 'a2', state: 'HEAD_REVIEWED', arrivedOn: day('2026-09-09') },
      ],
    })
    // The 11th is a Friday; on the 18th, one working day before Sunday the 20th, which is worked.
    expect(daysOf(facts, 'leader', 'postAreaWaiting', '2026-09-08', '2026-09-30')).toEqual(['09-10', '09-14', '09-18'])
    const [item] = itemsOf(facts, 'leader', '2026-09-14')
    expect(item).toMatchObject({ count: 2, about: ['postArea:a1:CONSULTING', 'postArea:a2:HEAD_REVIEWED'] })
    expect(itemsOf(facts, 'leader', '2026-09-10')[0]?.about).toEqual(['postArea:a2:HEAD_REVIEWED'])
  })

  test('what has arrived on T-1 itself was told by its own card', () => {
    const facts = campaign({
      waiting: [{ personId: 'head', postAreaId: 'a1', state: 'FILLED', arrivedOn: day('2026-09-18') }],
    })
    expect(daysOf(facts, 'head', 'postAreaWaiting', '2026-09-01', '2026-09-19')).toEqual([])
  })
})

describe('after 受理', () => {
  const plate = {
    postAreaId: 'a1',
    departmentId: 'finance',
    leadId: 'lead',
    branchId: 'branch',
    secretaryIds: ['secretary'],
    acceptedOn: day('2026-09-21'),
  }

  test('a plate not hung in 15 working days is asked of the lead and of the 书记 three times, then 党办 hears of it (R15)', () => {
    const facts = campaign({ plates: [plate, { ...plate, postAreaId: 'a2' }] })
    // 25 September and 1 to 7 October are days off, 10 October is worked.
    const expected = ['10-19', '10-20', '10-22']
    expect(daysOf(facts, 'lead', 'plateDue', '2026-09-21', '2027-08-31')).toEqual(expected)
    expect(daysOf(facts, 'secretary', 'branchPlatesDue', '2026-09-21', '2027-08-31')).toEqual(expected)
    const led = campaign({ plates: [plate, { ...plate, postAreaId: 'a2' }], officeIds: ['office'] })
    expect(daysOf(led, 'office', 'stalled', '2026-09-21', '2027-08-31')).toEqual(['10-22', '10-29'])
    expect(itemsOf(led, 'office', '2026-10-22').find(({ kind }) => kind === 'stalled')).toMatchObject({
      count: 2,
      filing: { line: '挂牌公开2件，催过几次还没有办。', path: '/branch/branch/posts' },
    })
    const [item] = itemsOf(facts, 'lead', '2026-10-19')
    expect(item).toMatchObject({ count: 2, subjectId: 'finance', dueDay: '2026-10-19', daysLeft: 0 })
    expect(subjectKeysOf({ personId: 'lead', day: day('2026-10-19'), items: item ? [item] : [] })).toEqual([
      'postArea:a1:ACCEPTED',
      'postArea:a2:ACCEPTED',
    ])
  })

  test('a 书记 who leads the department hears of the plate once', () => {
    const facts = campaign({ plates: [{ ...plate, leadId: 'secretary' }] })
    expect(itemsOf(facts, 'secretary', '2026-10-19').map((item) => item.kind)).toEqual(['branchPlatesDue'])
  })

  test('a wall not put up, or showing what is no longer so, is asked of 支部经办 as late (R20)', () => {
    const wall = { branchId: 'branch', remindedIds: ['clerk'], acceptedOn: day('2026-09-21') }
    const facts = campaign({
      postings: [
        { ...wall, departmentId: 'finance' },
        { ...wall, departmentId: 'invest', acceptedOn: day('2026-10-12') },
      ],
    })
    expect(daysOf(facts, 'clerk', 'postingDue', '2026-09-21', '2026-10-30')).toEqual(['10-19', '10-20', '10-22'])
    expect(itemsOf(facts, 'clerk', '2026-10-22')[0]).toMatchObject({ count: 1, about: ['posting:finance'] })
  })
})

describe('工作牌', () => {
  const orders = (...signOrders: SignOrderFacts[]): ReminderFacts => ({
    pledgeCampaigns: [],
    rounds: [],
    visits: [],
    threeLinks: [],
    signOrders,
    filings: [],
    vacancies: { officeIds: [], administratorIds: [], posts: 0, things: 0 },
    duties: { officeIds: [], committeeIds: [], owed: [] },
  })

  test('a proof without an answer is asked for after two working days, and twice more (R29)', () => {
    const facts = orders({
      orderId: 'o1',
      proofs: [{ departmentId: 'finance', leadId: 'lead', sentOn: day('2026-10-16') }],
    })
    expect(daysOf(facts, 'lead', 'proofDue', '2026-10-16', '2027-10-30')).toEqual(['10-20', '10-21', '10-23'])
    const items = itemsOf(facts, 'lead', '2026-10-20')
    expect(subjectKeysOf({ personId: 'lead', day: day('2026-10-20'), items })).toEqual(['proof:o1:finance'])
  })

  test('an order that waits two working days for 终审 is brought to mind, and twice more (R31)', () => {
    const approval = { approverIds: ['deputy'], arrivedOn: day('2026-10-19') }
    const facts = orders({ orderId: 'o1', proofs: [], approval })
    expect(daysOf(facts, 'deputy', 'signOrderDue', '2026-10-19', '2027-10-30')).toEqual(['10-21', '10-22', '10-26'])
  })
})

describe('what lies with 部门党员负责人', () => {
  const standing = { requiredPosts: 2, posts: 0, requiredAreas: 1, areas: 0 }

  test('is what has not been begun and what waits for recommending, consulting or filling in', () => {
    expect(leadToDo(standing, [], [])).toBe(3)
    expect(leadToDo({ ...standing, posts: 2, areas: 1 }, ['DRAFT', 'CONSULTED', 'FILLED'], [])).toBe(2)
  })

  test('is not what others have to answer, nor what 党办 has excused or was asked to excuse', () => {
    expect(leadToDo({ ...standing, posts: 2, areas: 1 }, ['CONSULTING', 'HEAD_REVIEWED', 'COLLECTED'], [])).toBe(0)
    expect(leadToDo(standing, [], ['AREA'])).toBe(2)
    expect(leadToDo(standing, [], ['POST', 'AREA'])).toBe(0)
  })

  test('more than is required is nothing to be made up for', () => {
    expect(leadToDo({ ...standing, posts: 3, areas: 1 }, [], [])).toBe(0)
  })
})

describe('by when a member owes the 承诺书', () => {
  const open = { openedDay: '2026-09-01', dueDay: '2026-09-20', rules: null }

  test('is the campaign’s day for who was there at its opening, or on the very day', () => {
    expect(pledgeDueDay(open, '2019-07-01', table)).toBe('2026-09-20')
    expect(pledgeDueDay(open, '2026-09-01', table)).toBe('2026-09-20')
    expect(pledgeDueDay(open, null, table)).toBe('2026-09-20')
  })

  test('is 20 working days after joining for who came later, or as many as 党办 set', () => {
    expect(pledgeDueDay(open, '2026-09-02', table)).toBe('2026-09-30')
    expect(pledgeDueDay(open, '2026-09-21', table)).toBe('2026-10-26')
    const rules = { joinerWorkdays: 2 }
    expect(pledgeDueDay({ ...open, rules }, '2026-09-21', table)).toBe('2026-09-23')
  })
})
