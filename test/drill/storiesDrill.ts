import { findChromium } from '../support/run/chromium.ts'
import type { Drill } from './drill.ts'
import { runTestFile } from './testFile.ts'

const files = ['test/e2e/story.test.ts', 'test/e2e/storyThreeShows.test.ts']

/** The stories of a house, each on both chat platforms; `npm test` tells each on one of the two. */
export const storiesDrill: Drill = {
  title: 'the stories of a house on both chat platforms',
  word: 'stories',
  inTests: true,
  obstacle: () => (findChromium() ? undefined : 'no Chromium found: install it or set CHROMIUM_PATH'),
  run: async () => ({ faults: files.flatMap((file) => runTestFile(file, { STORIES: 'whole' }).faults), facts: {} }),
}
