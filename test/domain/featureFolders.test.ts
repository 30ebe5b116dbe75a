import { join } from 'node:path'
import { addresses } from '../../server/contract/addresses'
import { countCalls, importsBetween, knots, misshapen, readFeatures, repeatedCalls } from '../support/featureFolders'

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

  test.each([
    "type Known = import('../postArea').KnownPostArea",
    "const { branchStandings } = await import('../postArea')",
    "import '../postArea'",
  ])('a knot through “%s” is seen', (text) => {
    expect(knots(withFile('server/features/organisation/planted.ts', text))).toContain('organisation')
  })

  test('have each call once: declared in two parts the later one would win, with what it asks', () => {
    expect(countCalls(sources)).toBe(Object.keys(addresses).length)
    expect(repeatedCalls(sources)).toEqual([])
    const row = "  'visit.void': { address: 'POST /visits/:id/void', in: nothing, out: done },"
    expect(repeatedCalls(withFile('server/contract/planted.ts', row))).toEqual(['visit.void', 'POST /visits/:/void'])
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
    [
      'server/features/visit/calls.ts',
      "import { logVisit, myVisits } from './logVisit'\nexport const visitCalls = { 'visit.mine': { run: myVisits }, 'visit.log': { run: logVisit } }",
      'visit/logVisit.ts reads (myVisits) and does (logVisit)',
    ],
    [
      'server/features/visit/calls.ts',
      "import { logVisit } from './visits'\nexport const visitCalls = { 'visit.log': { run: prepared<'visit.log'>(logVisit) } }",
      'visit/visits.ts bears the name of no verb: logVisit',
    ],
    [
      'server/features/visit/calls.ts',
      "import { visits } from './reader'\nexport const visitCalls = () => { const own = visits(); return { 'visit.mine': { run: own.mine } } }",
      'visit/reader.ts answers visits: its name is read…, list… or draw…',
    ],
    [
      'server/features/visit/calls.ts',
      "import { myVisits } from '../other'\nexport const visitCalls = { 'visit.mine': { run: myVisits } }",
      'visit: visit.mine has no function of the folder',
    ],
    [
      'server/features/visit/calls.ts',
      "import { logVisit } from './logVisit'\nexport const visitCalls = { 'visit.tell': { run: logVisit } }",
      'visit: visit.tell has no address',
    ],
    [
      'server/features/visit/readMine.ts',
      'const seen = (work: Work) => work.change(Visit, {}, { seen: true })',
      'visit/readMine.ts answers reads and writes: work.change(',
    ],
    ['server/features/visit/visitRecords.ts', '', 'visit/visitRecords.ts: the name is records.ts'],
    ['server/features/visit/presentVisit.ts', '', 'visit/presentVisit.ts: the name is present.ts'],
  ])('%s with “%s” is seen', (path, text, fault) => {
    expect(misshapen(withFile(path, text))).toContain(fault)
  })
})
