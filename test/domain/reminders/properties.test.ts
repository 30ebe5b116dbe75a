import fc from 'fast-check'
import { stateCouncilTable } from '../../../server/calendar/stateCouncilTable'
import {
  addDays,
  dayOfInstant,
  hourOfInstant,
  minuteOfInstant,
  toCalendarDay,
} from '../../../server/domain/calendar/calendarDay'
import { isWorkday } from '../../../server/domain/calendar/workdays'
import { subjectFor } from '../../../server/domain/cardKeys'
import { dutiesInSeason } from '../../../server/domain/officeDuties'
import {
  type FilingFacts,
  nobody,
  type PledgeCampaignFacts,
  type ReminderFacts,
  type ReminderKind,
  type RoundFacts,
  type SignOrderFacts,
} from '../../../server/domain/reminders/facts'
import { plan } from '../../../server/domain/reminders/plan'
import { nextSendingInstant } from '../../../server/domain/reminders/quietHours'

const table = stateCouncilTable()
const anyDay = fc.integer({ min: 0, max: 500 }).map((days) => addDays(toCalendarDay('2026-01-01'), days))
/** Lines about records of 岗区, counted. */
const severalRecords: readonly ReminderKind[] = [
  'postAreaWaiting',
  'plateDue',
  'branchPlatesDue',
  'postingDue',
  'reviewPostsDue',
]
// Few people with many hats, so that reminders for one person meet on one day.
const person = fc.constantFrom('p1', 'p2', 'p3', 'p4')
const people = fc.uniqueArray(person, { minLength: 1 })
/** An empty post among them (M10). */
const holder = fc.constantFrom('p1', 'p2', 'p3', 'p4', nobody)

const pledgeCampaign: fc.Arbitrary<PledgeCampaignFacts> = fc.record({
  campaignId: fc.constant('campaign'),
  openedOn: anyDay,
  dueDay: anyDay,
  officeIds: people,
  pledges: fc.array(
    fc.record({
      personId: person,
      state: fc.constantFrom('owing', 'returned', 'handedIn', 'exempt'),
      returnedOn: anyDay,
      branchId: fc.constantFrom('b1', 'b2'),
    }),
  ),
  packages: fc.array(
    fc.record({
      branchId: fc.constantFrom('b1', 'b2'),
      secretaryId: holder,
      state: fc.constantFrom('open', 'returned', 'submitted', 'accepted'),
      returnedOn: anyDay,
    }),
  ),
  departments: fc.array(
    fc.record({
      departmentId: fc.constantFrom('d1', 'd2'),
      branchId: fc.constantFrom('b1', 'b2'),
      leadId: person,
      openedOn: anyDay,
      toDo: fc.nat({ max: 3 }),
    }),
    { maxLength: 3 },
  ),
  waiting: fc.array(
    fc.record({
      personId: holder,
      postAreaId: fc.constantFrom('a1', 'a2', 'a3'),
      state: fc.constantFrom('CONSULTING', 'FILLED', 'HEAD_REVIEWED'),
      arrivedOn: anyDay,
    }),
    { maxLength: 5 },
  ),
  plateWorkdays: fc.integer({ min: 1, max: 60 }),
  postingWorkdays: fc.integer({ min: 1, max: 60 }),
  plates: fc.array(
    fc.record({
      postAreaId: fc.constantFrom('a4', 'a5', 'a6'),
      departmentId: fc.constantFrom('d1', 'd2'),
      leadId: fc.option(person),
      branchId: fc.constantFrom('b1', 'b2'),
      secretaryIds: people,
      acceptedOn: anyDay,
    }),
    { maxLength: 5 },
  ),
  postings: fc.array(
    fc.record({
      departmentId: fc.constantFrom('d1', 'd2'),
      branchId: fc.constantFrom('b1', 'b2'),
      remindedIds: people,
      aboveIds: people,
      acceptedOn: anyDay,
    }),
    { maxLength: 3 },
  ),
  reviews: fc.array(
    fc.record({
      branchId: fc.constantFrom('b1', 'b2'),
      secretaryIds: fc.uniqueArray(holder, { minLength: 1 }),
      half: fc.constant('2026H1'),
      openedOn: anyDay,
      dueDay: anyDay,
      postAreaIds: fc.uniqueArray(fc.constantFrom('a7', 'a8'), { minLength: 1 }),
    }),
    { maxLength: 2 },
  ),
})

const signOrder: fc.Arbitrary<SignOrderFacts> = fc.record(
  {
    orderId: fc.constantFrom('o1', 'o2'),
    proofs: fc.array(fc.record({ departmentId: fc.constantFrom('d1', 'd2'), leadId: person, sentOn: anyDay }), {
      maxLength: 3,
    }),
    approval: fc.record({ approverIds: people, arrivedOn: anyDay }),
  },
  { requiredKeys: ['orderId', 'proofs'] },
)

const slip = { place: fc.constantFrom(1 as const, 2 as const), holderIds: people, lostOn: anyDay, keeperIds: people }
const lostSlip = fc.record({ ...slip, dueOn: anyDay }, { requiredKeys: ['place', 'holderIds', 'lostOn', 'keeperIds'] })

const roundFacts: fc.Arbitrary<RoundFacts> = fc.record(
  {
    roundId: fc.constantFrom('r1', 'r2'),
    secretaryId: holder,
    officeIds: people,
    openedOn: anyDay,
    dueDay: anyDay,
    table1: fc.constantFrom('open', 'returned', 'submitted', 'accepted'),
    table1ReturnedOn: anyDay,
    completedOn: anyDay,
    voting: fc.record({
      opensOn: anyDay,
      closesOn: anyDay,
      notVoted: people.map((ids) => ids.map((personId) => ({ personId, minutes: 3 }))),
      scrutineerIds: people,
    }),
    unwatched: fc.constant(true),
    unwatchedOn: anyDay,
    askedScrutineers: fc.record({
      for: fc.constantFrom('lock', 'box', 'takeIn'),
      personIds: people,
      askedOn: anyDay,
    }),
    lostSlips: fc.array(lostSlip, { maxLength: 2 }),
  },
  { requiredKeys: ['roundId', 'secretaryId', 'officeIds', 'openedOn', 'dueDay', 'table1'] },
)

const filing: fc.Arbitrary<FilingFacts> = fc.record({
  filingId: fc.constantFrom('f1', 'f2'),
  about: fc.constant(subjectFor.turn('measures', 'f1', 'DUE')),
  personIds: people,
  words: fc.constant({ title: '请报送', line: '财务支部。', path: '/filings/measures/f1' }),
  waits: fc.boolean(),
  dueDay: fc.option(anyDay),
  arrivedOn: fc.option(anyDay),
})

const anyFacts: fc.Arbitrary<ReminderFacts> = fc.record({
  pledgeCampaigns: fc.array(pledgeCampaign, { maxLength: 2 }),
  rounds: fc.array(roundFacts, { maxLength: 2 }),
  visits: fc.array(fc.record({ personId: person, branchId: fc.constant('b1'), unvisitedContacts: fc.nat({ max: 3 }) })),
  threeLinks: fc.array(
    fc.record({ leaderId: person, remindedIds: people, linksWithoutActivity: fc.nat({ max: 12 }) }),
    { maxLength: 2 },
  ),
  signOrders: fc.array(signOrder, { maxLength: 2 }),
  filings: fc.array(filing, { maxLength: 2 }),
  vacancies: fc.record({
    administratorIds: fc.constant([]),
    officeIds: people,
    officeVacantOn: anyDay,
    posts: fc.nat({ max: 3 }),
    things: fc.nat({ max: 9 }),
  }),
  duties: fc.record({
    officeIds: people,
    committeeIds: people,
    owed: fc.constantFrom(
      ...['2026-09-01', '2026-11-02', '2027-01-04'].map((day) =>
        dutiesInSeason(toCalendarDay(day)).map((duty) => ({ ...duty, count: 1 })),
      ),
    ),
  }),
})

/** The same facts with everything done. */
const whenDone = (facts: ReminderFacts): ReminderFacts => ({
  pledgeCampaigns: facts.pledgeCampaigns.map((campaign) => ({
    ...campaign,
    pledges: campaign.pledges.map((pledge) => ({ ...pledge, state: 'handedIn' })),
    packages: campaign.packages.map((branch) => ({ ...branch, state: 'accepted' })),
    departments: campaign.departments.map((department) => ({ ...department, toDo: 0 })),
    waiting: [],
    plates: [],
    postings: [],
    reviews: [],
  })),
  rounds: facts.rounds.map((round) => ({ ...round, completedOn: round.openedOn, table1: 'accepted' })),
  visits: facts.visits.map((visit) => ({ ...visit, unvisitedContacts: 0 })),
  threeLinks: facts.threeLinks.map((links) => ({ ...links, linksWithoutActivity: 0 })),
  signOrders: facts.signOrders.map(({ orderId }) => ({ orderId, proofs: [] })),
  // One that is handed in and received is nobody's.
  filings: [],
  vacancies: facts.vacancies,
  duties: { ...facts.duties, owed: [] },
})

describe('for any facts and any day, reminders', () => {
  test('are one card a person at most, never empty, never with one line twice, and only on working days', () => {
    let cards = 0
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        const reminders = plan(day, facts, table)
        cards += reminders.length
        expect(new Set(reminders.map((reminder) => reminder.personId)).size).toBe(reminders.length)
        if (reminders.length > 0) expect(isWorkday(day, table).workday).toBe(true)
        for (const { items } of reminders) {
          expect(items.length).toBeGreaterThan(0)
          expect(new Set(items.map((item) => `${item.kind} ${item.subjectId}`)).size).toBe(items.length)
          for (const item of items) {
            expect(addDays(day, item.daysLeft)).toBe(item.dueDay)
            // A line never counts one record twice: the card would say 「2份」 and end with one.
            if (severalRecords.includes(item.kind)) expect([...new Set(item.about)]).toHaveLength(item.count ?? 0)
          }
        }
      }),
      { numRuns: 300 },
    )
    expect(cards).toBeGreaterThan(50)
  })

  test('stop when everything is done', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        expect(plan(day, whenDone(facts), table)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('an empty post hears nothing, and 机关党办 hears of it once', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        for (const { personId, items } of plan(day, facts, table)) {
          expect(personId).not.toBe(nobody)
          const lines = items.filter(({ kind }) => kind === 'vacancies')
          expect(lines.length).toBeLessThanOrEqual(facts.vacancies.officeIds.includes(personId) ? 1 : 0)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('never speak of a campaign or round before it opens', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        const closed = {
          ...facts,
          visits: [],
          threeLinks: [],
          signOrders: [],
          filings: [],
          vacancies: facts.vacancies,
          duties: { ...facts.duties, owed: [] },
          pledgeCampaigns: facts.pledgeCampaigns.map((campaign) => ({ ...campaign, openedOn: addDays(day, 1) })),
          rounds: facts.rounds.map((round) => ({ ...round, openedOn: addDays(day, 1) })),
        }
        expect(plan(day, closed, table)).toEqual([])
      }),
    )
  })
})

describe('whatever nobody does', () => {
  const everyKind: Record<ReminderKind, true> = {
    pledgeDue: true,
    pledgeReturned: true,
    branchPackageDue: true,
    branchPackageReturned: true,
    officeSummary: true,
    roundDue: true,
    ballotDue: true,
    ballotClosing: true,
    scrutineersGone: true,
    lockDue: true,
    boxDue: true,
    takeInDue: true,
    slipLost: true,
    safeDue: true,
    reportDue: true,
    reportReturned: true,
    reportOverdue: true,
    visitDue: true,
    threeLinksDue: true,
    postAreaDue: true,
    postAreaWaiting: true,
    plateDue: true,
    branchPlatesDue: true,
    postingDue: true,
    reviewPostsDue: true,
    proofDue: true,
    signOrderDue: true,
    filingDue: true,
    vacancies: true,
    officeVacant: true,
    officeDuty: true,
    stalled: true,
  }
  /** One matter of each sort, whatever a round waits for, and a house without 党办 too. */
  const one = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { minLength: 1, maxLength: 1 })
  const waiting = (['lock', 'box', 'takeIn'] as const).map((what) =>
    fc
      .record({ round: roundFacts, personIds: people, askedOn: anyDay })
      .map(({ round: { completedOn, ...round }, personIds, askedOn }) => ({
        ...round,
        askedScrutineers: { for: what, personIds, askedOn },
      })),
  )
  const lost = [fc.record({ ...slip }), fc.record({ ...slip, dueOn: anyDay })].map((one) =>
    fc
      .record({ round: roundFacts, one })
      .map(({ round: { completedOn, ...round }, one }) => ({ ...round, lostSlips: [one] })),
  )
  const completed = (table1: RoundFacts['table1']) =>
    fc
      .record({ round: roundFacts, completedOn: anyDay, table1ReturnedOn: anyDay })
      .map(({ round, ...days }) => ({ ...round, ...days, table1 }))
  const undone = fc
    .record({
      campaign: one(pledgeCampaign),
      rounds: fc.tuple(completed('open'), completed('returned'), ...waiting, ...lost),
      orders: one(signOrder),
      filings: one(filing),
    })
    .chain(({ campaign, rounds, orders, filings }) =>
      anyFacts.map((facts) => ({ ...facts, pledgeCampaigns: campaign, rounds, signOrders: orders, filings })),
    )
    .chain((facts) =>
      fc.boolean().map((held) => ({
        ...facts,
        vacancies: { ...facts.vacancies, ...(held ? {} : { officeIds: [], administratorIds: ['p1'] }) },
      })),
    )

  test('people are asked for one matter a bounded number of times, then it rests (P9): every kind, every office', () => {
    const seen = new Set<string>()
    let most = 0
    fc.assert(
      fc.property(undone, (facts) => {
        const asked = new Map<string, number>()
        let last = ''
        for (let day = toCalendarDay('2026-01-01'); day < '2027-12-31'; day = addDays(day, 1))
          for (const { personId, items } of plan(day, facts, table))
            for (const { kind, subjectId, dueDay } of items) {
              seen.add(kind)
              // A quarter's visits and a half-year's 三联系 are asked for anew with the period.
              const matter = `${personId} ${kind} ${subjectId} ${dueDay}`
              asked.set(matter, (asked.get(matter) ?? 0) + 1)
              if (kind !== 'visitDue' && kind !== 'threeLinksDue') last = day
            }
        most = Math.max(most, ...asked.values())
        // The latest day of all is in May 2027; 60 working days for a plate, and what follows it.
        expect(last < '2027-09-30').toBe(true)
      }),
      { numRuns: 12, seed: 15 },
    )
    expect([...seen].sort()).toEqual(Object.keys(everyKind).sort())
    // Of one matter ten and three; records that share an id here, and lines that gather several, come with each of them.
    expect(most).toBeLessThanOrEqual(30)
  })
})

describe('quiet hours', () => {
  const instant = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2026-11-30T00:00:00Z') })
  const jitter = fc.double({ min: 0, max: 0.999, noNaN: true })
  const shanghai = (text: string) => Date.parse(`${text}+08:00`)

  test('let a card go only on a working day from 9 to 18 in China, never at a full or half hour, and never earlier', () => {
    fc.assert(
      fc.property(instant, jitter, (epochMs, spread) => {
        const sent = nextSendingInstant(epochMs, table, spread)
        expect(sent).toBeGreaterThanOrEqual(epochMs)
        expect(isWorkday(dayOfInstant(sent), table).workday).toBe(true)
        expect(hourOfInstant(sent)).toBeGreaterThanOrEqual(9)
        expect(hourOfInstant(sent)).toBeLessThan(18)
        expect([0, 30]).not.toContain(minuteOfInstant(sent))
        expect(nextSendingInstant(sent, table, spread)).toBe(sent)
      }),
      { numRuns: 500 },
    )
  })

  test('leave a moment in working hours as it is', () => {
    expect(nextSendingInstant(shanghai('2026-09-18T17:59:00'), table, 0.5)).toBe(shanghai('2026-09-18T17:59:00'))
  })

  test('move an evening to the next working morning, which after 25 September 2026 is Monday the 28th', () => {
    expect(nextSendingInstant(shanghai('2026-09-24T18:00:00'), table, 0)).toBe(shanghai('2026-09-28T09:01:00'))
  })

  test('move an early morning and the half hour by at least a minute, up to 25', () => {
    expect(nextSendingInstant(shanghai('2026-09-20T03:00:00'), table, 0)).toBe(shanghai('2026-09-20T09:01:00'))
    expect(nextSendingInstant(shanghai('2026-09-20T09:30:00'), table, 0.5)).toBe(shanghai('2026-09-20T09:43:00'))
  })

  test.each([-0.1, 1, Number.NaN])('refuse a spread of %p', (spread) => {
    expect(() => nextSendingInstant(shanghai('2026-09-20T10:10:00'), table, spread)).toThrow(RangeError)
  })
})
