import { createRequire } from 'node:module'
import { relative, sep } from 'node:path'
import type sequencer from '@jest/test-sequencer'

// jest.testSequencer (package.json). What takes long begins first: whatever is begun last runs alone to its end, and the other
// processor waits. Jest knows only in a second run how long a file took, and in the first goes by its size.

/** The slowest files of each suite, the slowest first; measured, and written down again when others have become slower. */
const slowest = [
  'test/server/evaluation/killedRounds',
  'test/server/database/upgrade',
  'test/server/lived/years',
  'test/migrations/rehearsal',
  'test/server/costs/everyRead',
  'test/server/record/history',
  'test/migrations/undo',
  'test/server/start/production',
  'test/server/web/foreignCharacters',
  'test/migrations/schema',
  'test/server/web/strangeContents',
  'test/server/filing/filings',
  'test/server/database/unwell',
  'test/server/evaluation/linkedRounds',
  'test/server/jobs/deliveryDrill',
  'test/server/evaluation/pairs',
  'test/server/web/everyCall',
  'test/server/setUp/firstStart',
  'test/server/evaluation/lockCodes',
  'test/server/evaluation/attacksOnLocks',
  'test/miniapp/keptSequences',
  'test/server/roster/tenThousandRows',
  'test/server/evaluation/takeInCount',
  'test/server/evaluation/attacks',
  'test/server/files/forms/documents',
  'test/server/documents/sampleHouse',
  'test/server/houseMark',
  'test/migrations/migrateCommand',
  'test/server/web/malformedBodies',
  'test/server/roster/sentBack',
  'test/migrations/writtenMigration',
  'test/server/start/administer',
  'test/e2e/story',
  'test/e2e/forms',
  'test/e2e/accessibility',
  'test/e2e/budget',
  'test/e2e/demoStory',
  'test/e2e/storyThreeShows',
  'test/e2e/receipts',
  'test/e2e/pictures',
  'test/e2e/ballot',
  'test/e2e/inWhoseName',
  'test/e2e/filings',
  'test/e2e/login',
  'test/e2e/onTheWayHome',
  'test/e2e/safePrints',
  'test/e2e/firstHtml',
  'test/e2e/update',
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
