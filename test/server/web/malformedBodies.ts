import fc from 'fast-check'
import type { CallName } from '../../../server/contract'
import { contract, type Shape } from '../../../server/contract'

const nested = (depth: number): string => `${'['.repeat(depth)}1${']'.repeat(depth)}`

/** JSON texts that have broken programs before. */
const garbage: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('null', 'true', 'false', '0', '-1', '1.5', '1e308', '-0', '9007199254740993', '1e-7'),
  fc.constantFrom('""', '" "', '"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\udfff\\ud800"', '"\\u202e"', '"\\ufeff"'),
  fc.constantFrom('"__proto__"', '"constructor"', '"null"', '"NaN"', '"true"', '"0"', '"2026-02-30"', '"2026-13-01"'),
  fc.constantFrom('"\' or 1=1 --"', '"%"', '"../../etc/passwd"', '"<script>alert(1)</script>"', '"{{7*7}}"'),
  fc.constantFrom('[]', '{}', '[[]]', '[null]', '{"$gt":""}', '{"__proto__":{"admin":true}}', '{"toString":1}'),
  fc.constantFrom('"00000000-0000-0000-0000-000000000000"', '"ffffffff-ffff-ffff-ffff-fffffffffffff"'),
  fc.constantFrom(nested(50), `"${'长'.repeat(4000)}"`, `[${'1,'.repeat(100)}1]`),
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
  fc.json(),
)

type Change = 'replace' | 'remove' | 'wrap' | 'double' | 'shout' | 'add' | 'addProto'
interface Damage {
  at: number
  change: Change
  text: string
}
const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(),
  change: fc.constantFrom<Change>(
    'replace',
    'replace',
    'replace',
    'remove',
    'wrap',
    'double',
    'shout',
    'add',
    'addProto',
  ),
  text: garbage,
})

type Branch = Record<string, unknown>
const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null

/** Every place inside the value: who holds it and under which name. */
function places(value: unknown): { holder: Branch; name: string }[] {
  if (!isBranch(value)) return []
  return Object.keys(value).flatMap((name) => [{ holder: value, name }, ...places(value[name])])
}

const protoMarker = '@@proto@@'
const marker = (turn: number): string => `@@garbage${turn}@@`

/**
 * Damages the value at some places and gives the JSON text. Garbage goes in as text at the very end: no value could carry
 * some of it.
 */
function damaged(right: string, list: readonly Damage[]): string {
  const root = { body: JSON.parse(right) as unknown }
  list.forEach(({ at, change }, turn) => {
    const all = places(root)
    const { holder, name } = all[at % all.length] ?? { holder: root as Branch, name: 'body' }
    const value = holder[name]
    const target = isBranch(value) ? value : holder
    if (change === 'replace') holder[name] = marker(turn)
    else if (change === 'remove') delete holder[name]
    else if (change === 'wrap') holder[name] = [value]
    else if (change === 'double') holder[name] = [value, value]
    else if (change === 'shout') holder[name] = isBranch(value) ? JSON.stringify(value) : { value }
    else if (change === 'add') target.extra = marker(turn)
    else target[protoMarker] = { admin: true }
  })
  const text = JSON.stringify(root.body ?? null).replaceAll(protoMarker, '__proto__')
  return list.reduce((whole, { text: put }, turn) => whole.replace(`"${marker(turn)}"`, () => put), text)
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const heavy = fc.constantFrom(
  nested(20_000),
  `"${'x'.repeat(200_000)}"`,
  `[${'{},'.repeat(20_000)}{}]`,
  `"${'\\u0000'.repeat(20_000)}"`,
)

/** One body: the right one damaged up to three times, or garbage alone, or text that is no JSON. */
const body = (right: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 70, arbitrary: fc.array(damage, { minLength: 1, maxLength: 3 }).map((list) => damaged(right, list)) },
    { weight: 15, arbitrary: garbage },
    { weight: 1, arbitrary: heavy.map((text) => damaged(right, [{ at: 1, change: 'replace', text }])) },
    { weight: 5, arbitrary: fc.nat({ max: right.length }).map((length) => right.slice(0, length)) },
    { weight: 5, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 5, arbitrary: fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value)) },
  )

/** Whether the contract's shape would take it: then it is not malformed, whatever is in it. */
function isRight(shape: Shape, text: string, parameters: Record<string, string>): boolean {
  if (shape.in === 'file' || !(text === '' || isJson(text))) return false
  // No body at all is an empty form.
  const value: unknown = text === '' ? {} : JSON.parse(text)
  if (!isBranch(value) || Array.isArray(value)) return false
  return shape.in.safeParse({ ...value, ...parameters }).success
}

const fileStarts = [
  '',
  '\x89PNG\r\n\x1a\n',
  '\xff\xd8\xff\xe0',
  'GIF89a',
  'RIFF\x20\0\0\0WEBP',
  'PK\x03\x04',
  '<svg>',
  '{}',
  '%PDF-1.7',
]
const fileBody: fc.Arbitrary<Buffer> = fc
  .tuple(fc.constantFrom(...fileStarts), fc.uint8Array({ maxLength: 600 }))
  .map(([start, rest]) => Buffer.concat([Buffer.from(start, 'latin1'), rest]))

/** So many malformed bodies for the call, the same for the same seed. */
export function malformedBodies(
  name: CallName,
  right: Record<string, unknown>,
  parameters: Record<string, string>,
  count: number,
  seed: number,
): (Buffer | string)[] {
  const shape: Shape = contract[name]
  if (shape.in === 'file') return fc.sample(fileBody, { numRuns: count, seed })
  const wrong = body(JSON.stringify(right)).filter((text) => !isRight(shape, text, parameters))
  return fc.sample(wrong, { numRuns: count, seed })
}
