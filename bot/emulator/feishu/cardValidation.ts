import * as schema from './cardSchema'
import { formOf, isSchema2, type Placed, placedComponents } from './cardWalk'
import { cardRefused, invalidParameter } from './errors'
import { asText, isObject, type Json } from './gateway'
import type { FeishuApp } from './setup'
import { type FeishuState, userById } from './state'

const PARSE_ERROR = 'parse card json err, please check whether the card json is correct'
const MAX_DEPTH = 5
const MAX_TABLES = 5

const unknownProperty = (name: string, path: string) =>
  cardRefused(200621, PARSE_ERROR, `unknown property: ${name}, path: [${path}]`)
const parseError = (value: string, path = '') => cardRefused(200621, PARSE_ERROR, value, path)

function onlyKnown(object: Json, known: string[], path: string): void {
  const stranger = Object.keys(object).find((key) => !known.includes(key))
  if (stranger) throw unknownProperty(stranger, path)
}

function checkFrame(card: Json): void {
  onlyKnown(card, schema.TOP, '')
  if (isObject(card.config)) onlyKnown(card.config, schema.CONFIG, 'config')
  if (isObject(card.config) && card.config.update_multi === false)
    throw parseError('update_multi must be true in schema 2.0')
  if (card.header !== undefined) {
    if (!isObject(card.header)) throw parseError('header must be an object', 'ROOT -> header')
    onlyKnown(card.header, schema.HEADER, 'header')
    for (const name of ['title', 'subtitle']) {
      const text = card.header[name]
      if (text !== undefined && !isObject(text))
        throw parseError(`${name} must be an object`, `ROOT -> header -> ${name}`)
    }
  }
  if (!isObject(card.body)) throw parseError('body is required', 'ROOT')
  onlyKnown(card.body, schema.BODY, 'body')
  if (!Array.isArray(card.body.elements)) throw parseError('elements must be an array', 'ROOT -> body')
}

function checkComponent(placed: Placed): void {
  const { tag, component, path } = placed
  if (tag === 'note' || tag === 'action') {
    throw cardRefused(200861, `cards of schema V2 no longer support this capability`, `unsupported tag ${tag}`, path)
  }
  const known = schema.allowedProperties(tag)
  if (!known && !schema.LOOSE.includes(tag)) throw parseError(`not support tag: ${tag}`, path)
  if (known) onlyKnown(component, known, path)
  if (placed.parents.length > MAX_DEPTH) throw parseError('nesting is too deep', path)
  if (tag === 'input' && component.max_length !== undefined) {
    const length = component.max_length
    if (typeof length !== 'number' || length < 1 || length > 1000) throw parseError(`max_length: ${length}`, path)
  }
  for (const behavior of Array.isArray(component.behaviors) ? component.behaviors : []) {
    if (!isObject(behavior)) throw parseError('behaviors must hold objects', path)
    onlyKnown(behavior, schema.BEHAVIOR, `${path} -> behaviors`)
  }
}

function checkForm(form: Placed, all: Placed[]): void {
  if (form.parents.length > 0) throw parseError('form must be at the root of body', form.path)
  const inside = all.filter((one) => one.parents.includes(form))
  const misplaced = inside.find((one) => ['form', 'table', 'chart'].includes(one.tag))
  if (misplaced) throw parseError(`${misplaced.tag} is not allowed in form`, misplaced.path)
  const submits = inside.some(({ component: { form_action_type: modern, action_type: old } }) =>
    [modern, old].some((action) => action === 'submit' || action === 'form_submit'),
  )
  if (!submits) throw parseError('form needs a submit button', form.path)
}

/** The exact send-time code for names is UNCERTAIN; 200621 is our reading. */
function checkNames(all: Placed[]): void {
  const seen = new Set<string>()
  for (const one of all) {
    const inForm = schema.INTERACTIVE_TAGS.includes(one.tag) && formOf(one) !== undefined
    if (!inForm && one.tag !== 'form') continue
    const name = asText(one.component.name)
    if (name === '') throw parseError('name is empty', one.path)
    if (seen.has(name)) throw parseError(`name is repeated: ${name}`, one.path)
    seen.add(name)
  }
  const ids = all.map((one) => one.component.element_id).filter((id) => id !== undefined)
  const bad = ids.find((id, index) => !/^[A-Za-z]\w{0,19}$/.test(String(id)) || ids.indexOf(id) !== index)
  if (bad !== undefined) throw parseError(`element_id: ${bad}`)
}

const countMarkdownTables = (text: string) => text.match(/^\s*\|?[ :-]*-{3,}[ :|-]*\|[ :|-]*$/gm)?.length ?? 0

function checkAmounts(all: Placed[], maxElements: number): void {
  if (all.length > maxElements) throw cardRefused(11310, 'element exceeds the limit')
  const tables = all.map((one) => (one.tag === 'table' ? 1 : countMarkdownTables(asText(one.component.content))))
  if (tables.reduce((sum, count) => sum + count, 0) > MAX_TABLES)
    throw cardRefused(11310, 'card table number over limit')
}

function checkReferences(state: FeishuState, app: FeishuApp, all: Placed[]): void {
  for (const { tag, component, path } of all) {
    if (component.img_key !== undefined && state.images.get(asText(component.img_key))?.appId !== app.appId) {
      throw cardRefused(200570, 'invalid image keys', `invalid image key ${component.img_key}`, path)
    }
    const text = asText(component.content) + (isObject(component.text) ? asText(component.text.content) : '')
    const mentioned = [...text.matchAll(/<(?:at|person) id\s*=\s*['"]?([^\s'">]+)['"]?/g)].map(
      (match) => match[1] ?? '',
    )
    for (const id of [...mentioned, ...(tag === 'person' ? [asText(component.user_id)] : [])]) {
      const known =
        id === 'all' || (['open_id', 'union_id', 'user_id'] as const).some((type) => userById(state, app, id, type))
      if (!known) throw cardRefused(100290, 'id of at or person is invalid', `invalid id ${id}`, path)
    }
  }
}

/**
 * Refuses what the platform would refuse when it builds the card.
 * Version 1.0 is lenient (unknown properties pass); version 2.0 refuses one unknown property.
 */
export function validateCard(state: FeishuState, app: FeishuApp, card: Json): void {
  if (card.type === 'template') {
    const templateId = isObject(card.data) ? asText(card.data.template_id) : ''
    throw cardRefused(200380, 'template does not exist', templateId)
  }
  const all = placedComponents(card)
  if (isSchema2(card)) {
    checkFrame(card)
    for (const one of all) checkComponent(one)
    for (const one of all) if (one.tag === 'form') checkForm(one, all)
    checkNames(all)
  } else if (!Array.isArray(card.elements) && !isObject(card.i18n_elements) && !isObject(card.header)) {
    throw invalidParameter('invalid message content')
  }
  checkAmounts(all, state.settings.maxElements)
  checkReferences(state, app, all)
}
