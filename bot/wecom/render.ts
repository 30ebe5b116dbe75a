import { cutCharacters, toOneLine, withinLimits } from '../cards/limits'
import type { Card, CardButton, CardChoice, CardField, CardTone } from '../port'

type Json = Record<string, unknown>
type Form = NonNullable<Card['form']>
type PressButton = Extract<CardButton, { kind: 'press' }>
type OpenButton = Extract<CardButton, { kind: 'open' }>

/** wecom §4.3, characters; longer texts are cut by the client without a sign. */
const DESCRIPTION = 44
const SUBTITLE = 160
const FACTS = 6
const MOST_SELECTS = 3
const MOST_OPTIONS = 10
const SOURCE = '连心桥'
const SOURCE_COLOUR: Record<CardTone, number> = { plain: 0, attention: 2, done: 3 }
const PRIMARY = 1
const SECONDARY = 2
const DANGER = 3

/**
 * A select without a chosen option stands on its first one (wecom §4.3), so that a careless press would answer 「优秀」.
 * This one goes first instead and comes back as no answer.
 */
export const unchosenOption = 'unchosen'

function optionsOf({ options = [], initial }: CardField): { id: string; text: string }[] {
  const all = options.map(({ value, label }) => ({ id: value, text: label }))
  return all.some(({ id }) => id === initial) ? all : [{ id: unchosenOption, text: '请选择' }, ...all]
}

function isFitting(field: CardField): boolean {
  return field.kind === 'choice' && optionsOf(field).length <= MOST_OPTIONS
}

/** A card of WeCom asks for choices only: what is not required is left out, anything else is filled in on the page. */
function fittingForm(card: Card): Form | undefined {
  const { form } = card
  if (!form || form.fields.some((field) => field.required && !isFitting(field))) return undefined
  const choices = form.fields.filter(isFitting)
  const fields = choices.length <= MOST_SELECTS ? choices : choices.filter((field) => field.required)
  return fields.length > 0 && fields.length <= MOST_SELECTS ? { ...form, fields } : undefined
}

/** A short first line stands beside the title, the others below: WeCom has no list of lines. */
function texts(card: Card): { description: string; subtitle: string } {
  const [first = '', ...rest] = card.lines
  if ([...first].length <= DESCRIPTION)
    return { description: first, subtitle: cutCharacters(rest.join('\n'), SUBTITLE) }
  return { description: '', subtitle: cutCharacters(card.lines.join('\n'), SUBTITLE) }
}

function headOf(card: Card, taskId: string): Json {
  const { description } = texts(card)
  return {
    source: { desc: SOURCE, desc_color: SOURCE_COLOUR[card.tone] },
    task_id: taskId,
    main_title: { title: card.title, ...(description && { desc: description }) },
  }
}

function bodyOf(card: Card): Json {
  const { subtitle } = texts(card)
  const listed = (card.answers?.listed ?? []).map(({ label }, position) => ({
    keyname: `第${position + 1}份`,
    value: label,
  }))
  const facts = [...listed, ...card.facts.map(({ label, value }) => ({ keyname: label, value }))].slice(0, FACTS)
  return { ...(subtitle && { sub_title_text: subtitle }), ...(facts.length > 0 && { horizontal_content_list: facts }) }
}

function selectOf(field: CardField): Json {
  const options = optionsOf(field)
  const selected = options.find(({ id }) => id === field.initial)?.id ?? unchosenOption
  return { question_key: field.name, title: field.label, option_list: options, selected_id: selected }
}

function renderButton(button: CardButton, publicUrl: string): Json {
  const look = { text: button.label, style: button.primary ? PRIMARY : SECONDARY }
  if (button.kind === 'press') return { type: 0, ...look, key: button.action }
  return { type: 1, ...look, url: `${publicUrl}${button.path}` }
}

/**
 * A card takes no words (wecom §4.3): an answer that needs some is given on its page. Nor does a button ask once more
 * before it sends, so `confirm` is left out: the finished card says who may give the record back.
 */
function renderChoice(choice: CardChoice, publicUrl: string): Json {
  const style = choice.look === 'primary' ? PRIMARY : choice.look === 'danger' ? DANGER : SECONDARY
  const look = { text: choice.label, style }
  if (choice.wordsPath !== undefined) return { type: 1, ...look, url: `${publicUrl}${choice.wordsPath}` }
  return { type: 0, ...look, key: choice.action }
}

const opensOf = (card: Card): OpenButton[] => card.buttons.filter((one) => one.kind === 'open')

const mainOf = (opens: OpenButton[]): OpenButton | undefined => opens.find((one) => one.primary) ?? opens[0]

/** Where a tap on the card itself leads. */
function cardAction(opens: OpenButton[], publicUrl: string): Json {
  return { type: 1, url: `${publicUrl}${mainOf(opens)?.path ?? '/'}` }
}

/** The platform insists on an address, so a card without a page of its own opens the front page. */
function notice(card: Card, publicUrl: string): Json {
  const opens = opensOf(card)
  const pages = opens.map(({ label, path }) => ({ type: 1, title: label, url: `${publicUrl}${path}` }))
  return {
    card_type: 'text_notice',
    ...bodyOf(card),
    ...(pages.length > 0 && { jump_list: pages }),
    card_action: cardAction(opens, publicUrl),
  }
}

function buttons(card: Card, form: Form | undefined, publicUrl: string): Json {
  const submit: PressButton[] = form ? [{ kind: 'press', primary: true, ...form.submit }] : []
  const [field] = form?.fields ?? []
  const opens = opensOf(card)
  return {
    card_type: 'button_interaction',
    ...bodyOf(card),
    ...(opens.length > 0 && { card_action: cardAction(opens, publicUrl) }),
    ...(field && { button_selection: selectOf(field) }),
    button_list: [...submit, ...card.buttons].map((button) => renderButton(button, publicUrl)),
  }
}

function selects(card: Card, form: Form): Json {
  const { submit, fields } = form
  const said = toOneLine([...card.lines, ...card.facts.map(({ label, value }) => `${label}：${value}`)].join('\n'))
  return {
    card_type: 'multiple_interaction',
    main_title: { title: card.title, ...(said && { desc: cutCharacters(said, DESCRIPTION) }) },
    select_list: fields.map(selectOf),
    submit_button: { text: submit.label, key: submit.action },
  }
}

/**
 * Records listed for one answer stand as facts and are answered together. A vote_interaction could hold a tick for each,
 * but cuts their names at 17 characters and has no way to the page where one is read or given back.
 * The page behind the card is reached by a tap on the card itself, so that nothing stands between the answers. */
function answers(card: Card, choices: CardChoice[], publicUrl: string): Json {
  const opens = opensOf(card)
  const others = card.buttons.filter((one) => one !== mainOf(opens))
  return {
    card_type: 'button_interaction',
    ...bodyOf(card),
    ...(opens.length > 0 && { card_action: cardAction(opens, publicUrl) }),
    button_list: [
      ...choices.map((one) => renderChoice(one, publicUrl)),
      ...others.map((one) => renderButton(one, publicUrl)),
    ],
  }
}

/**
 * Also without anything to press: a notice gets no code to update it with (wecom §4.4), and a card that only opens a
 * page has to show later that the matter is done. A finished card never changes again.
 */
function needsButtons(card: Card): boolean {
  if (card.buttons.some((one) => one.kind === 'press')) return true
  return card.tone !== 'done' && card.buttons.length > 0
}

/**
 * A neutral card as template_card. Answers are buttons. One choice of a form goes above buttons, which keep lines, facts and links; two or three need
 * the type that has nothing else; a finished card, or one without buttons, is a notice.
 */
export function renderCard(neutral: Card, taskId: string, publicUrl: string): Json {
  const card = withinLimits(neutral)
  const form = fittingForm(card)
  const head = headOf(card, taskId)
  if (card.answers?.choices.length) return { ...head, ...answers(card, card.answers.choices, publicUrl) }
  if (form && form.fields.length > 1) return { ...head, ...selects(card, form) }
  if (form || needsButtons(card)) return { ...head, ...buttons(card, form, publicUrl) }
  return { ...head, ...notice(card, publicUrl) }
}
