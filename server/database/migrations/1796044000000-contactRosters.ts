import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// 表2 of a half-year is kept as it stood when the half-year ended, and who takes a copy along is written down first.
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'table2_reading',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'branchId', type: 'varchar', length: '36' },
        { name: 'half', type: 'varchar', length: '6' },
        { name: 'rendering', type: 'varchar', length: '10' },
        { name: 'readerId', type: 'varchar', length: '36' },
        { name: 'at', type: 'bigint' },
      ],
      indices: [{ name: 'table2_reading_branch', columnNames: ['branchId', 'at'] }],
      foreignKeys: [
        {
          name: 'FK_table2_reading_branchId',
          columnNames: ['branchId'],
          referencedTableName: 'party_organisation',
          referencedColumnNames: ['id'],
        },
        {
          name: 'FK_table2_reading_readerId',
          columnNames: ['readerId'],
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
      name: 'table2_row',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'branchId', type: 'varchar', length: '36' },
        { name: 'half', type: 'varchar', length: '6' },
        { name: 'serial', type: 'integer' },
        { name: 'memberId', type: 'varchar', length: '36' },
        { name: 'memberName', type: 'varchar', length: '40' },
        { name: 'memberTitle', type: 'varchar', length: '60' },
        { name: 'leadingCadre', type: 'boolean' },
        { name: 'cadreMember', type: 'boolean' },
        { name: 'contactId', type: 'varchar', length: '36' },
        { name: 'contactName', type: 'varchar', length: '40' },
        { name: 'departmentName', type: 'varchar', length: '80' },
        { name: 'positionTitle', type: 'varchar', length: '60' },
        { name: 'category', type: 'varchar', length: '20' },
        { name: 'aidKind', type: 'varchar', length: '12' },
        { name: 'fromDay', type: 'varchar', length: '10' },
        { name: 'visits', type: 'integer' },
      ],
      indices: [{ name: 'table2_row_once', columnNames: ['branchId', 'half', 'serial'], isUnique: true }],
      foreignKeys: [
        {
          name: 'FK_table2_row_branchId',
          columnNames: ['branchId'],
          referencedTableName: 'party_organisation',
          referencedColumnNames: ['id'],
        },
      ],
    },
  },
]

export class ContactRosters1796044000000 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
