import { createRequire } from 'node:module'
import { relative, sep } from 'node:path'
import type sequencer from '@jest/test-sequencer'

// jest.testSequencer (package.json). What takes long begins first: whatever is begun last runs alone to its end, and the other
// processor waits. Jest knows only in a second run how long a file took, and in the first goes by its size.

/** The slowest files of each suite, the slowest first; measured, and written down again when others have become slower. */
const slowest = [
  'test/server/record/history',
  'test/server/start/production',
  'test/server/web/limits',
  'test/miniapp/keptSequences',
  'test/server/costs/everyRead',
  'test/migrations/schema',
  'test/migrations/firstVersions',
  'test/migrations/recordHistory',
  'test/server/filing/filings',
  'test/server/jobs/deliveryDrill',
  'test/server/postArea/halfYear',
  'test/server/database/upgrade',
  'test/server/web/foreignCharacters',
  'test/migrations/writtenMigration',
  'test/server/workflow/nextYear',
  'test/server/database/unwell',
  'test/server/reminders/several',
  'test/e2e/accessibility',
  'test/e2e/pictures',
  'test/e2e/forms',
  'test/e2e/storyFeishu',
  'test/e2e/storyWecom',
  'test/e2e/storyPostsFeishu',
  'test/e2e/storyPostsWecom',
  'test/e2e/filings',
  'test/e2e/inWhoseName',
]

// Imported, it would be what its types say it is not.
const { default: TestSequencer }: typeof sequencer = createRequire(import.meta.url)('@jest/test-sequencer')

type Tests = Parameters<sequencer.default['sort']>[0]

export default class extends TestSequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const placeOf = ({ path, context }: Tests[number]): number => {
      const name = relative(context.config.rootDir, path).split(sep).join('/').replace('.test.ts', '')
      const place = slowest.indexOf(name)
      return place < 0 ? slowest.length : place
    }
    return [...(await super.sort(tests))].sort((one, other) => placeOf(one) - placeOf(other))
  }
}
