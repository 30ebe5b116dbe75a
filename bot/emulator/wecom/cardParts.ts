import type { CardType } from './cardTypes'
import { refuse } from './errors'
import { bytesOf, isObject, type Json, objectAt, objectsAt, textAt } from './json'
import { checkUrl, type MediaCheck } from './textRules'

const KEY_BYTES = 1024
const OPTION_ID_BYTES = 128

function countBetween(card: Json, key: string, least: number, most: number, code: number): Json[] {
  const list = card[key]
  if (list === undefined && least === 0) return []
  if (!Array.isArray(list) || !list.every(isObject) || list.length < least || list.length > most) {
    refuse(code, `${key} length illegal`)
  }
  return objectsAt(card, key)
}

function checkKey(key: string, taken: Set<string>, code: number, name: string): void {
  if (key === '' || bytesOf(key) > KEY_BYTES || taken.has(key)) refuse(code, `${name} illegal`)
  taken.add(key)
}

function checkOptions(holder: Json, most: number): void {
  const ids = new Set<string>()
  for (const option of countBetween(holder, 'option_list', 1, most, 42037)) {
    const id = textAt(option, 'id')
    if (id === '' || bytesOf(id) > OPTION_ID_BYTES || ids.has(id)) refuse(42040, 'option id illegal')
    if (textAt(option, 'text') === '') refuse(42041, 'option text missing')
    ids.add(id)
  }
}

function checkQuestion(holder: Json, taken: Set<string>, most: number): void {
  checkKey(textAt(holder, 'question_key'), taken, 42043, 'question_key')
  checkOptions(holder, most)
}

/** A part that may open a page (type 1) or a mini program (type 2). */
function checkTarget(part: Json): void {
  if (part.type === 1) checkUrl(textAt(part, 'url'), 42028)
  if (part.type === 2 && textAt(part, 'appid') === '') refuse(42030, 'appid missing')
}

function checkHorizontal(card: Json, media: MediaCheck): void {
  for (const row of countBetween(card, 'horizontal_content_list', 0, 6, 42035)) {
    if (textAt(row, 'keyname') === '') refuse(42027, 'keyname missing')
    if (row.type === 1) checkUrl(textAt(row, 'url'), 42028)
    if (row.type === 2) {
      if (textAt(row, 'media_id') === '') refuse(42029, 'media_id missing')
      media(textAt(row, 'media_id'), 'any')
    }
    if (row.type === 3 && textAt(row, 'userid') === '') refuse(42050, 'userid missing')
  }
}

function checkMenu(card: Json): void {
  if (card.action_menu === undefined) return
  const keys = new Set<string>()
  for (const action of countBetween(objectAt(card, 'action_menu'), 'action_list', 1, 3, 40058)) {
    if (textAt(action, 'text') === '') refuse(42038, 'action text missing')
    checkKey(textAt(action, 'key'), keys, 42051, 'action_menu key')
  }
}

function checkNotice(card: Json): void {
  const action = objectAt(card, 'card_action')
  if (action.type !== 1 && action.type !== 2) refuse(42045, 'card_action missing or illegal')
  checkTarget(action)
  for (const jump of countBetween(card, 'jump_list', 0, 3, 42042)) {
    if (textAt(jump, 'title') === '') refuse(42033, 'title missing')
    checkTarget(jump)
  }
}

function checkPicture(card: Json): void {
  for (const row of countBetween(card, 'vertical_content_list', 0, 4, 42036)) {
    if (textAt(row, 'title') === '') refuse(42033, 'title missing')
  }
  const area = objectAt(card, 'image_text_area')
  const url = textAt(objectAt(card, 'card_image'), 'url') || textAt(area, 'image_url')
  if (url === '') refuse(42044, 'card_image.url missing')
  checkTarget(area)
}

function checkButtons(card: Json): void {
  const keys = new Set<string>()
  for (const button of countBetween(card, 'button_list', 1, 6, 40058)) {
    if (textAt(button, 'text') === '') refuse(42038, 'button text missing')
    if (button.type === 1) checkUrl(textAt(button, 'url'), 42028)
    else checkKey(textAt(button, 'key'), keys, 42039, 'button key')
  }
  if (card.button_selection !== undefined) checkQuestion(objectAt(card, 'button_selection'), new Set(), 10)
}

function checkSubmit(card: Json): void {
  const submit = objectAt(card, 'submit_button')
  checkKey(textAt(submit, 'key'), new Set(), 42046, 'submit_button.key')
  if (submit.text !== undefined && typeof submit.text !== 'string') refuse(42049, 'submit_button.text illegal')
}

function checkSelects(card: Json): void {
  const keys = new Set<string>()
  for (const select of countBetween(card, 'select_list', 1, 3, 42047)) checkQuestion(select, keys, 10)
}

/** Lists, keys and addresses of one card; byte limits of keys and list lengths are hard (wecom §4.3). */
export function checkCardParts(type: CardType, card: Json, media: MediaCheck): void {
  if (type === 'text_notice' || type === 'news_notice') checkNotice(card)
  else if (card.card_action !== undefined) checkTarget(objectAt(card, 'card_action'))
  if (type === 'news_notice') checkPicture(card)
  if (type === 'button_interaction') checkButtons(card)
  if (type === 'vote_interaction') checkQuestion(objectAt(card, 'checkbox'), new Set(), 20)
  if (type === 'multiple_interaction') checkSelects(card)
  if (type === 'vote_interaction' || type === 'multiple_interaction') checkSubmit(card)
  else {
    checkHorizontal(card, media)
    checkMenu(card)
    checkTarget(objectAt(card, 'quote_area'))
  }
}
