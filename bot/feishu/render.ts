import { cutCharacters, withinLimits } from '../cards/limits'
import type { Card, CardButton, CardField, CardTone } from '../port'

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
    placeholder: plainText(`请输入，不超过 ${limit} 字`),
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

function renderChoice(field: CardField): Json {
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
  return [label, field.kind === 'day' ? renderDay(field) : renderChoice(field)]
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

function renderTexts(card: Card): Json[] {
  const facts = card.facts.map(({ label, value }) => `**${escapeMarkdown(label)}** ${escapeMarkdown(value)}`)
  return [card.lines.map(escapeMarkdown), facts]
    .filter((group) => group.length > 0)
    .map((group) => ({ tag: 'markdown', content: group.join('\n') }))
}

/**
 * A neutral card as card JSON 2.0. `update_multi` is what PATCH asks for, `enable_forward` keeps a card from being
 * pressed by somebody else (feishu §3.3, §4.5).
 */
export function renderCard(neutral: Card, pages: FeishuPages): Json {
  const card = withinLimits(neutral)
  const elements = [
    ...renderTexts(card),
    ...(card.form ? [renderForm(card.form)] : []),
    ...renderButtons(card.buttons, pages),
  ]
  return {
    schema: '2.0',
    config: { update_multi: true, enable_forward: false, summary: { content: card.summary || card.title } },
    header: { template: HEADER_COLOUR[card.tone], title: plainText(card.title) },
    body: { direction: 'vertical', vertical_spacing: '8px', elements },
  }
}
