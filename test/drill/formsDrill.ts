import { findChromium } from '../support/run/chromium.ts'
import type { Drill } from './drill.ts'
import { runTestFile } from './testFile.ts'

/** What is written half on every form, after back, after loading again and after a killed page; `npm test` leaves out what only repeats. */
export const formsDrill: Drill = {
  title: 'every form after back, a reload and a killed page',
  word: 'forms',
  inTests: true,
  obstacle: () => (findChromium() ? undefined : 'no Chromium found: install it or set CHROMIUM_PATH'),
  run: async () => ({ faults: runTestFile('test/e2e/forms.test.ts', { FORMS: 'whole' }).faults, facts: {} }),
}
