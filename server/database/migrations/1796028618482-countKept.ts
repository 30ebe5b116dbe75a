import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// A house restored across a count knows that the result it had is kept outside, and asks the 监票人 to take it in.
const changes: Change[] = [
  {
    change: 'add',
    part: 'column',
    of: 'evaluation_round',
    column: { name: 'countKept', type: 'boolean', default: '0' },
  },
]

export class CountKept1796028618482 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
