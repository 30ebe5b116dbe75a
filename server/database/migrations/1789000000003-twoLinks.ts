import type { MigrationInterface, QueryRunner, TableOptions } from 'typeorm'
import { createTables, dropTables } from './tables'

// 两联: visits to contacts, and leaders with their markets, subsidiaries and pharmacies.
const tables: TableOptions[] = [
  {
    name: 'link_target',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'kind', type: 'varchar', length: '12' },
      { name: 'name', type: 'varchar', length: '80' },
      { name: 'toDay', type: 'varchar', length: '10', isNullable: true },
    ],
    indices: [{ name: 'link_target_name', columnNames: ['kind', 'name'], isUnique: true }],
  },
  {
    name: 'leader_link',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'leaderId', type: 'varchar', length: '36' },
      { name: 'year', type: 'int' },
      { name: 'targetId', type: 'varchar', length: '36' },
      { name: 'closedDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'closeReason', type: 'varchar', length: '200', isNullable: true },
    ],
    indices: [{ name: 'leader_link_once', columnNames: ['leaderId', 'year', 'targetId'], isUnique: true }],
    foreignKeys: [
      {
        columnNames: ['leaderId'],
        referencedTableName: 'person',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['targetId'],
        referencedTableName: 'link_target',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'link_activity',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'leaderId', type: 'varchar', length: '36' },
      { name: 'targetId', type: 'varchar', length: '36' },
      { name: 'heldDay', type: 'varchar', length: '10' },
      { name: 'place', type: 'varchar', length: '80' },
      { name: 'problem', type: 'varchar', length: '500' },
      { name: 'help', type: 'varchar', length: '500' },
      { name: 'effect', type: 'varchar', length: '500', isNullable: true },
      { name: 'enteredById', type: 'varchar', length: '36' },
      { name: 'proxyEntry', type: 'boolean' },
      { name: 'loggedAt', type: 'bigint' },
      { name: 'voidReason', type: 'varchar', length: '200', isNullable: true },
      { name: 'revision', type: 'int' },
    ],
    indices: [{ name: 'link_activity_leader', columnNames: ['leaderId', 'heldDay'] }],
    foreignKeys: [
      {
        columnNames: ['leaderId'],
        referencedTableName: 'person',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['targetId'],
        referencedTableName: 'link_target',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'visit',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'authorId', type: 'varchar', length: '36' },
      { name: 'contactId', type: 'varchar', length: '36', isNullable: true },
      { name: 'contactName', type: 'varchar', length: '40' },
      { name: 'onRoster', type: 'boolean' },
      { name: 'way', type: 'varchar', length: '10' },
      { name: 'purposes', type: 'text' },
      { name: 'visitedDay', type: 'varchar', length: '10' },
      { name: 'loggedAt', type: 'bigint' },
      { name: 'backfilled', type: 'boolean' },
      { name: 'content', type: 'varchar', length: '1000' },
      { name: 'problem', type: 'varchar', length: '500', isNullable: true },
      { name: 'state', type: 'varchar', length: '12' },
      { name: 'voidReason', type: 'varchar', length: '200', isNullable: true },
      { name: 'revision', type: 'int' },
    ],
    indices: [
      { name: 'visit_contact', columnNames: ['contactId', 'visitedDay'] },
      { name: 'visit_author', columnNames: ['authorId', 'visitedDay'] },
    ],
    foreignKeys: [
      {
        columnNames: ['authorId'],
        referencedTableName: 'person',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['contactId'],
        referencedTableName: 'person',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'visit_member',
    columns: [
      { name: 'visitId', type: 'varchar', length: '36', isPrimary: true },
      { name: 'memberId', type: 'varchar', length: '36', isPrimary: true },
    ],
    indices: [{ name: 'visit_member_member', columnNames: ['memberId'] }],
    foreignKeys: [
      {
        columnNames: ['visitId'],
        referencedTableName: 'visit',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['memberId'],
        referencedTableName: 'person',
        referencedColumnNames: ['id'],
      },
    ],
  },
]

export class TwoLinks1789000000003 implements MigrationInterface {
  up = (runner: QueryRunner) => createTables(runner, tables)
  down = (runner: QueryRunner) => dropTables(runner, tables)
}
