import { reminderCard } from '../../../bot/cards/reminder'
import { stateCouncilTable } from '../../../server/calendar/stateCouncilTable'
import { addDays, type CalendarDay, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import {
  nobody,
  type PledgeCampaignFacts,
  type ReminderFacts,
  type ReminderKind,
  type RoundFacts,
} from '../../../server/domain/reminders/facts'
import { plan } from '../../../server/domain/reminders/plan'

const table = stateCouncilTable()
const day = toCalendarDay
const nothing: ReminderFacts = {
  pledgeCampaigns: [],
  rounds: [],
  visits: [],
  threeLinks: [],
  signOrders: [],
  filings: [],
  vacancies: { officeIds: ['office'], administratorIds: [], posts: 0, things: 0 },
  duties: { officeIds: [], committeeIds: [], owed: [] },
}

/** The days (without the year) of a span on which a person gets an item of that kind. */
const daysOf = (facts: ReminderFacts, personId: string, kind: ReminderKind, from: string, to: string): string[] => {
  const found: string[] = []
  for (let next: CalendarDay = day(from); next <= to; next = addDays(next, 1)) {
    const own = plan(next, facts, table).find((reminder) => reminder.personId === personId)
    if (own?.items.some((item) => item.kind === kind)) found.push(next.slice(5))
  }
  return found
}

const campaign = (changes: Partial<PledgeCampaignFacts> = {}): ReminderFacts => ({
  ...nothing,
  pledgeCampaigns: [
    {
      campaignId: 'campaign',
      openedOn: day('2026-09-01'),
      dueDay: day('2026-09-20'),
      officeIds: ['office'],
      pledges: [{ personId: 'member', state: 'owing' }],
      packages: [{ branchId: 'branch', secretaryId: 'secretary', state: 'open' }],
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

describe('9月20日 (R14, R19, R26), which in 2026 is a Sunday that people work', () => {
  const september = ['2026-09-01', '2026-10-09'] as const

  test('a member without a 承诺书 is reminded at the opening and 5, 2 and 1 working days before, and twice after', () => {
    expect(daysOf(campaign(), 'member', 'pledgeDue', ...september)).toEqual([
      '09-01',
      '09-14',
      '09-17',
      '09-18',
      '09-21',
      '09-23',
    ])
  })

  test('the 书记 is reminded up to the day itself, then after 1 and 3 working days, then never again (P9)', () => {
    expect(daysOf(campaign(), 'secretary', 'branchPackageDue', '2026-09-01', '2027-08-31')).toEqual([
      '09-01',
      '09-14',
      '09-16',
      '09-18',
      '09-20',
      '09-21',
      '09-23',
    ])
  })

  test('机关党办 gets a summary of the branches still missing on the last two days and of the overdue ones', () => {
    expect(daysOf(campaign(), 'office', 'officeSummary', '2026-09-01', '2027-08-31')).toEqual([
      '09-18',
      '09-20',
      '09-21',
      '09-23',
    ])
    // Above is 机关党委: with the second asking, and once more.
    const facts = { ...campaign(), duties: { officeIds: [], committeeIds: ['committee'], owed: [] } }
    expect(daysOf(facts, 'committee', 'officeSummary', '2026-09-01', '2027-08-31')).toEqual(['09-23', '10-08'])
    expect(plan(day('2026-09-18'), campaign(), table)[1]).toEqual({
      personId: 'office',
      day: '2026-09-18',
      items: [
        {
          kind: 'officeSummary',
          subjectId: 'campaign',
          about: ['officeSummary:campaign'],
          dueDay: '2026-09-20',
          daysLeft: 2,
          count: 1,
        },
      ],
    })
  })

  test('who has handed in or is exempt hears nothing any more', () => {
    for (const state of ['handedIn', 'exempt'] as const) {
      const facts = campaign({ pledges: [{ personId: 'member', state }] })
      expect(daysOf(facts, 'member', 'pledgeDue', ...september)).toEqual([])
    }
    const submitted = campaign({ packages: [{ branchId: 'branch', secretaryId: 'secretary', state: 'submitted' }] })
    expect(daysOf(submitted, 'secretary', 'branchPackageDue', ...september)).toEqual([])
    expect(daysOf(submitted, 'office', 'officeSummary', ...september)).not.toEqual([])
    const accepted = campaign({ packages: [{ branchId: 'branch', secretaryId: 'secretary', state: 'accepted' }] })
    expect(daysOf(accepted, 'office', 'officeSummary', ...september)).toEqual([])
  })

  test('the 书记 may remind who is missing and gets no card of the plan that day, the sick never (U23)', () => {
    const missing = ['member', 'other', 'sick'].map((personId) => ({
      personId,
      name: personId,
      inPeace: personId === 'sick',
    }))
    const progress = { branchName: '信息支部', total: 11, missing }
    const facts = campaign({
      pledges: [
        { personId: 'member', state: 'owing' },
        { personId: 'other', state: 'owing', dueDay: day('2026-11-02') },
        { personId: 'sick', state: 'exempt' },
      ],
      packages: [{ branchId: 'branch', secretaryId: 'secretary', state: 'open', progress }],
    })
    const mayNudge = (on: string) =>
      plan(day(on), facts, table).find((one) => one.personId === 'secretary')?.items[0]?.mayNudge
    // T-3: nobody else is written to; T-1: the member is.
    expect([mayNudge('2026-09-16'), mayNudge('2026-09-18')]).toEqual([2, 1])
  })

  test('a sheet given back after the deadline is asked for after 1 and 3 working days; then the 书记 hears of it', () => {
    const facts = campaign({
      pledges: [{ personId: 'member', state: 'returned', returnedOn: day('2026-10-12'), branchId: 'branch' }],
    })
    expect(daysOf(facts, 'secretary', 'stalled', '2026-10-01', '2027-08-31')).toEqual(['10-15', '10-22'])
    const card = plan(day('2026-10-22'), facts, table).find(({ personId }) => personId === 'secretary')
    expect(card && reminderCard(card)).toMatchObject({
      title: '请过问催过还没有办的事',
      lines: ['承诺书修改1件，催过几次还没有办。'],
      buttons: [{ label: '去查看', path: '/branch/branch' }],
    })
    expect(daysOf(facts, 'member', 'pledgeReturned', '2026-10-01', '2026-10-31')).toEqual(['10-13', '10-15'])
    expect(daysOf(facts, 'member', 'pledgeDue', '2026-09-01', '2026-10-31')).toEqual([])
  })

  test('who joined later is reminded before his own due day, and twice after it', () => {
    const facts = campaign({
      pledges: [{ personId: 'member', state: 'owing', dueDay: day('2026-10-30') }],
    })
    expect(daysOf(facts, 'member', 'pledgeDue', '2026-09-02', '2027-08-31')).toEqual([
      '10-23',
      '10-28',
      '10-29',
      '11-02',
      '11-04',
    ])
  })
})

describe('a campaign that opens late', () => {
  test('as in 2018, nine days before 9月20日， keeps the days that are left', () => {
    const facts = campaign({ openedOn: day('2018-09-11'), dueDay: day('2018-09-20') })
    expect(daysOf(facts, 'member', 'pledgeDue', '2018-09-01', '2018-09-30')).toEqual([
      '09-11',
      '09-13',
      '09-18',
      '09-19',
      '09-21',
      '09-26',
    ])
    expect(daysOf(facts, 'secretary', 'branchPackageDue', '2018-09-01', '2018-10-08')).toEqual([
      '09-11',
      '09-13',
      '09-17',
      '09-19',
      '09-20',
      '09-21',
      '09-26',
    ])
  })

  test('four days before does not write on two days running, except at the very end', () => {
    const facts = campaign({ openedOn: day('2026-09-16') })
    expect(daysOf(facts, 'member', 'pledgeDue', '2026-09-01', '2026-09-20')).toEqual(['09-16', '09-18'])
    expect(daysOf(facts, 'office', 'officeSummary', '2026-09-01', '2026-09-20')).toEqual(['09-18', '09-20'])
  })

  test('one working day before has nothing to sum up for 机关党办 on its first day', () => {
    const facts = campaign({ openedOn: day('2026-09-18') })
    expect(daysOf(facts, 'office', 'officeSummary', '2026-09-01', '2026-09-20')).toEqual(['09-20'])
  })

  test('on a day off is announced on the next working day, and before its opening nobody hears of it', () => {
    const facts = campaign({ openedOn: day('2026-09-12') })
    expect(daysOf(facts, 'secretary', 'branchPackageDue', '2026-08-01', '2026-09-15')).toEqual(['09-14'])
  })

  test('after the deadline itself asks on its opening day and then as overdue', () => {
    const facts = campaign({ openedOn: day('2026-09-22') })
    expect(daysOf(facts, 'member', 'pledgeDue', '2026-09-01', '2026-09-30')).toEqual(['09-22', '09-23'])
    expect(daysOf(facts, 'secretary', 'branchPackageDue', '2026-09-01', '2026-09-30')).toEqual(['09-22', '09-23'])
  })
})

const round = (changes: Partial<RoundFacts> = {}): ReminderFacts => ({
  ...nothing,
  rounds: [
    {
      roundId: 'round',
      secretaryId: 'secretary',
      officeIds: ['office'],
      openedOn: day('2026-05-06'),
      dueDay: day('2026-06-30'),
      table1: 'open',
      ...changes,
    },
  ],
})

describe('6月底 (R55) and 12月底 (R56)', () => {
  test('the 书记 is reminded 30, 15, 7, 3 and 1 working days before and on the day', () => {
    expect(daysOf(round(), 'secretary', 'roundDue', '2026-05-01', '2026-06-30')).toEqual([
      '05-06',
      '05-18',
      '06-08',
      '06-18',
      '06-25',
      '06-29',
      '06-30',
    ])
  })

  test('the end of 2022 falls on New Year holidays, so the last reminder comes on Friday the 30th', () => {
    const facts = round({ openedOn: day('2022-11-01'), dueDay: day('2022-12-31') })
    expect(daysOf(facts, 'secretary', 'roundDue', '2022-12-27', '2023-01-04')).toEqual([
      '12-27',
      '12-29',
      '12-30',
      '01-03',
    ])
  })

  test('voters who have not voted are called at the opening, half-way and on the last day; scrutineers at the close', () => {
    const facts = round({
      voting: {
        opensOn: day('2026-06-08'),
        closesOn: day('2026-06-15'),
        notVoted: [{ personId: 'voter', minutes: 3 }],
        scrutineerIds: ['scrutineer'],
      },
    })
    expect(daysOf(facts, 'voter', 'ballotDue', '2026-06-01', '2026-06-30')).toEqual(['06-08', '06-10', '06-15'])
    const [called] = plan(day('2026-06-10'), facts, table).filter(({ personId }) => personId === 'voter')
    expect(called && reminderCard(called).lines).toEqual(['无记名，约3分钟，截止前可以改。'])
    expect(daysOf(facts, 'scrutineer', 'ballotClosing', '2026-06-01', '2026-06-30')).toEqual(['06-15'])
  })

  test('a round whose 监票人 have all left asks the 书记 three days running, or 党办 where there is none; then it rests', () => {
    const voting = { opensOn: day('2026-06-08'), closesOn: day('2026-06-15'), notVoted: [], scrutineerIds: ['gone'] }
    const facts = round({ voting, unwatched: true, unwatchedOn: day('2026-06-10') })
    const asked = ['06-11', '06-12', '06-15']
    expect(daysOf(facts, 'secretary', 'scrutineersGone', '2026-06-01', '2027-06-15')).toEqual(asked)
    expect(daysOf(facts, 'office', 'stalled', '2026-06-01', '2026-06-29')).toEqual(['06-16', '06-24'])
    expect(daysOf(facts, 'office', 'scrutineersGone', '2026-06-11', '2026-06-15')).toEqual([])
    const led = round({
      voting,
      unwatched: true,
      unwatchedOn: day('2026-06-10'),
      secretaryId: nobody,
      officeIds: ['office'],
    })
    expect(daysOf(led, 'office', 'scrutineersGone', '2026-06-11', '2026-06-15')).toEqual(asked)
  })

  test('a 监票人 without whose code it does not go on is asked three days running, and nobody else for it; then it rests', () => {
    const all = ['06-11', '06-12', '06-15']
    const lock = round({ askedScrutineers: { for: 'lock', personIds: ['one'], askedOn: day('2026-06-10') } })
    expect(daysOf(lock, 'one', 'lockDue', '2026-06-01', '2027-06-15')).toEqual(all)
    expect(daysOf(lock, 'secretary', 'stalled', '2026-06-01', '2027-06-15')).toContain('06-16')
    expect(daysOf(lock, 'one', 'boxDue', '2026-06-11', '2026-06-15')).toEqual([])
    const box = round({ askedScrutineers: { for: 'box', personIds: ['two'], askedOn: day('2026-06-10') } })
    expect(daysOf(box, 'two', 'boxDue', '2026-06-11', '2026-06-15')).toEqual(all)
    expect(daysOf(box, 'one', 'boxDue', '2026-06-11', '2026-06-15')).toEqual([])
    const [asked] = plan(day('2026-06-11'), lock, table).filter(({ personId }) => personId === 'one')
    expect(asked && reminderCard(asked).lines).toEqual(['两名监票人都设好监票码，投票才能开始。'])
  })

  test('a lost slip is asked for from the day of the loss, of whose it was, then of the keeper of the print; 党办 hears that it stands still', () => {
    const lost = { place: 1, holderIds: ['one'], lostOn: day('2026-06-10'), keeperIds: ['keeper'] } as const
    const days = ['06-11', '06-12', '06-15']
    const facts = round({ lostSlips: [lost], officeIds: ['office'] })
    expect(daysOf(facts, 'one', 'slipLost', '2026-06-01', '2027-06-15')).toEqual(days)
    expect(daysOf(facts, 'keeper', 'safeDue', '2026-06-01', '2027-06-15')).toEqual([])
    expect(daysOf(facts, 'office', 'stalled', '2026-06-01', '2026-06-17')).toEqual(['06-16'])
    const due = round({ lostSlips: [{ ...lost, dueOn: day('2026-06-16') }], officeIds: ['office'] })
    expect(daysOf(due, 'one', 'slipLost', '2026-06-01', '2027-06-15')).toEqual([])
    expect(daysOf(due, 'keeper', 'safeDue', '2026-06-01', '2027-06-15')).toEqual(['06-17', '06-18', '06-22'])
  })

  test('a round that is completed asks for 表1 only', () => {
    const facts = round({ completedOn: day('2026-06-24') })
    expect(daysOf(facts, 'secretary', 'roundDue', '2026-06-25', '2026-07-31')).toEqual([])
    expect(daysOf(facts, 'secretary', 'reportDue', '2026-06-25', '2026-06-25')).toEqual(['06-25'])
  })
})

describe('the ten days for 表1 (R57)', () => {
  test('counted from 24 June remind on days 1, 5, 8 and, day 10 being a Saturday, on the Friday before', () => {
    const facts = round({ completedOn: day('2026-06-24') })
    expect(daysOf(facts, 'secretary', 'reportDue', '2026-06-24', '2026-07-31')).toEqual([
      '06-25',
      '06-29',
      '07-02',
      '07-03',
      '07-07',
      '07-08',
      '07-09',
    ])
    const [card] = plan(day('2026-07-03'), facts, table)
    expect(card?.items).toEqual([
      { kind: 'reportDue', subjectId: 'round', about: ['reportDue:round'], dueDay: '2026-07-04', daysLeft: 1 },
    ])
  })

  test('that end inside National Day week remind no later than 30 September, and count as overdue after the week', () => {
    const facts = round({ completedOn: day('2026-09-23') })
    expect(daysOf(facts, 'secretary', 'reportDue', '2026-09-23', '2026-10-14')).toEqual([
      '09-24',
      '09-28',
      '09-30',
      '10-09',
      '10-10',
      '10-12',
    ])
  })

  test('go to 机关党办 after three overdue reminders, twice, and then rest', () => {
    const facts = round({ completedOn: day('2026-06-24') })
    expect(daysOf(facts, 'office', 'reportOverdue', '2026-06-24', '2027-07-31')).toEqual(['07-10', '07-17'])
  })

  test('end when 表1 is handed in, and begin again when it is given back', () => {
    const completedOn = day('2026-06-24')
    for (const table1 of ['submitted', 'accepted'] as const)
      expect(daysOf(round({ completedOn, table1 }), 'secretary', 'reportDue', '2026-06-24', '2026-07-31')).toEqual([])
    const returned = round({ completedOn, table1: 'returned', table1ReturnedOn: day('2026-07-20') })
    expect(daysOf(returned, 'secretary', 'reportReturned', '2026-07-20', '2026-07-31')).toEqual(['07-21', '07-23'])
  })
})

describe('visits and 三联系 (R34, R46)', () => {
  test('a member with contacts unvisited this quarter is told how many, once a month and only him', () => {
    const facts = { ...nothing, visits: [{ personId: 'member', branchId: 'branch', unvisitedContacts: 3 }] }
    expect(daysOf(facts, 'member', 'visitDue', '2026-07-01', '2026-09-30')).toEqual(['07-24', '08-24', '09-22'])
    expect(plan(day('2026-08-24'), facts, table)).toEqual([
      {
        personId: 'member',
        day: '2026-08-24',
        items: [
          {
            kind: 'visitDue',
            subjectId: '2026Q3',
            about: ['visit:2026Q3:member'],
            dueDay: '2026-09-30',
            daysLeft: 37,
            count: 3,
          },
        ],
      },
    ])
    const done = { ...nothing, visits: [{ personId: 'member', branchId: 'branch', unvisitedContacts: 0 }] }
    expect(daysOf(done, 'member', 'visitDue', '2026-07-01', '2026-09-30')).toEqual([])
  })

  test('a leader and his assistant hear once a quarter of the links without an activity in the half-year', () => {
    const facts = {
      ...nothing,
      threeLinks: [{ leaderId: 'leader', remindedIds: ['leader', 'assistant'], linksWithoutActivity: 4 }],
    }
    expect(daysOf(facts, 'leader', 'threeLinksDue', '2026-01-01', '2026-09-30')).toEqual(['03-17', '06-15', '09-16'])
    expect(plan(day('2026-09-16'), facts, table).map(({ personId, items }) => [personId, items[0]?.dueDay])).toEqual([
      ['assistant', '2026-12-31'],
      ['leader', '2026-12-31'],
    ])
  })
})

test('a 书记 who also owes a 承诺书 and a visit gets one card with three lines, the most urgent first', () => {
  const own = campaign({ pledges: [{ personId: 'secretary', state: 'owing' }] })
  const facts = {
    ...own,
    visits: [{ personId: 'secretary', branchId: 'branch', unvisitedContacts: 1 }],
    rounds: round({ completedOn: day('2026-09-04') }).rounds,
  }
  const cards = plan(day('2026-09-14'), facts, table).filter((reminder) => reminder.personId === 'secretary')
  expect(cards).toHaveLength(1)
  expect(cards[0]?.items.map((item) => [item.kind, item.daysLeft])).toEqual([
    ['reportDue', 0],
    ['branchPackageDue', 6],
    ['pledgeDue', 6],
  ])
})

describe('a branch without a 书记 (M10)', () => {
  const vacancies = { officeIds: ['office'], administratorIds: [], posts: 2, things: 5 }
  const vacant = (facts: ReminderFacts): ReminderFacts => ({ ...facts, vacancies })

  test('党办 is told on the days on which he would have been, and in one line for all', () => {
    const facts = vacant(campaign({ packages: [{ branchId: 'branch', secretaryId: nobody, state: 'open' }] }))
    expect(daysOf(facts, 'office', 'vacancies', '2026-09-01', '2026-09-20')).toEqual(
      daysOf(campaign(), 'secretary', 'branchPackageDue', '2026-09-01', '2026-09-20'),
    )
    const both = vacant({ ...facts, rounds: round({ secretaryId: nobody, dueDay: day('2026-09-18') }).rounds })
    const card = plan(day('2026-09-18'), both, table).find(({ personId }) => personId === 'office')
    expect(card?.items.filter(({ kind }) => kind === 'vacancies')).toEqual([
      {
        kind: 'vacancies',
        subjectId: 'vacancies',
        dueDay: '2026-09-18',
        daysLeft: 0,
        about: ['vacancies'],
        count: 5,
        posts: 2,
      },
    ])
  })

  test('its voters are called all the same', () => {
    const voting = {
      opensOn: day('2026-06-08'),
      closesOn: day('2026-06-15'),
      notVoted: [{ personId: 'voter', minutes: 3 }],
      scrutineerIds: ['scrutineer'],
    }
    const facts = round({ secretaryId: nobody, voting })
    expect(daysOf(facts, 'voter', 'ballotDue', '2026-06-01', '2026-06-30')).toEqual(['06-08', '06-10', '06-15'])
  })

  test('a post that fell empty since the night is told of without a figure of posts', () => {
    const facts = campaign({ packages: [{ branchId: 'branch', secretaryId: nobody, state: 'open' }] })
    const card = plan(day('2026-09-16'), facts, table).find(({ personId }) => personId === 'office')
    expect(card && reminderCard(card).lines).toEqual(['有岗位空缺，1件事没人办。'])
    const counted = plan(day('2026-09-16'), vacant(facts), table).find(({ personId }) => personId === 'office')
    expect(counted && reminderCard(counted)).toMatchObject({
      lines: ['2个岗位空缺，5件事没人办。'],
      buttons: [{ label: '去补任', path: '/office/vacancies' }],
    })
  })
})
