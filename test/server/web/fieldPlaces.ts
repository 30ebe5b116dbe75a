import { z } from 'zod'

/** As much of a JSON schema as the contract's shapes come to. */
interface JsonSchema {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  additionalProperties?: JsonSchema | boolean
  required?: string[]
  minimum?: number
  minItems?: number
}
type Place = readonly (string | number)[]

const jsonSchemaOf = (shape: z.ZodType): JsonSchema =>
  z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as JsonSchema

const inside = (schema: JsonSchema): [step: string | number, inner: JsonSchema][] => [
  ...Object.entries(schema.properties ?? {}),
  ...(schema.items ? [[0, schema.items] as [number, JsonSchema]] : []),
  ...(typeof schema.additionalProperties === 'object'
    ? [['anything', schema.additionalProperties] as [string, JsonSchema]]
    : []),
  ...(schema.anyOf ?? []).flatMap(inside),
]

const isText = (schema: JsonSchema): boolean =>
  (schema.type === 'string' && !schema.enum && !schema.format && schema.const === undefined) ||
  Boolean(schema.anyOf?.some(isText))

function walk(schema: JsonSchema, path: Place, visit: (path: Place, schema: JsonSchema) => void): void {
  for (const [step, inner] of inside(schema)) {
    visit([...path, step], inner)
    walk(inner, [...path, step], visit)
  }
}

const listed = (shape: z.ZodType | null, wanted: (schema: JsonSchema) => boolean): Place[] => {
  const found: Place[] = []
  if (shape) walk(jsonSchemaOf(shape), [], (path, schema) => void (wanted(schema) && found.push(path)))
  return found
}

/** Every place of an input, those inside of lists by their first item. */
export const placesIn = (shape: z.ZodType): Place[] => listed(shape, () => true)

/** Those that take a text of the sender's own. */
export const textPlacesIn = (shape: z.ZodType): Place[] => listed(shape, isText)

/** Names of all fields; the keys of a record are the sender's own. */
export const fieldsOf = (shape: z.ZodType | null): string[] =>
  listed(shape, () => true).flatMap((path) => {
    const last = path.at(-1)
    return typeof last === 'string' && last !== 'anything' ? [last] : []
  })

/** Something that fits the schema, for what stands around a place and is not in the right input. */
function sample(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return sample(schema.anyOf.find(({ type }) => type !== 'null') ?? {})
  if (schema.type === 'object')
    return Object.fromEntries((schema.required ?? []).map((key) => [key, sample(schema.properties?.[key] ?? {})]))
  if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}))
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.type === 'boolean') return true
  return schema.format === 'uuid' ? '00000000-0000-4000-8000-000000000000' : '资料不全请补正'
}

/** The input with another value at a place; what the place stands in is made where it is missing. */
export function withValue(right: unknown, place: Place, value: unknown, shape: z.ZodType): Record<string, unknown> {
  const put = (given: unknown, schema: JsonSchema, [step, ...rest]: Place): unknown => {
    if (step === undefined) return value
    const inner = inside(schema).find(([each]) => each === step)?.[1] ?? {}
    const holder = given ?? sample(schema)
    if (Array.isArray(holder)) {
      const [first = sample(inner), ...others] = holder
      return [put(first, inner, rest), ...others]
    }
    const fields = holder as Record<string, unknown>
    return { ...fields, [step]: put(fields[step], inner, rest) }
  }
  return put(right, jsonSchemaOf(shape), place) as Record<string, unknown>
}
