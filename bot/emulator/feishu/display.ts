import type { DisplayBlock, DisplayButton, DisplayCard, DisplayContent, DisplayField, TextLine, Tone } from '../display'
import { readMarkdown, readPlain } from '../richText'
import { initialValue } from './cardForm'
import { formOf, type Placed, parseCard, placedComponents, rootElements } from './cardWalk'
import { callsBack, openUrlOf } from './clicks'
import { asText, isObject, type Json } from './gateway'
import { openIdOf } from './ids'
import type { FeishuState, StoredMessage } from './state'

const TONES: Record<string, Tone> = {
  blue: 'blue',
  wathet: 'blue',
  turquoise: 'turquoise',
  green: 'green',
  yellow: 'yellow',
  orange: 'orange',
  red: 'red',
  carmine: 'red',
  violet: 'purple',
  purple: 'purple',
  indigo: 'purple',
  grey: 'grey',
  neutral: 'grey',
}

const FIELD_TYPES: Record<string, DisplayField['type']> = {
  input: 'text',
  select_static: 'select',
  select_person: 'select',
  overflow: 'select',
  multi_select_static: 'multiSelect',
  multi_select_person: 'multiSelect',
  date_picker: 'date',
  picker_time: 'time',
  picker_datetime: 'dateTime',
  checker: 'checkbox',
}

export interface View {
  names: (id: string) => string
  openLink: (url: string) => string
  imageUrl: (key: string) => string
  placed: Map<Json, Placed>
}

const textOf = (value: unknown): string => (isObject(value) ? asText(value.content) : asText(value))
const toneOf = (value: unknown): Tone => TONES[asText(value)] ?? 'default'

function linesOf(value: unknown, view: View): TextLine[] {
  if (!isObject(value)) return readPlain(asText(value))
  const content = asText(value.content)
  return value.tag === 'lark_md' || value.tag === 'markdown' ? readMarkdown(content, view.names) : readPlain(content)
}

function lookOf(type: string): DisplayButton['look'] {
  if (type === 'text' || type.endsWith('_text')) return 'text'
  if (type.startsWith('primary') || type === 'laser') return 'primary'
  if (type.startsWith('danger')) return 'danger'
  return 'default'
}

function actionOf(component: Json): DisplayButton['action'] {
  const action = asText(component.form_action_type) || asText(component.action_type).replace('form_', '')
  return action === 'submit' || action === 'reset' ? action : 'press'
}

function buttonBlock(component: Json, view: View): DisplayButton {
  const placed = view.placed.get(component)
  const form = placed && formOf(placed)
  const url = openUrlOf(component)
  const confirm = isObject(component.confirm) ? component.confirm : undefined
  return {
    id: placed?.id ?? '',
    text: textOf(component.text) || '按钮',
    look: lookOf(asText(component.type)),
    action: actionOf(component),
    calls: callsBack(component),
    ...(form ? { form: asText(form.component.name) } : {}),
    ...(url ? { openUrl: view.openLink(url) } : {}),
    ...(component.width === 'fill' ? { wide: true } : {}),
    ...(component.disabled === true ? { disabled: true, disabledNote: textOf(component.disabled_tips) } : {}),
    ...(confirm ? { confirm: { title: textOf(confirm.title), text: textOf(confirm.text) } } : {}),
  }
}

function optionsOf(component: Json, view: View): { value: string; text: string }[] {
  const options = Array.isArray(component.options) ? component.options.filter(isObject) : []
  const isPerson = asText(component.tag).includes('person')
  return options.map((option) => {
    const value = asText(option.value)
    return { value, text: isPerson ? view.names(value) : textOf(option.text) }
  })
}

function fieldBlock(component: Json, view: View): DisplayBlock {
  const placed = view.placed.get(component)
  const value = placed && initialValue(placed)
  const type = component.input_type === 'multiline_text' ? 'longText' : FIELD_TYPES[asText(component.tag)]
  const label = textOf(component.label) || (component.tag === 'checker' ? textOf(component.text) : '')
  const maxLength = typeof component.max_length === 'number' ? component.max_length : 1000
  return {
    kind: 'field',
    field: {
      name: asText(component.name) || placed?.id || '',
      type: component.input_type === 'password' ? 'password' : (type ?? 'text'),
      ...(label ? { label } : {}),
      placeholder: textOf(component.placeholder),
      required: component.required === true,
      disabled: component.disabled === true,
      options: optionsOf(component, view),
      ...(component.tag === 'input' ? { maxLength } : {}),
      ...(value === undefined ? {} : { value }),
      ...(placed && !formOf(placed) ? { pressId: placed.id } : {}),
    },
  }
}

function columnsBlock(component: Json, view: View): DisplayBlock {
  const columns = Array.isArray(component.columns) ? component.columns.filter(isObject) : []
  const flows = { bisect: 'half', trisect: 'third', flow: 'wrap', stretch: 'stack' } as const
  const flow = flows[asText(component.flex_mode) as keyof typeof flows] ?? 'row'
  const weightOf = (column: Json) =>
    column.width === 'auto' ? 0 : typeof column.weight === 'number' ? column.weight : 1
  return {
    kind: 'columns',
    flow,
    columns: columns.map((column) => ({ weight: weightOf(column), blocks: blocksOf(column.elements, view) })),
  }
}

function divBlocks(component: Json, view: View): DisplayBlock[] {
  const fields = Array.isArray(component.fields) ? component.fields.filter(isObject) : []
  const own: DisplayBlock[] = component.text ? [{ kind: 'text', lines: linesOf(component.text, view) }] : []
  if (fields.length > 0) {
    const columns = fields.map((field) => ({
      weight: 1,
      blocks: [{ kind: 'text' as const, lines: linesOf(field.text, view) }],
    }))
    own.push({ kind: 'columns', flow: 'half', columns })
  }
  return [...own, ...(isObject(component.extra) ? blocksOf([component.extra], view) : [])]
}

function tableBlock(component: Json): DisplayBlock {
  const columns = Array.isArray(component.columns) ? component.columns.filter(isObject) : []
  const rows = Array.isArray(component.rows) ? component.rows.filter(isObject) : []
  return {
    kind: 'table',
    heads: columns.map((column) => textOf(column.display_name)),
    rows: rows.map((row) => columns.map((column) => String(row[asText(column.name)] ?? ''))),
  }
}

const BLOCKS: Record<string, (component: Json, view: View) => DisplayBlock[]> = {
  markdown: (component, view) => [{ kind: 'text', lines: readMarkdown(asText(component.content), view.names) }],
  div: divBlocks,
  note: (component, view) => {
    const lines = (Array.isArray(component.elements) ? component.elements : []).flatMap((one) => linesOf(one, view))
    return [{ kind: 'text', lines: lines.map((line) => ({ ...line, style: 'note' as const })) }]
  },
  hr: () => [{ kind: 'divider' }],
  img: (component, view) => [
    { kind: 'image', url: view.imageUrl(asText(component.img_key)), alt: textOf(component.alt) },
  ],
  column_set: (component, view) => [columnsBlock(component, view)],
  form: (component, view) => [
    { kind: 'form', name: asText(component.name), blocks: blocksOf(component.elements, view) },
  ],
  action: (component, view) => blocksOf(component.actions, view),
  interactive_container: (component, view) => blocksOf(component.elements, view),
  collapsible_panel: (component, view) => {
    const title = isObject(component.header) ? textOf(component.header.title) : ''
    return [{ kind: 'panel', title, open: component.expanded === true, blocks: blocksOf(component.elements, view) }]
  },
  table: (component) => [tableBlock(component)],
  button: (component, view) => [{ kind: 'buttons', buttons: [buttonBlock(component, view)] }],
  person: (component, view) => [{ kind: 'text', lines: readPlain(view.names(asText(component.user_id))) }],
}

/** Buttons that follow each other stand in one row, as the client draws them. */
export function blocksOf(elements: unknown, view: View): DisplayBlock[] {
  const result: DisplayBlock[] = []
  for (const component of Array.isArray(elements) ? elements.filter(isObject) : []) {
    const tag = asText(component.tag)
    const made = FIELD_TYPES[tag] ? [fieldBlock(component, view)] : (BLOCKS[tag]?.(component, view) ?? [])
    for (const block of made) {
      const last = result.at(-1)
      if (block.kind === 'buttons' && last?.kind === 'buttons') last.buttons.push(...block.buttons)
      else result.push(block)
    }
  }
  return result
}

function tagsOf(header: Json): { text: string; tone: Tone }[] {
  const tags = Array.isArray(header.text_tag_list) ? header.text_tag_list.filter(isObject) : []
  return tags.map((tag) => ({ text: textOf(tag.text), tone: toneOf(tag.color) }))
}

export function displayCard(card: Json, view: Omit<View, 'placed'>): DisplayCard {
  const placed = new Map(placedComponents(card).map((one) => [one.component, one]))
  const header = isObject(card.header) ? card.header : {}
  const link = isObject(card.card_link) ? asText(card.card_link.url) : ''
  return {
    tone: toneOf(header.template),
    tags: tagsOf(header),
    ...(header.title ? { title: textOf(header.title) } : {}),
    ...(header.subtitle ? { subtitle: textOf(header.subtitle) } : {}),
    ...(link ? { openUrl: view.openLink(link) } : {}),
    blocks: blocksOf(rootElements(card), { ...view, placed }),
  }
}

function postLines(content: Json): TextLine[] {
  const body = isObject(content.zh_cn) ? content.zh_cn : content
  const rows = Array.isArray(body.content) ? body.content : []
  const title: TextLine[] = asText(body.title) ? [{ style: 'heading3', spans: [{ text: asText(body.title) }] }] : []
  const lines = rows.map((row: unknown): TextLine => {
    const parts = Array.isArray(row) ? row.filter(isObject) : []
    const spans = parts.map((part) =>
      part.href ? { text: asText(part.text), href: asText(part.href) } : { text: asText(part.text) },
    )
    return { style: 'body', spans }
  })
  return [...title, ...lines]
}

/** A message as this person's client draws it. */
export function displayContent(message: StoredMessage, userId: string, view: Omit<View, 'placed'>): DisplayContent {
  const content = parseCard(message.shown[userId] ?? message.content) ?? {}
  switch (message.msgType) {
    case 'interactive':
      return { kind: 'card', card: displayCard(content, view) }
    case 'text':
      return { kind: 'text', lines: readPlain(asText(content.text)) }
    case 'post':
      return { kind: 'text', lines: postLines(content) }
    case 'image':
      return { kind: 'image', url: view.imageUrl(asText(content.image_key)), alt: '图片' }
    default:
      return { kind: 'file', name: asText(content.file_name) || message.msgType }
  }
}

export function nameLookup(state: FeishuState, appId: string): (id: string) => string {
  const byOpenId = new Map([...state.users.values()].map((user) => [openIdOf(appId, user.userId), user.name]))
  return (id) => byOpenId.get(id) ?? state.users.get(id)?.name ?? id
}
