import { packageWaitingCard } from '../../bot/cards/pledge'
import { decisionDueCard, opinionDueCard, plateDueCard } from '../../bot/cards/postArea'
import { approvalWaitingCard, deliveryCard } from '../../bot/cards/signOrder'
import type { Card, CardField } from '../../bot/port'
import { toCalendarDay } from '../../server/domain/calendar/calendarDay'
import { packageFlow } from '../../server/features/pledge'
import { answersOf } from '../../server/features/workflow/answers'
import { openFeishuStage } from './feishuStage'
import { openWecomStage } from './wecomStage'

/** Texts far beyond every limit, of characters with one to four bytes. */
const endless = '长🌉a<'.repeat(400)
const options = Array.from({ length: 9 }, (_, index) => ({ value: `o${index}`, label: endless }))
const choice: CardField = { kind: 'choice', name: 'reason', label: endless, required: true, options }
const text: CardField = { kind: 'text', name: 'note', label: endless, required: true, limit: 5000, initial: endless }
const longest: Card = {
  title: endless,
  tone: 'plain',
  summary: endless,
  lines: Array<string>(40).fill(endless),
  facts: Array.from({ length: 20 }, () => ({ label: endless, value: endless })),
  buttons: ['a', 'b', 'c', 'd'].map((name) => ({ kind: 'press' as const, label: endless, action: name })),
}
const form = (...fields: CardField[]): Card => ({
  ...longest,
  form: { fields, submit: { label: endless, action: 'send' } },
})
const second = { ...choice, name: 'second' }
const manyAnswers: Card = {
  ...longest,
  answers: {
    comment: { label: endless, limit: 5000 },
    choices: ['w', 'x', 'y', 'z'].map((action) => ({ label: endless, action, look: 'danger' as const })),
  },
}
const sixListed: Card = {
  ...longest,
  answers: {
    listed: Array.from({ length: 6 }, () => ({ label: endless })),
    choices: [
      {
        label: endless,
        tickedLabel: endless,
        action: `steps:evaluationRound:TABLE1_SUBMITTED:accept:${Array(6).fill('7d1c1c1e-0000-4000-8000-000000000001.2000000000')}`,
        confirm: { title: endless, text: endless },
      },
    ],
  },
}

describe('the longest card', () => {
  test.each([
    ['with buttons', longest],
    ['with a form', form(choice, second, text)],
    ['with answers', manyAnswers],
    ['with a list', sixListed],
  ])('%s is accepted by Feishu', async (_what, card) => {
    const stage = await openFeishuStage()
    const outcome = await stage.platform.send(stage.person, card, 'k'.repeat(200))
    await stage.stop()
    expect(outcome).toMatchObject({ kind: 'sent' })
  })

  test.each([
    ['with buttons', longest],
    ['with a short first line', { ...longest, lines: ['短', ...longest.lines] }],
    ['without buttons', { ...longest, buttons: [] }],
    ['with one choice', form(choice)],
    ['with two choices', form(choice, second)],
    ['with answers', manyAnswers],
    ['with a list', sixListed],
    ['with a form for the page', { ...form(text), buttons: [{ kind: 'open' as const, label: endless, path: '/a' }] }],
  ])('%s is accepted by WeCom and not cut by its client', async (_what, card) => {
    const stage = await openWecomStage()
    const outcome = await stage.platform.send(stage.person, card, `键${'k'.repeat(200)}`)
    const warnings = stage.controls.messages({ userid: 'LiSi' }).map((one) => one.warnings)
    await stage.stop()
    expect(outcome).toMatchObject({ kind: 'sent' })
    expect(warnings).toEqual([[]])
  })
})

describe('a card about a department, branch or order with the longest names there can be', () => {
  const name = '长'.repeat(120)
  const today = toCalendarDay('2026-09-01')
  const postAreaId = '7d1c1c1e-0000-4000-8000-000000000001'
  const matter = {
    postAreaId,
    kind: 'POST' as const,
    departmentName: name,
    nomineeName: name,
    goal: name.repeat(3),
    content: name.repeat(3),
    meeting: { present: 999, votes: 999 },
    dueDay: today,
    today,
  }
  const asked = { items: 4, minutesNumber: name, placedBy: name, reviewedBy: name }
  const order = { orderId: postAreaId, title: name, amountFen: 2_000_000_000, today }
  const counts = { number: 1, pledgeCount: 999, postCount: 99, areaCount: 99, missing: Array(999) }
  const handedIn = { id: postAreaId, branchId: postAreaId, state: 'SUBMITTED', revision: 2_000_000_000, ...counts }
  const cards: [string, Card][] = [
    ['意见', opinionDueCard(matter)],
    ['同意', decisionDueCard(matter)],
    ['挂牌', plateDueCard(name, [postAreaId, postAreaId], today)],
    [
      '受理',
      { ...packageWaitingCard(name, handedIn, name), ...answersOf(packageFlow, { record: handedIn }, '/office') },
    ],
    ['终审', approvalWaitingCard(order, asked)],
    ['签收', deliveryCard(order, name, 99_999)],
  ]

  test.each(cards)('%s is accepted by both platforms', async (_what, card) => {
    const [feishu, wecom] = [await openFeishuStage(), await openWecomStage()]
    const outcomes = [
      await feishu.platform.send(feishu.person, card, 'k'.repeat(200)),
      await wecom.platform.send(wecom.person, card, 'k'.repeat(200)),
    ]
    const warnings = wecom.controls.messages({ userid: 'LiSi' }).map((one) => one.warnings)
    await Promise.all([feishu.stop(), wecom.stop()])
    expect(outcomes).toEqual([
      { kind: 'sent', ref: expect.anything() },
      { kind: 'sent', ref: expect.anything() },
    ])
    expect(warnings).toEqual([[]])
  })
})
