import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Another chat account for somebody who has one, asked for by one person and confirmed by a second (entities/accountChange.ts).
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'account_change',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'personId', type: 'varchar', length: '36' },
        { name: 'platform', type: 'varchar', length: '10' },
        { name: 'tenant', type: 'varchar', length: '64' },
        { name: 'userId', type: 'varchar', length: '64' },
        { name: 'userKey', type: 'varchar', length: '64' },
        { name: 'openFor', type: 'varchar', length: '60', isNullable: true },
        { name: 'state', type: 'varchar', length: '10' },
        { name: 'askedById', type: 'varchar', length: '36' },
        { name: 'askedAt', type: 'bigint' },
        { name: 'decidedById', type: 'varchar', length: '36', isNullable: true },
        { name: 'decidedAt', type: 'bigint', isNullable: true },
        { name: 'revision', type: 'integer' },
      ],
      foreignKeys: [
        {
          name: 'FK_account_change_personId',
          columnNames: ['personId'],
          referencedTableName: 'person',
          referencedColumnNames: ['id'],
        },
      ],
      indices: [
        { name: 'account_change_open', columnNames: ['openFor'], isUnique: true },
        { name: 'account_change_state', columnNames: ['state'] },
      ],
    },
  },
]

export class AccountChanges1795952761852 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
