import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Who is away from when to when (rules §2.4).
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'absence',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'personId', type: 'varchar', length: '36' },
        { name: 'kind', type: 'varchar', length: '10' },
        { name: 'fromDay', type: 'varchar', length: '10' },
        { name: 'toDay', type: 'varchar', length: '10' },
        { name: 'enteredById', type: 'varchar', length: '36' },
        { name: 'enteredAt', type: 'bigint' },
        { name: 'voidedDay', type: 'varchar', length: '10', isNullable: true },
      ],
      indices: [
        { name: 'absence_until', columnNames: ['toDay'] },
        { name: 'absence_person', columnNames: ['personId', 'fromDay'] },
      ],
      foreignKeys: [
        {
          name: 'FK_absence_personId',
          columnNames: ['personId'],
          referencedTableName: 'person',
          referencedColumnNames: ['id'],
        },
      ],
    },
  },
]

export class Absences1796070127866 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
