import { isObject, type Json } from './gateway'

/** One component of a card with its place. `path` is the platform's way to name it in errors. */
export interface Placed {
  component: Json
  tag: string
  /** Stable id within this card JSON, e.g. 'e3.c0.e1'; the desk hands it back on a press. */
  id: string
  path: string
  /** Containers around it, outermost first. */
  parents: Placed[]
}

const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])

function children(component: Json): { key: string; items: Json[] }[] {
  const keys = ['elements', 'columns', 'actions', 'fields']
  return keys.map((key) => ({ key, items: key === 'fields' ? [] : objects(component[key]) }))
}

function walk(items: Json[], idPrefix: string, path: string, parents: Placed[], found: Placed[]): void {
  for (const [index, component] of items.entries()) {
    const tag = typeof component.tag === 'string' ? component.tag : ''
    const placed: Placed = {
      component,
      tag,
      id: `${idPrefix}${index}`,
      path: `${path} -> [${index}](tag: ${tag})`,
      parents,
    }
    found.push(placed)
    for (const { key, items: inner } of children(component)) {
      walk(inner, `${placed.id}.${key[0]}`, `${placed.path} -> ${key}`, [...parents, placed], found)
    }
    if (isObject(component.extra))
      walk([component.extra], `${placed.id}.x`, `${placed.path} -> extra`, [...parents, placed], found)
  }
}

export const isSchema2 = (card: Json): boolean => card.schema === '2.0'

/** Root elements of either card version; the Chinese ones of `i18n_elements`. */
export function rootElements(card: Json): Json[] {
  if (isSchema2(card)) return objects(isObject(card.body) ? card.body.elements : undefined)
  if (Array.isArray(card.elements)) return objects(card.elements)
  return objects(isObject(card.i18n_elements) ? card.i18n_elements.zh_cn : undefined)
}

export function placedComponents(card: Json): Placed[] {
  const found: Placed[] = []
  walk(rootElements(card), 'e', isSchema2(card) ? 'ROOT -> body -> elements' : 'ROOT -> elements', [], found)
  return found
}

/** The form around a component, if any. */
export const formOf = (placed: Placed): Placed | undefined => placed.parents.find((parent) => parent.tag === 'form')

export function parseCard(content: string): Json | undefined {
  try {
    const card = JSON.parse(content) as unknown
    return isObject(card) ? card : undefined
  } catch {
    return undefined
  }
}

/** 1.0: private per receiver unless said otherwise; 2.0: always shared (feishu §4.1). */
export function isShared(card: Json): boolean {
  const config = isObject(card.config) ? card.config : {}
  return isSchema2(card) ? config.update_multi !== false : config.update_multi === true
}
