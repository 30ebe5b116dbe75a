import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// A house can be entered for the first time: its name, the codes of consoles, and the links by which people get an account.
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'account_invite',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'personId', type: 'varchar', length: '36' },
        { name: 'codeHash', type: 'varchar', length: '64' },
        { name: 'expiresAt', type: 'bigint' },
        { name: 'usedAt', type: 'bigint', isNullable: true },
        { name: 'issuedById', type: 'varchar', length: '36', isNullable: true },
      ],
      indices: [
        { name: 'account_invite_person', columnNames: ['personId'] },
        { name: 'account_invite_code', columnNames: ['codeHash'], isUnique: true },
      ],
      foreignKeys: [
        {
          name: 'FK_account_invite_personId',
          columnNames: ['personId'],
          referencedTableName: 'person',
          referencedColumnNames: ['id'],
        },
      ],
    },
  },
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'house',
      columns: [
        { name: 'key', type: 'varchar', length: '10', isPrimary: true },
        { name: 'name', type: 'varchar', length: '60' },
        { name: 'setUpAt', type: 'bigint' },
      ],
    },
  },
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'set_up_code',
      columns: [
        { name: 'instance', type: 'varchar', length: '120', isPrimary: true },
        { name: 'codeHash', type: 'varchar', length: '64' },
        { name: 'triesLeft', type: 'integer' },
        { name: 'usedFor', type: 'varchar', length: '64', isNullable: true },
        { name: 'issuedAt', type: 'bigint' },
      ],
    },
  },
]

export class FirstStart1795992462393 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
