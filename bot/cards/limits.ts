import { cleanText, writable } from '../../server/domain/wording/cleanText'
import type { Card, CardAnswers, CardButton, CardChoice, CardField } from '../port'

/** Limits every card keeps on both platforms, in characters (code points); the smaller one of the two platforms. */
export const cardLimits = {
  title: 36,
  summary: 60,
  line: 160,
  lines: 10,
  facts: 6,
  factLabel: 5,
  factValue: 30,
  buttons: 3,
  choices: 3,
  buttonLabel: 10,
  fieldLabel: 20,
  optionLabel: 16,
  confirmTitle: 60,
  confirmText: 160,
} as const

/** At most `limit` characters; a longer text ends in `…`, which counts. Never cuts inside a code point. */
export function cutCharacters(text: string, limit: number): string {
  // A code point is one or two units, so a text of `limit` units surely fits; spares the split for nearly all texts.
  if (text.length <= limit) return text
  const characters = [...text]
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`
}

/** One harmless line: cleaned, without line breaks (they would start new markup) and what no platform takes (WeCom 40033). */
export function toOneLine(text: string): string {
  return (
    writable(cleanText(text))
      .replace(/[\n\t]+/g, ' ')
      // A Chinese mark brings its own room.
      .replace(/([，。；：！？、]) +/gu, '$1')
      .trim()
  )
}

const lineOf = (text: string, limit: number): string => cutCharacters(toOneLine(text), limit)

function cutButton(button: CardButton): CardButton {
  return { ...button, label: lineOf(button.label, cardLimits.buttonLabel) }
}

function cutField(field: CardField): CardField {
  const label = lineOf(field.label, cardLimits.fieldLabel)
  if (!field.options) return { ...field, label }
  return {
    ...field,
    label,
    options: field.options.map((one) => ({ ...one, label: lineOf(one.label, cardLimits.optionLabel) })),
  }
}

function cutForm(form: NonNullable<Card['form']>): NonNullable<Card['form']> {
  const submit = { ...form.submit, label: lineOf(form.submit.label, cardLimits.buttonLabel) }
  return { fields: form.fields.map(cutField), submit }
}

const cutConfirm = ({ title, text }: NonNullable<CardChoice['confirm']>): NonNullable<CardChoice['confirm']> => ({
  title: lineOf(title, cardLimits.confirmTitle),
  text: lineOf(text, cardLimits.confirmText),
})

const cutChoice = (choice: CardChoice): CardChoice => ({
  ...choice,
  label: lineOf(choice.label, cardLimits.buttonLabel),
  ...(choice.tickedLabel && { tickedLabel: lineOf(choice.tickedLabel, cardLimits.buttonLabel) }),
  ...(choice.confirm && { confirm: cutConfirm(choice.confirm) }),
})

function cutAnswers({ comment, choices, listed }: CardAnswers): CardAnswers {
  return {
    // None is left out: what is answered has to be on the card.
    ...(listed && { listed: listed.map(({ label }) => ({ label: lineOf(label, cardLimits.factValue) })) }),
    ...(comment && { comment: { ...comment, label: lineOf(comment.label, cardLimits.fieldLabel) } }),
    choices: choices.slice(0, cardLimits.choices).map(cutChoice),
  }
}

/** The card with every text on one line and cut to what both platforms show; empty lines and facts are left out. */
export function withinLimits(card: Card): Card {
  const lines = card.lines.map((line) => lineOf(line, cardLimits.line)).filter((line) => line !== '')
  const facts = card.facts.map(({ label, value }) => ({
    label: lineOf(label, cardLimits.factLabel),
    value: lineOf(value, cardLimits.factValue),
  }))
  return {
    ...card,
    title: lineOf(card.title, cardLimits.title),
    summary: lineOf(card.summary, cardLimits.summary),
    lines: lines.slice(0, cardLimits.lines),
    facts: facts.filter((fact) => fact.label !== '' && fact.value !== '').slice(0, cardLimits.facts),
    ...(card.form && { form: cutForm(card.form) }),
    ...(card.answers && { answers: cutAnswers(card.answers) }),
    buttons: card.buttons.slice(0, cardLimits.buttons).map(cutButton),
  }
}
