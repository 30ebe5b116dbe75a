import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clause } from '../../server/domain/clauses'
import { runStep } from './check/steps.ts'
import { declaredWalks } from './check/walks.ts'
import { coverageFault, lineCoverage } from './run/coverage.ts'
import { tallySample } from './run/sampleRun.ts'
import type { JestReport } from './run/tally.ts'
import { toolObstacle } from './run/tools.ts'
import { unwalkedClauses } from './run/walkedClauses.ts'
import { answeredSoFar } from './walk'

// Faults planted into each part of the gate that is not a test file itself: each must be seen.

describe('a step of the check', () => {
  const step = (code: string, mustShow?: RegExp) =>
    runStep({ name: 'planted', parameters: ['-e', code], ...(mustShow && { mustShow }) })

  it('passes, and what it printed is kept', async () => {
    expect(await step("console.log('Checked 300 files')", /Checked 300/)).toMatchObject({ passed: true })
  })

  it.each([
    ['ends badly', 'console.error("fault"); process.exit(1)', undefined],
    ['looked at nothing', 'console.log("Checked 0 files")', /Checked [1-9]/],
  ])('does not pass when it %s', async (_, code, mustShow) => {
    expect(await step(code, mustShow)).toMatchObject({
      passed: false,
      output: expect.stringMatching(/fault|Checked 0/),
    })
  })
})

describe('a sample of bench or drill', () => {
  it('counts each part it names', () => {
    expect(tallySample('bench', 0, 'ok      start\nok      load\n')).toMatchObject({ passed: 2, failed: 0 })
  })

  it.each([
    ['a broken part', 1, 'ok      start\nbroken  load: no answer\n', 1],
    ['a broken part though it ended well', 0, 'broken  load: no answer\n', 0],
    ['a bad end without a broken part', 1, 'ok      start\nTypeError\n', 1],
    ['nothing tried', 0, '', 0],
  ])('fails with %s', (_, exitCode, output, passed) => {
    expect(tallySample('bench', exitCode, output)).toMatchObject({ passed, failed: 1 })
  })
})

describe('line coverage', () => {
  const countable = new Map([['a.ts', { ties: new Set([1]), loaded: new Set([2]), called: new Set([3, 4]) }]])
  const run = (...lines: number[]) => new Map([['a.ts', new Set(lines)]])

  it('is what ran in any of the suites', () => {
    expect(coverageFault([run(0, 3), run(0, 4)], countable, 100)).toBeUndefined()
    expect([lineCoverage([run(0, 3)], countable), lineCoverage([run()], countable)]).toEqual([75, 0])
  })

  it.each([
    ['a line that ran in none', [run(0, 3), run(0, 3)]],
    ['a file that was loaded in none', [run()]],
    ['a suite that wrote nothing down', [run(0, 3, 4), undefined]],
    ['nothing at all', []],
  ])('is too little with %s', (_, runs) => {
    expect(coverageFault(runs, countable, 100)).toContain('line coverage')
  })
})

describe('a clause called done', () => {
  const table: Clause[] = [{ number: 'R07', clause: '一（一）2', words: '部门党员负责人召集推荐', state: 'done' }]
  const report = (title: string, status: string): JestReport => ({
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
    testResults: [{ name: '/checkout/test/e2e/a.test.ts', assertionResults: [{ title, status }] }],
  })

  it('is shown by a test that walks it and passed', () => {
    expect(unwalkedClauses([report('recommends [walks R06 R07]', 'passed')], table)).toEqual([])
  })

  it.each([
    ['failed', 'recommends [walks R07]', 'failed'],
    ['was skipped', 'recommends [walks R07]', 'pending'],
    ['only has the number in its words', 'recommends (R07)', 'passed'],
  ])('is not shown by a test that %s', (_, title, status) => {
    expect(unwalkedClauses([report(title, status)], table)).toEqual([expect.stringContaining('R07')])
  })

  it('is declared by walk() alone, not by a title or a comment', () => {
    const lines = ["import { walk } from '../support/walk'", "walk(['R07'], 'a', go)", "it('b (R08)', go) // R09"]
    expect(declaredWalks('a.test.ts', lines.join('\n'))).toEqual([{ place: 'a.test.ts:2', numbers: ['R07'] }])
    expect(declaredWalks('a.test.ts', "walk(['R07'], 'a', go)")).toEqual([])
  })
})

describe('the tools of a suite', () => {
  const before = process.env.TEST_TOOLS
  afterEach(() => {
    if (before === undefined) delete process.env.TEST_TOOLS
    else process.env.TEST_TOOLS = before
  })

  it('may be used where they were promised, and nowhere else', () => {
    process.env.TEST_TOOLS = 'MariaDB,Chinese font'
    expect([toolObstacle('Chinese font'), toolObstacle('Chromium')]).toEqual([
      undefined,
      expect.stringContaining('does not wait for'),
    ])
  })
})

describe('a walk', () => {
  it('is answered by a server to a logged-in person, which it counts', async () => {
    const server = createServer((_request, response) => void response.end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/session`
    const before = answeredSoFar()
    await fetch(url)
    expect(answeredSoFar()).toBe(before)
    await fetch(url, { headers: { cookie: 'lxq_session=somebody' } })
    expect(answeredSoFar()).toBe(before + 1)
    server.close()
  })
})
