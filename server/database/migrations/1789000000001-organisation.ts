import type { MigrationInterface, QueryRunner, TableOptions } from 'typeorm'
import { createTables, dropTables } from './tables'

// The roster: party line and administrative line, people with their places, roles and chat accounts.
const tables: TableOptions[] = [
  {
    name: 'party_organisation',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'kind', type: 'varchar', length: '20' },
      { name: 'name', type: 'varchar', length: '60' },
      { name: 'parentId', type: 'varchar', length: '36', isNullable: true },
      { name: 'fromDay', type: 'varchar', length: '10' },
      { name: 'toDay', type: 'varchar', length: '10', isNullable: true },
    ],
    indices: [{ name: 'party_organisation_name', columnNames: ['name'], isUnique: true }],
  },
  {
    name: 'department',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'code', type: 'varchar', length: '20' },
      { name: 'name', type: 'varchar', length: '60' },
      { name: 'parentId', type: 'varchar', length: '36', isNullable: true },
      { name: 'fromDay', type: 'varchar', length: '10' },
      { name: 'toDay', type: 'varchar', length: '10', isNullable: true },
    ],
    indices: [{ name: 'department_code', columnNames: ['code'], isUnique: true }],
  },
  {
    name: 'holiday',
    columns: [
      { name: 'day', type: 'varchar', length: '10', isPrimary: true },
      { name: 'kind', type: 'varchar', length: '4' },
      { name: 'name', type: 'varchar', length: '30' },
    ],
  },
  {
    name: 'import_batch',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'kind', type: 'varchar', length: '20' },
      { name: 'state', type: 'varchar', length: '10' },
      { name: 'fileName', type: 'varchar', length: '120' },
      { name: 'sha256', type: 'varchar', length: '64' },
      { name: 'appliedById', type: 'varchar', length: '36' },
      { name: 'appliedAt', type: 'bigint' },
      { name: 'undoneAt', type: 'bigint', isNullable: true },
      { name: 'summary', type: 'text' },
      { name: 'revision', type: 'int' },
    ],
  },
  {
    name: 'import_change',
    columns: [
      { name: 'batchId', type: 'varchar', length: '36', isPrimary: true },
      { name: 'sequence', type: 'int', isPrimary: true },
      { name: 'table', type: 'varchar', length: '30' },
      { name: 'recordId', type: 'varchar', length: '36' },
      { name: 'before', type: 'text', isNullable: true },
      { name: 'after', type: 'text', isNullable: true },
    ],
    foreignKeys: [
      {
        columnNames: ['batchId'],
        referencedTableName: 'import_batch',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'person',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'staffNumber', type: 'varchar', length: '30' },
      { name: 'name', type: 'varchar', length: '40' },
      { name: 'gender', type: 'varchar', length: '10', isNullable: true },
      { name: 'politicalStatus', type: 'varchar', length: '20' },
      { name: 'positionTitle', type: 'varchar', length: '60' },
      { name: 'positionRank', type: 'int' },
      { name: 'partyPost', type: 'varchar', length: '40', isNullable: true },
      { name: 'dutyStatus', type: 'varchar', length: '20' },
      { name: 'leadingCadre', type: 'boolean' },
      { name: 'cadreMember', type: 'boolean' },
      { name: 'keyPost', type: 'boolean' },
      { name: 'joinedDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'leftDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'textStep', type: 'int' },
      { name: 'revision', type: 'int' },
    ],
    indices: [{ name: 'person_staff_number', columnNames: ['staffNumber'], isUnique: true }],
    checks: [{ name: 'person_rank', expression: '"positionRank" >= 0' }],
  },
  {
    name: 'liaison',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'memberId', type: 'varchar', length: '36' },
      { name: 'contactId', type: 'varchar', length: '36' },
      { name: 'category', type: 'varchar', length: '20' },
      { name: 'aidKind', type: 'varchar', length: '12' },
      { name: 'fromDay', type: 'varchar', length: '10' },
      { name: 'toDay', type: 'varchar', length: '10', isNullable: true },
    ],
    indices: [
      { name: 'liaison_contact', columnNames: ['contactId'] },
      { name: 'liaison_once', columnNames: ['memberId', 'contactId', 'fromDay'], isUnique: true },
    ],
    foreignKeys: [
      {
        columnNames: ['memberId'],
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
    name: 'party_group',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'branchId', type: 'varchar', length: '36' },
      { name: 'departmentId', type: 'varchar', length: '36', isNullable: true },
      { name: 'name', type: 'varchar', length: '60' },
      { name: 'fromDay', type: 'varchar', length: '10' },
      { name: 'toDay', type: 'varchar', length: '10', isNullable: true },
    ],
    indices: [{ name: 'party_group_department', columnNames: ['departmentId', 'fromDay'], isUnique: true }],
    foreignKeys: [
      {
        columnNames: ['branchId'],
        referencedTableName: 'party_organisation',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['departmentId'],
        referencedTableName: 'department',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'placement',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'personId', type: 'varchar', length: '36' },
      { name: 'departmentId', type: 'varchar', length: '36', isNullable: true },
      { name: 'partyGroupId', type: 'varchar', length: '36', isNullable: true },
      { name: 'fromDay', type: 'varchar', length: '10' },
      { name: 'toDay', type: 'varchar', length: '10', isNullable: true },
    ],
    indices: [
      { name: 'placement_department', columnNames: ['departmentId', 'toDay'] },
      { name: 'placement_start', columnNames: ['personId', 'fromDay'], isUnique: true },
    ],
    foreignKeys: [
      {
        columnNames: ['personId'],
        referencedTableName: 'person',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['departmentId'],
        referencedTableName: 'department',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['partyGroupId'],
        referencedTableName: 'party_group',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'platform_account',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'personId', type: 'varchar', length: '36' },
      { name: 'platform', type: 'varchar', length: '10' },
      { name: 'tenant', type: 'varchar', length: '64' },
      { name: 'userId', type: 'varchar', length: '64' },
      { name: 'userKey', type: 'varchar', length: '64' },
      { name: 'unionId', type: 'varchar', length: '64', isNullable: true },
      { name: 'lastUsedAt', type: 'bigint', isNullable: true },
      { name: 'unreachable', type: 'varchar', length: '40', isNullable: true },
    ],
    indices: [
      { name: 'platform_account_person', columnNames: ['personId', 'platform', 'tenant'], isUnique: true },
      { name: 'platform_account_user', columnNames: ['platform', 'tenant', 'userKey'], isUnique: true },
    ],
    foreignKeys: [
      {
        columnNames: ['personId'],
        referencedTableName: 'person',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'role_grant',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'personId', type: 'varchar', length: '36' },
      { name: 'role', type: 'varchar', length: '30' },
      { name: 'scopeKind', type: 'varchar', length: '12' },
      { name: 'scopeId', type: 'varchar', length: '36' },
      { name: 'fromDay', type: 'varchar', length: '10' },
      { name: 'toDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'grantedById', type: 'varchar', length: '36', isNullable: true },
      { name: 'reason', type: 'varchar', length: '200', isNullable: true },
    ],
    indices: [
      { name: 'role_grant_scope', columnNames: ['role', 'scopeId'] },
      { name: 'role_grant_once', columnNames: ['personId', 'role', 'scopeKind', 'scopeId', 'fromDay'], isUnique: true },
    ],
    foreignKeys: [
      {
        columnNames: ['personId'],
        referencedTableName: 'person',
        referencedColumnNames: ['id'],
      },
    ],
  },
]

export class Organisation1789000000001 implements MigrationInterface {
  up = (runner: QueryRunner) => createTables(runner, tables)
  down = (runner: QueryRunner) => dropTables(runner, tables)
}
