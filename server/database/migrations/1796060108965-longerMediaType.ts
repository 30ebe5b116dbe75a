import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change } from './changes'

// The media type of a Word file has 71 characters, which a server refuses to put into 60.
const changes: Change[] = [
  {
    change: 'alter',
    of: 'stored_file',
    from: { name: 'mediaType', type: 'varchar', length: '60' },
    to: { name: 'mediaType', type: 'varchar', length: '120' },
  },
]

export class LongerMediaType1796060108965 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  /** Nothing: the version before reads from the longer column too, and the shorter one would not hold what may lie there. */
  down = () => Promise.resolve()
}
