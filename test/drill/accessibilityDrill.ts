import { findChromium } from '../support/run/chromium.ts'
import type { Drill } from './drill.ts'
import { runTestFile } from './testFile.ts'

/** Every page on a phone and on a PC; `npm test` looks at each on one of the two. */
export const accessibilityDrill: Drill = {
  title: 'every page on a phone and on a PC: nothing serious, nothing cut, by keyboard',
  word: 'accessibility',
  inTests: true,
  obstacle: () => (findChromium() ? undefined : 'no Chromium found: install it or set CHROMIUM_PATH'),
  run: async () => ({
    faults: runTestFile('test/e2e/accessibility.test.ts', { ACCESSIBILITY: 'whole' }).faults,
    facts: {},
  }),
}
