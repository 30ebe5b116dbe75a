import type { CardType } from './cardTypes'
import { type Json, objectAt, objectsAt, textAt } from './json'

/** Parts each card type knows (table of wecom §4.3); `source`, `task_id` and `main_title` belong to all. */
const partsOf: Record<CardType, string[]> = {
  text_notice: [
    'action_menu',
    'quote_area',
    'emphasis_content',
    'sub_title_text',
    'horizontal_content_list',
    'jump_list',
    'card_action',
  ],
  news_notice: [
    'action_menu',
    'quote_area',
    'image_text_area',
    'card_image',
    'vertical_content_list',
    'horizontal_content_list',
    'jump_list',
    'card_action',
  ],
  button_interaction: [
    'action_menu',
    'quote_area',
    'sub_title_text',
    'horizontal_content_list',
    'card_action',
    'button_selection',
    'button_list',
  ],
  vote_interaction: ['checkbox', 'submit_button'],
  multiple_interaction: ['select_list', 'submit_button'],
}
const everywhere = ['card_type', 'source', 'task_id', 'main_title', 'replace_text']

/** Recommended lengths in characters; longer text is cut on the screen, not refused. */
const single: [part: string, field: string, limit: number][] = [
  ['source', 'desc', 20],
  ['main_title', 'title', 36],
  ['main_title', 'desc', 44],
  ['emphasis_content', 'title', 14],
  ['emphasis_content', 'desc', 22],
  ['submit_button', 'text', 10],
]
const listed: [list: string, field: string, limit: number][] = [
  ['horizontal_content_list', 'keyname', 5],
  ['horizontal_content_list', 'value', 30],
  ['vertical_content_list', 'title', 38],
  ['vertical_content_list', 'desc', 160],
  ['jump_list', 'title', 18],
  ['button_list', 'text', 10],
]
const SUBTITLE = 160
const SELECT_OPTION = 16
const CHECKBOX_OPTION = 17

function tooLong(where: string, text: string, limit: number): string[] {
  return [...text].length > limit ? [`${where}: ${[...text].length} characters, ${limit} are shown`] : []
}

function optionTexts(where: string, holder: Json, limit: number): string[] {
  return objectsAt(holder, 'option_list').flatMap((one) => tooLong(`${where}.option`, textAt(one, 'text'), limit))
}

/** Warnings for the control API: what the client will cut or ignore. */
export function softLimits(type: CardType, card: Json): string[] {
  const known = new Set([...everywhere, ...partsOf[type]])
  const unknown = Object.keys(card).filter((key) => !known.has(key))
  return [
    ...unknown.map((key) => `${key}: not shown on a ${type} card`),
    ...single.flatMap(([part, field, limit]) =>
      tooLong(`${part}.${field}`, textAt(objectAt(card, part), field), limit),
    ),
    ...listed.flatMap(([list, field, limit]) =>
      objectsAt(card, list).flatMap((one) => tooLong(`${list}.${field}`, textAt(one, field), limit)),
    ),
    ...tooLong('sub_title_text', textAt(card, 'sub_title_text'), SUBTITLE),
    ...optionTexts('button_selection', objectAt(card, 'button_selection'), SELECT_OPTION),
    ...objectsAt(card, 'select_list').flatMap((one) => optionTexts('select_list', one, SELECT_OPTION)),
    ...optionTexts('checkbox', objectAt(card, 'checkbox'), CHECKBOX_OPTION),
  ]
}
