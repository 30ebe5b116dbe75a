import type { Corp } from './corp'
import { isObject, type Json } from './json'

const PLACE = /\$(userName|departmentName)=([^$]+)\$/g

function textOf(corp: Corp, text: string): string {
  return text.replace(PLACE, (whole, kind: string, id: string) => {
    const name = kind === 'userName' ? corp.user(id)?.name : corp.departments.get(Number(id))?.name
    return name ?? whole
  })
}

function translatedValue(corp: Corp, value: unknown): unknown {
  if (typeof value === 'string') return textOf(corp, value)
  if (Array.isArray(value)) return value.map((one) => translatedValue(corp, one))
  return isObject(value) ? translated(corp, value) : value
}

/** enable_id_trans=1: `$userName=ID$` and `$departmentName=ID$` become names (wecom §4.1). */
export function translated(corp: Corp, part: Json): Json {
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, translatedValue(corp, value)]))
}
