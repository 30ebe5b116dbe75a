import type { Card, CardField } from '../../bot/port'
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

describe('the longest card', () => {
  test.each([
    ['with buttons', longest],
    ['with a form', form(choice, second, text)],
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
