export type Json = { [key: string]: unknown }

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object, or an empty one: wire bodies are read field by field and never trusted. */
export function objectAt(holder: Json, key: string): Json {
  const value = holder[key]
  return isObject(value) ? value : {}
}

export function textAt(holder: Json, key: string): string {
  const value = holder[key]
  return typeof value === 'string' ? value : ''
}

export function numberAt(holder: Json, key: string): number | undefined {
  const value = holder[key]
  return typeof value === 'number' ? value : undefined
}

export function objectsAt(holder: Json, key: string): Json[] {
  const value = holder[key]
  return Array.isArray(value) ? value.filter(isObject) : []
}

export function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

/** Cuts to a byte length; a character that would be split is left out whole. */
export function cutBytes(text: string, limit: number): string {
  let size = 0
  let kept = ''
  for (const character of text) {
    size += bytesOf(character)
    if (size > limit) break
    kept += character
  }
  return kept
}

export function cutCharacters(text: string, limit: number): string {
  return [...text].slice(0, limit).join('')
}

/** JSON with sorted keys, so that equal content gives equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value) ?? 'null'
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}
