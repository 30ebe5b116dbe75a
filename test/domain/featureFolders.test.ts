import { join } from 'node:path'
import { importsBetween, knots, misshapen, readFeatures } from '../support/featureFolders'

const sources = readFeatures(join(__dirname, '../..'))
const withFile = (path: string, text: string) => new Map([...sources, [path, text]])

describe('the feature folders', () => {
  test('are all there, and know each other in one direction only, types included', () => {
    expect(importsBetween(sources).size).toBeGreaterThanOrEqual(20)
    expect(knots(sources)).toEqual([])
  })

  test('a knot is seen, also one of types alone', () => {
    const tied = withFile(
      'server/features/organisation/planted.ts',
      "import type { KnownPostArea } from '../postArea'\n",
    )
    expect(knots(tied)).toEqual(expect.arrayContaining(['organisation', 'postArea']))
  })

  test('are of one shape', () => {
    expect(misshapen(sources)).toEqual([])
  })

  test.each([
    ['server/features/planted/verb.ts', 'export const verb = 1', 'planted: lacks calls.ts'],
    ['server/features/planted/calls.ts', 'export const plantedCalls = {}', 'planted: no server/contract/planted.ts'],
    ['server/features/visit/calls.ts', 'export const walks = {}', 'visit/calls.ts exports walks'],
    [
      'server/features/visit/index.ts',
      'export const more = 1',
      'visit/index.ts holds more than what others use: export const more = 1',
    ],
  ])('%s with “%s” is seen', (path, text, fault) => {
    expect(misshapen(withFile(path, text))).toContain(fault)
  })
})
