import { findChromium } from '../support/run/chromium.ts'
import type { Drill } from './drill.ts'
import { runTestFile } from './testFile.ts'

/** What goes wrong in a round, walked on the pages: each way with its steps. Its sample is the test file itself. */
export const walkedDrill: Drill = {
  title: 'rounds with lost phones and slips, 监票人 who left, a bad network, declared void: walked on the pages',
  word: 'walked',
  inTests: true,
  obstacle: () => (findChromium() ? undefined : 'no Chromium found: install it or set CHROMIUM_PATH'),
  run: async () => {
    const { faults, said } = runTestFile('test/e2e/walkedRounds.test.ts', { WALKED: 'whole' })
    const ways = [...said.matchAll(/^\{"walk":.*\}$/gm)].map(([text]) => text)
    for (const way of ways) console.log(way)
    return { faults, facts: { ways: ways.length } }
  },
}
