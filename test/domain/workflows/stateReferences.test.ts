import { join } from 'node:path'
import ts from 'typescript'
import { checkout } from '../../support/run/checkout'
import {
  isHome,
  isUnambiguous,
  mentionsInFile,
  placesOf,
  productFiles,
  typedReferences,
} from '../../support/stateReferences'

/** How often a state may be written outside its table and binding. Each port to the one engine lowers its own; none rises. */
const ceilings: Record<string, number> = {
  OFFICE_REVIEW: 2,
  CONSULTING: 3,
  TABLE1_SUBMITTED: 3,
  BRANCH_OK: 3,
}

describe('a state is written in its table and its binding', () => {
  const places = placesOf(Object.keys(ceilings), productFiles())

  test.each(Object.entries(ceilings))('%s stands in at most %i other places', (state, ceiling) => {
    // Known to one workflow only: no type is needed to tell whose it is.
    expect(isUnambiguous(state)).toBe(true)
    const found = places.get(state) ?? []
    // The places, not their number: whoever sees it red must know where to look.
    if (found.length > ceiling) expect(found).toEqual([])
  })

  test('home is the table and the binding', () => {
    expect(
      ['server/domain/workflows/pledge.ts', 'server/features/pledge/flow.ts', 'server/features/pledge/words.ts'].map(
        isHome,
      ),
    ).toEqual([true, true, false])
  })

  test('a planted mention is seen in quotes, as a key, as a type, in SQL and in a page; a comment is none', () => {
    const code = [
      "// 'BRANCH_OK' in a comment",
      "const BRANCH_OK = 'BRANCH_OK'",
      "const names = { BRANCH_OK: '支部已核对' }",
      "type Ready = 'SUBMITTED' | 'BRANCH_OK'",
      "query.where(`state in ('SUBMITTED', 'BRANCH_OK')`)",
    ].join('\n')
    const words = new Set(['BRANCH_OK'])
    const lines = (name: string, text: string) => mentionsInFile({ name, text }, words).map(({ line }) => line)
    expect(lines('server/a.ts', code)).toEqual([2, 3, 4, 5])
    const page = `<template>\n<p v-if="state === 'BRANCH_OK'" />\n<!-- 'BRANCH_OK' -->\n</template>\n<script setup>\nconst x = 'BRANCH_OK'\n</script>\n`
    expect(lines('miniapp/A.vue', page)).toEqual([6, 2])
  })
})

describe('a word of several workflows', () => {
  const planted = `
import type { pledgeSteps } from '${join(checkout, 'server/domain/workflows/pledge')}'
import type { postAreaSteps } from '${join(checkout, 'server/domain/workflows/postArea')}'
import type { EventOf, StateOf } from '${join(checkout, 'server/domain/workflows/steps')}'
class BranchPackage { state!: string }
declare const handedIn: BranchPackage
declare const sheet: StateOf<typeof pledgeSteps>
declare const plain: string
export const a = sheet === 'SUBMITTED'
export const b: StateOf<typeof postAreaSteps>[] = ['SUBMITTED']
export const c: Partial<Record<StateOf<typeof pledgeSteps>, number>> = { SUBMITTED: 1 }
export const d = handedIn.state === 'SUBMITTED'
export const e = plain === 'SUBMITTED'
export const f: EventOf<typeof postAreaSteps> = 'suspend'
export const g = plain === 'suspend'
export const h = ['SUBMITTED', 'RETURNED'].includes(sheet)
export const i: { state: StateOf<typeof pledgeSteps> } = { state: 'SUBMITTED' }
export const j: Partial<BranchPackage> | null = { state: 'SUBMITTED' }
switch (sheet) {
  case 'SUBMITTED':
}
`
  const file = join(checkout, 'planted.ts')
  const options: ts.CompilerOptions = {
    strict: true,
    lib: ['lib.es2023.d.ts'],
    types: [],
    module: ts.ModuleKind.NodeNext,
  }
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, planted, ts.ScriptTarget.ES2022, true) : read(name, ...rest)
  host.fileExists = (name) => name === file || ts.sys.fileExists(name)

  test('belongs to the one its type, the other side or its column names; else to none', () => {
    const program = ts.createProgram([file], options, host)
    const told = typedReferences(program, (name) => name === 'planted.ts')
      .filter(({ word }) => ['SUBMITTED', 'suspend'].includes(word))
      .map(({ line, owners }) => [
        planted.split('\n')[line - 1]?.slice(13, 14).trim(),
        owners.map(({ workflow }) => workflow),
      ])
    expect(told).toEqual([
      ['a', ['pledge']],
      ['b', ['postArea']],
      ['c', ['pledge']],
      ['d', ['branchPackage']],
      ['e', []],
      ['f', ['postArea']],
      ['h', ['pledge']],
      ['i', ['pledge']],
      ['j', ['branchPackage']],
      ['T', ['pledge']],
    ])
  })
})
