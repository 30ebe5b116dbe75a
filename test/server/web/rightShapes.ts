import fc from 'fast-check'
import { z } from 'zod'
import type { CallName } from '../../../server/contract'
import { contract, type Shape } from '../../../server/contract'

/** As much of a JSON schema as the contract's shapes come to. */
interface JsonSchema {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minItems?: number
  maxItems?: number
}

// Characters that take four bytes, join, mirror, quote, wildcard or vanish; control characters and marks nobody sees are the shapes' own matter.
const characters = [
  '𠮷',
  '𡈽',
  '😀',
  '👨‍👩‍👧',
  'é',
  'é',
  ' ',
  '\n',
  "'",
  '"',
  '\\',
  '%',
  '_',
  '<',
  '&',
  ';',
  '`',
  '$',
  '{',
  '张',
  'a',
]
const days = [
  '2026-09-07',
  '2026-09-08',
  '2026-12-31',
  '2024-02-29',
  '2018-01-01',
  '1900-01-01',
  '0001-01-01',
  '9999-12-31',
]
const halves = ['2026H1', '2026H2', '2025H2', '0000H1', '9999H2']

const text = (least: number, most: number): fc.Arbitrary<string> => {
  const unit = fc.constantFrom(...characters)
  const short = fc.string({ unit, minLength: least, maxLength: Math.max(least, Math.min(most, 12)) })
  // Right at the limit, where a column may be narrower than the shape.
  const full = fc.constantFrom('长', '𠮷', 'x').map((one) => one.repeat(most).slice(0, most))
  return fc.oneof({ weight: 3, arbitrary: short }, { weight: 1, arbitrary: full })
}

/** Any bytes in so many characters, one of which fills up. */
const base64 = (length: number): fc.Arbitrary<string> => {
  const bytes = (length / 4) * 3 - 1
  return fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((each) => Buffer.from(each).toString('base64'))
}

/** Values of the schema; ids come from what is on the stage, so that calls get far. */
function anyValue(schema: JsonSchema, name: string, ids: readonly string[]): fc.Arbitrary<unknown> {
  const inner = (each: JsonSchema) => anyValue(each, name, ids)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(inner))
  if (schema.type === 'null') return fc.constant(null)
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'integer' || schema.type === 'number') {
    const min = schema.minimum ?? (schema.exclusiveMinimum ?? -1) + 1
    return fc.oneof(fc.constantFrom(min, min + 1), fc.integer({ min, max: Math.min(schema.maximum ?? 3000, 2 ** 31) }))
  }
  if (schema.type === 'array') {
    const most = Math.min(schema.maxItems ?? 5, 5)
    return fc.array(inner(schema.items ?? {}), {
      minLength: schema.minItems ?? 0,
      maxLength: Math.max(most, schema.minItems ?? 0),
    })
  }
  if (schema.type === 'object') return objectOf(schema, ids)
  if (schema.format === 'uuid') return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...ids) }, fc.uuid())
  if (schema.format === 'base64') return base64(schema.maxLength ?? 40)
  if (/day$/i.test(name)) return fc.constantFrom(...days)
  if (name === 'half') return fc.constantFrom(...halves)
  return text(schema.minLength ?? 0, schema.maxLength ?? 300)
}

type Fields = Readonly<Record<string, unknown>>

/** As often as not a field is as it should be: what is strange in the others then gets past the first check. */
function objectOf(schema: JsonSchema, ids: readonly string[], right: Fields = {}): fc.Arbitrary<unknown> {
  const fieldOf = (key: string, each: JsonSchema) =>
    key in right ? fc.oneof(fc.constant(right[key]), anyValue(each, key, ids)) : anyValue(each, key, ids)
  const fields = Object.entries(schema.properties ?? {}).map(([key, each]) => [key, fieldOf(key, each)] as const)
  return fc.record(Object.fromEntries(fields), { requiredKeys: schema.required ?? [] })
}

type InAddress = Readonly<Record<string, string>>
const withoutAddress = (value: object, parameters: InAddress): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !(key in parameters)))

const jsonSchemaOf = (shape: z.ZodType): JsonSchema =>
  z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as JsonSchema

/** Longer ones are bounded by the rules and not by a column. */
const mostOfAColumn = 1000

/** The right body with every text as long as the shape lets it be: a narrower column shows on the servers. */
export function longestBodies(name: CallName, right: Fields, parameters: InAddress): Record<string, unknown>[] {
  const { in: takes }: Shape = contract[name]
  if (takes === 'file') return []
  const texts = Object.entries(jsonSchemaOf(takes).properties ?? {}).flatMap(
    ([key, { type, format, maxLength = 0 }]) =>
      type === 'string' && !format && maxLength > 0 && maxLength <= mostOfAColumn
        ? [[key, '长'.repeat(maxLength)]]
        : [],
  )
  const body = { ...right, ...Object.fromEntries(texts) }
  return texts.length && takes.safeParse(body).success ? [withoutAddress(body, parameters)] : []
}

/** Bodies that the call's shape takes and no person would send. */
export function strangeBodies(
  name: CallName,
  right: Fields,
  parameters: InAddress,
  ids: readonly string[],
  count: number,
  seed: number,
): Record<string, unknown>[] {
  const shape: Shape = contract[name]
  if (shape.in === 'file') return []
  const schema = jsonSchemaOf(shape.in)
  const { in: takes } = shape
  const value = objectOf(schema, ids, right).filter(
    (each) => takes.safeParse({ ...(each as object), ...parameters }).success,
  )
  const without = value.map((each) => withoutAddress(each as object, parameters))
  return fc.sample(without, { numRuns: count, seed })
}
