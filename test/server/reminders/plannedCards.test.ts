import { withinLimits } from '../../../bot/cards/limits'
import { Person } from '../../../entities'
import { branchId } from '../../../server/demo/sampleOrganisationPeople'
import {
  addDays,
  dayOfInstant,
  hourOfInstant,
  minuteOfInstant,
  toCalendarDay,
} from '../../../server/domain/calendar/calendarDay'
import { isActiveMember } from '../../../server/domain/organisation/persons'
import { holders } from '../../../server/features/organisation'
import { membersWithPledge } from '../../../server/features/pledge/branchMembers'
import { nudgeMembers } from '../../../server/features/pledge/nudgeMembers'
import { persona } from '../organisation/house'
import { openReminders, type ReminderStage } from './reminderStage'

const member = persona('member').personId
const secretary = persona('financeSecretary').personId

/** How many cards of one title went into the outbox on each day. */
const byDay = (cards: { day: string; title: string }[], title: string) => {
  const counts: Record<string, number> = {}
  for (const card of cards) if (card.title === title) counts[card.day] = (counts[card.day] ?? 0) + 1
  return counts
}
const pledgeTitle = '请填写“三亮”公开承诺书'

describe('what the bot reminds of, and when (rules §6.4, §6.5)', () => {
  let stage: ReminderStage
  beforeEach(async () => {
    stage = await openReminders(':memory:')
  })
  afterEach(() => stage.close())

  /** Lives through the days and notes what each of them adds. */
  const live = async (from: string, to: string) => {
    const seen = new Set<string>()
    const added: { day: string; title: string; personId: string }[] = []
    for (let day = toCalendarDay(from); day <= to; day = addDays(day, 1)) {
      await stage.run(day)
      for (const { id, card, personId } of await stage.cards()) {
        if (seen.has(id)) continue
        seen.add(id)
        added.push({ day, title: card.title, personId })
      }
    }
    return added
  }
  const sick = async () => (await stage.people()).find((one) => one.dutyStatus === 'LONG_SICK')?.id ?? ''

  test('before 9月20日 2026, a Sunday on which work is done: T-5, T-2 and T-1, nothing on the Saturday', async () => {
    const campaignId = await stage.campaign('2026-09-01', '2026-09-20')
    await stage.handIn(campaignId, member)
    const added = await live('2026-09-08', '2026-09-21')
    // 140 less one who handed in and one on long sick leave; the five 书记 and on T-1 the two of 党办 have two duties, on T-3 the 书记 as leaders too.
    const before = { '2026-09-14': 133, '2026-09-17': 138, '2026-09-18': 131 }
    // The first working day after it: they are asked again, as the 书记 are.
    expect(byDay(added, pledgeTitle)).toEqual({ ...before, '2026-09-21': 131 })
    expect(byDay(added, '您有2件事要办')).toEqual({
      '2026-09-14': 5,
      '2026-09-16': 5,
      '2026-09-18': 7,
      '2026-09-21': 7,
    })
    const behind = added.filter(({ title }) => /^承诺书还差\d+人$/.test(title)).map((card) => card.day)
    expect(behind).toEqual(Array(5).fill('2026-09-20'))
    expect(byDay(added, '各支部报送汇总')).toEqual({ '2026-09-20': 2 })
    const told = new Set(added.map((card) => card.personId))
    expect([told.has(member), told.has(await sick())]).toEqual([false, false])
    expect(added.map((card) => card.day)).not.toContain('2026-09-19')
  })

  test('opened nine days before: the plan shrinks to the opening, T-2 and T-1 (first campaign, rules §9.27)', async () => {
    await stage.campaign('2026-09-11', '2026-09-20')
    const days = byDay(await live('2026-09-10', '2026-09-19'), pledgeTitle)
    expect(Object.keys(days)).toEqual(['2026-09-11', '2026-09-17', '2026-09-18'])
  })

  test('a returned sheet is asked for by its own words', async () => {
    const campaignId = await stage.campaign('2026-09-01', '2026-09-20')
    await stage.handIn(campaignId, member, 'RETURNED')
    await stage.run('2026-09-17')
    const own = (await stage.cards()).find((card) => card.personId === member)
    expect(own?.card.title).toBe('公开承诺书待修改')
  })

  test('visits and the sheet on one day are one card with both, and no form in it', async () => {
    await stage.campaign('2026-09-01', '2026-09-24')
    await stage.run('2026-09-22')
    const cards = await stage.cards()
    expect(new Set(cards.map((card) => card.personId)).size).toBe(cards.length)
    const own = cards.find((card) => card.personId === member)?.card
    expect(own?.title).toBe('您有2件事要办')
    expect(own?.facts).toEqual([
      { label: '第1件', value: '9月24日（还有2天）' },
      { label: '第2件', value: '9月30日（还有8天）' },
    ])
    expect(own?.buttons.map((button) => button.label)).toEqual(['去填写（1）', '去登记（2）'])
    expect(own?.form).toBeUndefined()
  })

  test('visits alone come with the form to answer in the card (R34)', async () => {
    await stage.run('2026-09-22')
    const own = (await stage.cards()).find((card) => card.personId === member)?.card
    expect(own?.title).toBe('请走访联系对象')
    expect(own?.form?.fields.map((field) => field.name)).toEqual([
      'contactId',
      'way',
      'situation',
      'visitedDay',
      'content',
    ])
  })

  test('a contact who left is nobody to be visited, a leader who left is not reminded', async () => {
    await stage.as(null, (work) => work.change(Person, { politicalStatus: 'MASSES' }, { dutyStatus: 'LEFT' }))
    expect(await stage.run('2026-09-22')).toBe('planned 0, added 0')
    const leader = persona('leader').personId
    await stage.as(null, (work) => work.change(Person, { id: leader }, { dutyStatus: 'RETIRED' }))
    // R46, ten working days before the quarter's end.
    await stage.run('2026-09-16')
    const told = (await stage.cards()).map((card) => card.personId)
    expect(told.length).toBeGreaterThan(5)
    expect(told).not.toContain(leader)
  })

  test('no card on Saturdays, Sundays and holidays, whatever is due', async () => {
    await stage.campaign('2026-09-01', '2026-09-30')
    for (const day of ['2026-09-05', '2026-09-06', '2026-09-19', '2026-09-25', '2026-10-01', '2026-10-08'])
      expect([day, await stage.run(day)]).toEqual([
        day,
        day === '2026-10-08' ? expect.anything() : 'planned 0, added 0',
      ])
  })

  test('cards go out between 9:00 and 18:00, away from the full and the half hour', async () => {
    await stage.campaign('2026-09-01', '2026-09-20')
    await stage.run('2026-09-17')
    stage.at('2026-09-18', '16:30')
    await stage.runner()()
    const planned = (await stage.cards()).map(({ nextAt }) => nextAt)
    expect(planned.length).toBeGreaterThan(250)
    for (const instant of planned) {
      expect(hourOfInstant(instant)).toBeGreaterThanOrEqual(9)
      expect(hourOfInstant(instant)).toBeLessThan(18)
      expect([0, 30]).not.toContain(minuteOfInstant(instant))
    }
  })

  test('the 书记 presses in the evening: the card waits for the next working morning and is that day’s only one', async () => {
    await stage.campaign('2026-09-01', '2026-09-20')
    stage.at('2026-09-17', '20:15')
    const nudge = () =>
      stage.as(secretary, (work) => nudgeMembers(work, { branchId: branchId('finance'), personIds: [member] }))
    expect((await nudge()).sent).toBe(1)
    expect((await nudge()).skipped).toEqual([{ name: '林知夏', reason: '今天已经提醒过' }])
    const [card] = await stage.cards()
    expect([dayOfInstant(card?.nextAt ?? 0), hourOfInstant(card?.nextAt ?? 0)]).toEqual(['2026-09-18', 9])
    expect(card?.card.facts[0]?.value).toBe('9月20日（还有2天）')
    await stage.run('2026-09-18')
    expect((await stage.cards()).filter((one) => one.personId === member)).toHaveLength(1)
  })

  test('the 书记 sees how far the branch is, who is missing, and reminds them with one press', async () => {
    const campaignId = await stage.campaign('2026-09-01', '2026-09-20')
    await stage.handIn(campaignId, member)
    await stage.run('2026-09-20')
    const own = (await stage.cards()).find((card) => card.personId === secretary)?.card
    const members = await stage.as(secretary, (work) => membersWithPledge(work, branchId('finance'), campaignId))
    const missing = members.filter((one) => one.personId !== member)
    // One of them is the 书记, who has this card today.
    const others = missing.length - 1
    expect(own).toMatchObject({
      title: `承诺书还差${missing.length}人`,
      lines: [
        `财投支部已交1人，共${members.length}人。`,
        `按“提醒这${others}位”，他们各收到一张卡片，今天不再重复提醒。`,
      ],
      buttons: [
        { kind: 'open', label: '看看进度', path: `/branch/${branchId('finance')}` },
        { kind: 'press', label: `提醒这${others}位`, action: `nudge:${branchId('finance')}`, primary: true },
      ],
    })
    expect(own?.facts.slice(1)).toEqual([
      { label: '已交', value: `1/${members.length}` },
      { label: '还没交', value: expect.stringMatching(new RegExp(`^${missing[0]?.name}、.*等${missing.length}人$`)) },
    ])
    await stage.clear()
    for (const { personId } of missing) await stage.handIn(campaignId, personId)
    await stage.run('2026-09-21')
    const complete = (await stage.cards()).find((card) => card.personId === secretary)?.card
    expect(complete).toMatchObject({
      title: '请收集并报送本支部材料',
      lines: [`财投支部已交${members.length}人，共${members.length}人。已经交齐，请报送机关党办。`],
      buttons: [{ label: '去查看' }],
    })
  })

  test('who has been written to by the plan is named, but there is nothing to press', async () => {
    await stage.campaign('2026-09-01', '2026-09-20')
    await stage.run('2026-09-18')
    const own = (await stage.cards()).find((card) => card.personId === secretary)?.card
    expect(own?.title).toBe('您有2件事要办')
    expect(own?.lines.join()).toContain('请收集并报送本支部材料：财投支部已交0人')
    expect(own?.buttons.every((button) => button.kind === 'open')).toBe(true)
  })

  test('no card names a person, but a 书记’s who of the branch is missing; none a score or a hardship, and none is cut (rules §6.3)', async () => {
    const campaignId = await stage.campaign('2026-09-01', '2026-09-20')
    await stage.handIn(campaignId, member, 'RETURNED')
    for (const day of ['2026-09-14', '2026-09-15', '2026-09-17', '2026-09-18', '2026-09-20', '2026-09-22'])
      await stage.run(day)
    const names = (await stage.people()).map((one) => one.name)
    const secretaries = await stage.as(null, (work) => holders(work, ['BRANCH_SECRETARY']))
    const cards = await stage.cards()
    expect(cards.length).toBeGreaterThan(500)
    for (const { card, personId } of cards) {
      expect(withinLimits(card)).toEqual(card)
      const named = card.facts.filter(({ label }) => label === '还没交')
      expect(named.length && !secretaries.some((one) => one.personId === personId)).toBeFalsy()
      const { form, ...rest } = card
      const shown = { ...rest, facts: card.facts.filter((fact) => !named.includes(fact)) }
      const text = JSON.stringify(shown)
      expect(names.filter((name) => text.includes(name))).toEqual([])
      expect(text).not.toMatch(/得分|分数|等次|优秀|困难|举报|意见|病/)
      expect(card.buttons.length).toBeGreaterThan(0)
      expect(form?.fields[0]?.options?.length ?? 1).toBeLessThan(10)
    }
  })

  test('every member of the roster is known to the plan', async () => {
    await stage.campaign('2026-09-17', '2026-09-20')
    await stage.run('2026-09-17')
    const owing = (await stage.people()).filter((one) => isActiveMember(one) && one.dutyStatus !== 'LONG_SICK')
    expect((await stage.cards()).map((card) => card.personId).sort()).toEqual(owing.map((one) => one.id).sort())
  })
})
