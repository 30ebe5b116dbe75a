import type { DisplayBlock, DisplayButton, DisplayCard, DisplayField, TextLine } from '../display'
import { checkedOptions, greyText, menuPrefix, openPrefix, questionsOf, selectedOption } from './client'
import type { Corp } from './corp'
import { type Json, objectAt, objectsAt, textAt } from './json'
import type { CardState } from './messageStore'

const FORM = 'card'
/** Button styles 1–4 (wecom §4.3): blue, light, red, grey. */
const looks: Record<number, DisplayButton['look']> = { 1: 'primary', 2: 'default', 3: 'danger', 4: 'default' }

export type Linker = (url: string) => string

function lines(text: string, style: TextLine['style'] = 'body'): TextLine[] {
  return text.split('\n').map((line) => ({ style, spans: [{ text: line }] }))
}

function textBlock(text: string, style?: TextLine['style']): DisplayBlock[] {
  return text === '' ? [] : [{ kind: 'text', lines: lines(text, style) }]
}

function pageOf(part: Json, link: Linker): { openUrl?: string } {
  return part.type === 1 && textAt(part, 'url') !== '' ? { openUrl: link(textAt(part, 'url')) } : {}
}

function numberBlock(card: Json): DisplayBlock[] {
  const emphasis = objectAt(card, 'emphasis_content')
  const [value, caption] = [textAt(emphasis, 'title'), textAt(emphasis, 'desc')]
  return value || caption ? [{ kind: 'bigNumber', value, caption }] : []
}

function pictureBlocks(card: Json): DisplayBlock[] {
  const area = objectAt(card, 'image_text_area')
  const url = textAt(objectAt(card, 'card_image'), 'url') || textAt(area, 'image_url')
  const alt = textAt(area, 'title') || '图片'
  const image: DisplayBlock[] = url ? [{ kind: 'image', url, alt }] : []
  return [...image, ...textBlock(textAt(area, 'title')), ...textBlock(textAt(area, 'desc'), 'note')]
}

function quoteBlock(card: Json, link: Linker): DisplayBlock[] {
  const quote = objectAt(card, 'quote_area')
  const [title, text] = [textAt(quote, 'title'), textAt(quote, 'quote_text')]
  if (!title && !text) return []
  return [{ kind: 'quote', ...(title && { title }), text, ...pageOf(quote, link) }]
}

function rowsBlock(corp: Corp, card: Json, link: Linker): DisplayBlock[] {
  const rows = objectsAt(card, 'horizontal_content_list').map((row) => {
    const member = row.type === 3 ? corp.user(textAt(row, 'userid'))?.name : undefined
    return { key: textAt(row, 'keyname'), value: textAt(row, 'value') || (member ?? ''), ...pageOf(row, link) }
  })
  return rows.length > 0 ? [{ kind: 'keyValues', rows }] : []
}

function fieldOf(question: Json, kind: 'select' | 'checkbox', frozen: boolean): DisplayField {
  const options = objectsAt(question, 'option_list').map((one) => ({
    value: textAt(one, 'id'),
    text: textAt(one, 'text'),
  }))
  const title = textAt(question, 'title')
  const disabled = frozen || question.disable === true
  const base = { name: textAt(question, 'question_key'), ...(title && { label: title }), options, disabled }
  if (kind === 'select') return { ...base, type: 'select', value: selectedOption(question) }
  const checked = checkedOptions(question)
  if (question.mode === 1) return { ...base, type: 'checkboxes', value: checked }
  return { ...base, type: 'radios', value: checked[0] ?? '' }
}

function callButton(id: string, text: string, look: DisplayButton['look']): DisplayButton {
  return { id, text, look, form: FORM, action: 'submit', wide: true, calls: true }
}

function ownButtons(card: Json, link: Linker): DisplayButton[] {
  const buttons = objectsAt(card, 'button_list').map<DisplayButton>((one, index) => {
    const look = looks[Number(one.style ?? 1)] ?? 'primary'
    if (one.type !== 1) return callButton(textAt(one, 'key'), textAt(one, 'text'), look)
    const openUrl = link(textAt(one, 'url'))
    const text = textAt(one, 'text')
    return { id: `${openPrefix}${index}`, text, look, action: 'press', openUrl, wide: true, calls: false }
  })
  const submit = objectAt(card, 'submit_button')
  const key = textAt(submit, 'key')
  return key ? [...buttons, callButton(key, textAt(submit, 'text') || '提交', 'primary')] : buttons
}

function buttonsBlock(card: Json, grey: string | undefined, link: Linker): DisplayBlock[] {
  if (grey !== undefined) {
    const button: DisplayButton = {
      id: 'replaced',
      text: grey,
      look: 'default',
      disabled: true,
      wide: true,
      action: 'press',
      calls: false,
    }
    return [{ kind: 'buttons', buttons: [button] }]
  }
  const buttons = ownButtons(card, link)
  return buttons.length > 0 ? [{ kind: 'buttons', buttons }] : []
}

function menuBlock(card: Json, grey: string | undefined): DisplayBlock[] {
  const menu = objectAt(card, 'action_menu')
  const buttons = objectsAt(menu, 'action_list').map<DisplayButton>((one) => {
    const id = `${menuPrefix}${textAt(one, 'key')}`
    return { id, text: textAt(one, 'text'), look: 'text', action: 'press', calls: true, disabled: grey !== undefined }
  })
  if (buttons.length === 0) return []
  return [{ kind: 'panel', title: textAt(menu, 'desc') || '更多', open: false, blocks: [{ kind: 'buttons', buttons }] }]
}

function questionBlocks(card: Json, grey: string | undefined, link: Linker): DisplayBlock[] {
  const fields = questionsOf(card).map<DisplayBlock>(({ question, kind }) => ({
    kind: 'field',
    field: fieldOf(question, kind, grey !== undefined),
  }))
  const buttons = buttonsBlock(card, grey, link)
  return fields.length + buttons.length > 0 ? [{ kind: 'form', name: FORM, blocks: [...fields, ...buttons] }] : []
}

function jumpBlock(card: Json, link: Linker): DisplayBlock[] {
  const links = objectsAt(card, 'jump_list').map((one) => ({
    text: textAt(one, 'title'),
    openUrl: link(textAt(one, 'url')),
  }))
  return links.length > 0 ? [{ kind: 'links', links }] : []
}

/** A template card as this person's client shows it, replaced buttons and new selections included. */
export function displayCard(corp: Corp, state: CardState, link: Linker): DisplayCard {
  const { card } = state
  const grey = greyText(state)
  const heading = objectAt(card, 'main_title')
  const [title, subtitle, source] = [
    textAt(heading, 'title'),
    textAt(heading, 'desc'),
    textAt(objectAt(card, 'source'), 'desc'),
  ]
  const vertical = objectsAt(card, 'vertical_content_list')
  return {
    tone: 'default',
    ...(title && { title }),
    ...(subtitle && { subtitle }),
    ...(source && { source }),
    tags: [],
    ...pageOf(objectAt(card, 'card_action'), link),
    blocks: [
      ...numberBlock(card),
      ...pictureBlocks(card),
      ...quoteBlock(card, link),
      ...textBlock(textAt(card, 'sub_title_text')),
      ...vertical.flatMap((one) => [...textBlock(textAt(one, 'title')), ...textBlock(textAt(one, 'desc'), 'note')]),
      ...rowsBlock(corp, card, link),
      ...questionBlocks(card, grey, link),
      ...jumpBlock(card, link),
      ...menuBlock(card, grey),
    ],
  }
}
