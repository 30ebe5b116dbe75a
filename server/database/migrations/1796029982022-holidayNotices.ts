import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Written by `npm run migration`: say here what it is for.
const changes: Change[] = [
  { change: 'add', part: 'column', of: 'holiday', column: { name: 'noticeYear', type: 'integer', isNullable: true } },
]

export class HolidayNotices1796029982022 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
