import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// What branches and departments were called before, and from which day they are called otherwise (rules §2.4).
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'unit_rename',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'unitKind', type: 'varchar', length: '12' },
        { name: 'unitId', type: 'varchar', length: '36' },
        { name: 'fromDay', type: 'varchar', length: '10' },
        { name: 'before', type: 'varchar', length: '60' },
        { name: 'after', type: 'varchar', length: '60' },
        { name: 'reason', type: 'varchar', length: '200' },
        { name: 'enteredById', type: 'varchar', length: '36' },
        { name: 'enteredAt', type: 'bigint' },
        { name: 'voidedDay', type: 'varchar', length: '10', isNullable: true },
      ],
      indices: [{ name: 'unit_rename_unit', columnNames: ['unitId', 'fromDay'] }],
    },
  },
]

export class UnitRenames1796067342493 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
