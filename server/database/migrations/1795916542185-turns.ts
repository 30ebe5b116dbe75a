import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// What one unit of work does at a time: the list of vacant posts is kept by one at once (Work.takeTurn).
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: { name: 'turn', columns: [{ name: 'name', type: 'varchar', length: '20', isPrimary: true }] },
  },
]

export class Turns1795916542185 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
