import { createContext, runInContext } from 'node:vm'
import { transformSync } from '@swc/core'
import { findLines, markLines, tableOf } from './run/lineMarks.mts'

// A line that is thought to have run and did not would raise the coverage that the gate asks for, and nobody would see it.

/** Loads the text as the suites load the product, hands what it exports to `use`, and answers the lines that ran. */
function linesRunBy(text: string, use: (exported: Record<string, (...given: unknown[]) => unknown>) => void): number[] {
  const lines = findLines('a.ts', text)
  const { code } = transformSync(markLines(text, lines), {
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  })
  const table = new Uint8Array(100)
  const context = createContext({ exports: {}, linesOf: () => table })
  runInContext(tableOf('a.ts', text) + code, context)
  use(context.exports)
  return [...lines.called].filter((line) => table[line]).sort((one, other) => one - other)
}

const text = `export function weigh(weight: number): string {
  if (weight > 9)
    return 'heavy'
  else if (weight > 5) {
    const half = () =>
      weight / 2
    return half.name
  }
  for (const one of [1, 2]) if (one === weight) return 'small'
  return 'none'
}
export const later = [
  (from: number) => from + 1,
  (from: number) => ({ from }),
]
export class Scale {
  private readonly zero = 0
  tare = () =>
    this.zero
}
`

describe('the marks of lines', () => {
  it('keep every line where it was', () => {
    expect(markLines(text, findLines('a.ts', text)).split('\n')).toHaveLength(text.split('\n').length)
  })

  it.each([
    ['a branch without braces', [12], [2, 3]],
    ['a function that keeps its name, and whose body did not run', [7], [2, 4, 5, 7]],
    ['a choice on the line of its loop', [2], [2, 4, 9]],
    ['the end', [3], [2, 4, 9, 10]],
  ])('say what ran with %s', (_, given, ran) => {
    expect(linesRunBy(text, ({ weigh }) => weigh?.(...given))).toEqual(ran)
  })

  it('say nothing of what was only loaded', () => {
    expect(linesRunBy(text, () => undefined)).toEqual([])
  })

  it('tell the items of a list from each other, and let them answer what they answered', () => {
    const answers: unknown[] = []
    const use = ({ later }: { later?: unknown }) => answers.push((later as ((one: number) => unknown)[])[1]?.(4))
    expect(linesRunBy(text, use)).toEqual([14])
    expect(answers).toEqual([{ from: 4 }])
  })

  it('see the fields of a class when one is made', () => {
    const use = ({ Scale }: { Scale?: unknown }) => new (Scale as new () => { tare(): number })()
    expect(linesRunBy(text, use)).toEqual([17, 18])
  })

  it('count an import where it is one when it runs, a type never', () => {
    const { ties, loaded } = findLines(
      'b.ts',
      "import type { A } from 'a'\nimport { type B, c } from 'c'\nexport const d = c\n",
    )
    expect([[...ties], [...loaded]]).toEqual([[2], [3]])
  })
})
