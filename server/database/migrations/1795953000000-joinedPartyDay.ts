import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// 推荐表 prints 入党时间 (rules §5.1) and nobody could enter it: it comes with the roster or is written on the person's page.
const changes: Change[] = [
  {
    change: 'add',
    part: 'column',
    of: 'person',
    column: { name: 'joinedPartyDay', type: 'varchar', length: '10', isNullable: true },
  },
]

export class JoinedPartyDay1795953000000 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
