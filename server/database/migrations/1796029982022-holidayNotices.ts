import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// A day off knows the year's notice it was written down from: a corrected notice takes the place of that one alone.
const changes: Change[] = [
  { change: 'add', part: 'column', of: 'holiday', column: { name: 'noticeYear', type: 'integer', isNullable: true } },
]

export class HolidayNotices1796029982022 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
