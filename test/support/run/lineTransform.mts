import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import swc from '@swc/jest'
import { findLines, markLines, productPath, tableOf } from './lineMarks.mts'

// What jest puts every file through (package.json): swc, and where lines are counted their marks before it. Jest's own way of
// counting took as much of the processor as the tests: every branch, call and statement counted by itself, the places of all
// of them loaded with each module, the sums of a thousand files sent and merged after each test file.

type Compiler = ReturnType<typeof swc.createTransformer>
type Process = NonNullable<Compiler['process']>

/** Where the run writes which lines ran (testEnvironment.ts); not set where nothing is counted. */
const isCounting = process.env.TEST_LINES_FOLDER !== undefined

function createTransformer(options: Parameters<typeof swc.createTransformer>[0]): Compiler {
  const compiler = swc.createTransformer(options)
  const marking = createHash('sha1')
    .update(readFileSync(new URL('lineMarks.mts', import.meta.url)))
    .digest('hex')
  const compile: Process = (text, path, known) => {
    if (!compiler.process) throw new Error('swc compiles nothing by itself')
    return compiler.process(text, path, known)
  }
  return {
    getCacheKey: (text, path, known) => {
      const key = compiler.getCacheKey?.(text, path, known) ?? ''
      return isCounting && productPath(path, known.config.rootDir) ? `${key}-${marking}` : key
    },
    process: (text, path, known) => {
      const counted = isCounting ? productPath(path, known.config.rootDir) : undefined
      if (!counted) return compile(text, path, known)
      const { code, ...rest } = compile(markLines(text, findLines(path, text)), path, known)
      // What stands first still says strict, and the first line stays the first: the source map holds.
      return { ...rest, code: `"use strict";${tableOf(counted, text)}${code}` }
    },
  }
}

export default { createTransformer }
