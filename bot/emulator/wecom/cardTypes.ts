import { refuse } from './errors'
import { type Json, textAt } from './json'

export const cardTypes = [
  'text_notice',
  'news_notice',
  'button_interaction',
  'vote_interaction',
  'multiple_interaction',
] as const
export type CardType = (typeof cardTypes)[number]

export function cardTypeOf(card: Json): CardType {
  const type = textAt(card, 'card_type')
  return cardTypes.find((one) => one === type) ?? refuse(42031, 'card_type illegal')
}

/** Cards whose clicks come back to the app, and therefore get a response_code (wecom §4.1). */
export function isInteractive(card: Json): boolean {
  const type = textAt(card, 'card_type')
  return type.endsWith('_interaction') || card.action_menu !== undefined
}
