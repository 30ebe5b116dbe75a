import { cutCharacters, withinLimits } from '../cards/limits'
import type { Card, CardAnswers, CardButton, CardChoice, CardField, CardTone } from '../port'

/** The field of a tick, by its position in the list. */
export const tickName = (position: number): string => `tick${position}`

interface FeishuPages {
  appId: string
  /** Address of the product, where `path` of an open button begins. */
  publicUrl: string
  applinkUrl: string
}

type Json = Record<string, unknown>

const HEADER_COLOUR: Record<CardTone, string> = { plain: 'blue', attention: 'orange', done: 'green' }
const INPUT_CHARACTERS = 1000
const ONE_LINE_INPUT = 50
/** Chinese characters that fit into half of a phone's width; letters and digits are half as wide. */
const HALF_WIDTH = 10
/** Characters of all choices together that fit into one row of a phone. */
const ONE_ROW = 12
const COMMENT_ROWS = 2
/** The plain `primary` and `danger` have a border only (feishu §4.4). */
const LOOKS = { primary: 'primary_filled', danger: 'danger' } as const

const plainText = (content: string): Json => ({ tag: 'plain_text', content })

/**
 * Texts of people as numeric entities: else a typed `<at id=all>` or `[link](…)` would become live (feishu §4.4).
 * All ASCII punctuation goes, for lists, tables, rules and bare links start with it too; the full stop only where a
 * number before it would start a list.
 */
export function escapeMarkdown(text: string): string {
  const escaped = text.replace(/[!-\-/:-@[-`{-~]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return escaped.replace(/^(\d+)\./, '$1&#46;')
}

/** Opens the page inside the client with the app's identity, so that the silent login works (feishu §4.8). */
function pageLink(pages: FeishuPages, path: string): string {
  const target = encodeURIComponent(`${pages.publicUrl}${path}`)
  return `${pages.applinkUrl}/client/web_app/open?appId=${encodeURIComponent(pages.appId)}&lk_target_url=${target}`
}

const callback = (action: string): Json => ({ type: 'callback', value: { action } })

function renderButton(button: CardButton, pages: FeishuPages): Json {
  const behavior =
    button.kind === 'press' ? callback(button.action) : { type: 'open_url', default_url: pageLink(pages, button.path) }
  return {
    tag: 'button',
    text: plainText(button.label),
    type: button.primary ? 'primary' : 'default',
    behaviors: [behavior],
  }
}

function renderButtons(buttons: CardButton[], pages: FeishuPages): Json[] {
  if (buttons.length === 0) return []
  const columns = buttons.map((button) => ({
    tag: 'column',
    width: 'auto',
    elements: [renderButton(button, pages)],
  }))
  return [{ tag: 'column_set', flex_mode: 'flow', columns }]
}

function renderInput(field: CardField): Json {
  const limit = Math.min(field.limit ?? INPUT_CHARACTERS, INPUT_CHARACTERS)
  return {
    tag: 'input',
    name: field.name,
    required: field.required,
    label: plainText(field.label),
    label_position: 'top',
    placeholder: plainText(`请输入，不超过${limit}字`),
    input_type: limit > ONE_LINE_INPUT ? 'multiline_text' : 'text',
    max_length: limit,
    width: 'fill',
    ...(field.initial && { default_value: cutCharacters(field.initial, limit) }),
  }
}

function renderDay(field: CardField): Json {
  const initial = /^\d{4}-\d{2}-\d{2}$/.test(field.initial ?? '') && { initial_date: field.initial }
  return {
    tag: 'date_picker',
    name: field.name,
    required: field.required,
    placeholder: plainText('请选择日期'),
    ...initial,
  }
}

function renderSelect(field: CardField): Json {
  const options = (field.options ?? []).map(({ value, label }) => ({ text: plainText(label), value }))
  const initial = options.some(({ value }) => value === field.initial) && { initial_option: field.initial }
  return {
    tag: 'select_static',
    name: field.name,
    required: field.required,
    placeholder: plainText('请选择'),
    options,
    ...initial,
  }
}

/** Only inputs have a label of their own; the others get a line of text above them. */
function renderField(field: CardField): Json[] {
  if (field.kind === 'text') return [renderInput(field)]
  const label = { tag: 'markdown', content: escapeMarkdown(field.label) }
  return [label, field.kind === 'day' ? renderDay(field) : renderSelect(field)]
}

function renderForm(form: NonNullable<Card['form']>): Json {
  const submit = {
    tag: 'button',
    name: 'submit',
    text: plainText(form.submit.label),
    type: 'primary',
    form_action_type: 'submit',
    behaviors: [callback(form.submit.action)],
  }
  return { tag: 'form', name: 'form', elements: [...form.fields.flatMap(renderField), submit] }
}

/** The client brings the two buttons of the question itself (feishu §4.4). */
const renderConfirm = ({ title, text }: NonNullable<CardChoice['confirm']>): Json => ({
  title: plainText(title),
  text: plainText(text),
})

/** The answer is as good as its ticks: how many there were goes along, so that none missing counts as ticked. */
const answerOf = (action: string, ticks: number): Json => ({
  type: 'callback',
  value: { action, ...(ticks > 0 && { ticks }) },
})

function renderChoice(choice: CardChoice, position: number, ticks: number): Json {
  return {
    tag: 'button',
    name: `answer${position}`,
    text: plainText(ticks > 0 ? (choice.tickedLabel ?? choice.label) : choice.label),
    type: choice.look ? LOOKS[choice.look] : 'default',
    width: 'fill',
    form_action_type: 'submit',
    ...(choice.confirm && { confirm: renderConfirm(choice.confirm) }),
    behaviors: [answerOf(choice.action, ticks)],
  }
}

const renderTick = ({ label }: { label: string }, position: number): Json => ({
  tag: 'checker',
  name: tickName(position),
  checked: true,
  text: plainText(label),
})

/** A form may have several buttons that send it; each brings its own action and what was written (feishu §4.4). */
function renderAnswers({ comment, choices, listed = [] }: CardAnswers): Json {
  const written: CardField[] = comment ? [{ kind: 'text', name: 'comment', required: false, ...comment }] : []
  const inputs = written.map((field) => ({ ...renderInput(field), rows: COMMENT_ROWS }))
  const length = choices.reduce((sum, { label }) => sum + [...label].length, 0)
  const buttons = choices.map((choice, position) => renderChoice(choice, position, listed.length))
  const row = columnSet(length <= ONE_ROW ? 'none' : 'stretch', buttons)
  return { tag: 'form', name: 'answers', elements: [...listed.map(renderTick), ...inputs, row] }
}

const columnSet = (flow: 'none' | 'stretch' | 'bisect', elements: Json[]): Json => ({
  tag: 'column_set',
  flex_mode: flow,
  columns: elements.map((element) => ({ tag: 'column', width: 'weighted', weight: 1, elements: [element] })),
})

const renderFact = ({ label, value }: Card['facts'][number]): Json => ({
  tag: 'markdown',
  content: `<font color='grey'>${escapeMarkdown(label)}</font>\n${escapeMarkdown(value)}`,
})

const widthOf = (text: string): number => [...text].length - (text.match(/[\x20-\x7e]/g)?.length ?? 0) / 2

/** Short ones two and two beside each other, as long as they follow each other; a long one has the line for itself. */
function renderFacts(facts: Card['facts']): Json[] {
  const rows: Card['facts'][] = []
  const isShort = (fact: Card['facts'][number]) => widthOf(fact.value) <= HALF_WIDTH
  for (const fact of facts) {
    const row = rows.at(-1)
    if (row?.length === 1 && [...row, fact].every(isShort)) row.push(fact)
    else rows.push([fact])
  }
  return rows.flatMap((row) => {
    const shown = row.map(renderFact)
    return row.length > 1 ? [columnSet('bisect', shown)] : shown
  })
}

/** Below a decision the way to the page is a link, so that the answers are the only buttons. */
const renderLinks = (buttons: CardButton[], pages: FeishuPages): Json[] =>
  buttons.map((button) => ({ ...renderButton(button, pages), type: 'primary_text', width: 'fill' }))

function renderLines(lines: string[]): Json[] {
  return lines.length > 0 ? [{ tag: 'markdown', content: lines.map(escapeMarkdown).join('\n') }] : []
}

/**
 * A neutral card as card JSON 2.0. `update_multi` is what PATCH asks for, `enable_forward` keeps a card from being
 * pressed by somebody else (feishu §3.3, §4.5).
 */
export function renderCard(neutral: Card, pages: FeishuPages): Json {
  const card = withinLimits(neutral)
  const elements = [
    ...renderLines(card.lines),
    ...renderFacts(card.facts),
    ...(card.form ? [renderForm(card.form)] : []),
    ...(card.answers ? [renderAnswers(card.answers)] : []),
    ...(card.answers ? renderLinks(card.buttons, pages) : renderButtons(card.buttons, pages)),
  ]
  return {
    schema: '2.0',
    config: { update_multi: true, enable_forward: false, summary: { content: card.summary || card.title } },
    header: { template: HEADER_COLOUR[card.tone], title: plainText(card.title) },
    body: { direction: 'vertical', vertical_spacing: '8px', elements },
  }
}
