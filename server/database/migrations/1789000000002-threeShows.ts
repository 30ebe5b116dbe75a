import type { MigrationInterface, QueryRunner, TableOptions } from 'typeorm'
import { createTables, dropTables } from './tables'

// 三亮: the yearly campaign, pledge sheets with photos, and what branches hand in.
const tables: TableOptions[] = [
  {
    name: 'campaign',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'year', type: 'int' },
      { name: 'title', type: 'varchar', length: '120' },
      { name: 'basisNumber', type: 'varchar', length: '60' },
      { name: 'basisTitle', type: 'varchar', length: '200' },
      { name: 'basisDay', type: 'varchar', length: '10' },
      { name: 'openedDay', type: 'varchar', length: '10' },
      { name: 'dueDay', type: 'varchar', length: '10' },
      { name: 'limitMode', type: 'varchar', length: '10' },
      { name: 'state', type: 'varchar', length: '12' },
      { name: 'openedById', type: 'varchar', length: '36' },
      { name: 'revision', type: 'int' },
    ],
    indices: [{ name: 'campaign_year', columnNames: ['year'], isUnique: true }],
  },
  {
    name: 'branch_package',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'campaignId', type: 'varchar', length: '36' },
      { name: 'branchId', type: 'varchar', length: '36' },
      { name: 'number', type: 'int' },
      { name: 'state', type: 'varchar', length: '12' },
      { name: 'submittedAt', type: 'bigint' },
      { name: 'submittedById', type: 'varchar', length: '36' },
      { name: 'late', type: 'boolean' },
      { name: 'pledgeCount', type: 'int' },
      { name: 'missing', type: 'text' },
      { name: 'manifestHash', type: 'varchar', length: '64' },
      { name: 'returnReason', type: 'varchar', length: '200', isNullable: true },
      { name: 'decidedAt', type: 'bigint', isNullable: true },
      { name: 'revision', type: 'int' },
    ],
    indices: [{ name: 'branch_package_number', columnNames: ['campaignId', 'branchId', 'number'], isUnique: true }],
    foreignKeys: [
      {
        columnNames: ['campaignId'],
        referencedTableName: 'campaign',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['branchId'],
        referencedTableName: 'party_organisation',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'stored_file',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'ownerId', type: 'varchar', length: '36' },
      { name: 'purpose', type: 'varchar', length: '20' },
      { name: 'mediaType', type: 'varchar', length: '60' },
      { name: 'byteCount', type: 'int' },
      { name: 'width', type: 'int' },
      { name: 'height', type: 'int' },
      { name: 'sha256', type: 'varchar', length: '64' },
      { name: 'createdAt', type: 'bigint' },
    ],
    indices: [{ name: 'stored_file_owner', columnNames: ['ownerId'] }],
    foreignKeys: [
      {
        columnNames: ['ownerId'],
        referencedTableName: 'person',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'pledge',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'campaignId', type: 'varchar', length: '36' },
      { name: 'personId', type: 'varchar', length: '36' },
      { name: 'state', type: 'varchar', length: '24' },
      { name: 'dutyText', type: 'varchar', length: '60' },
      { name: 'studyPledge', type: 'varchar', length: '300' },
      { name: 'dutyPledge', type: 'varchar', length: '300' },
      { name: 'integrityPledge', type: 'varchar', length: '300' },
      { name: 'photoId', type: 'varchar', length: '36', isNullable: true },
      { name: 'publishConsent', type: 'boolean' },
      { name: 'photoConsent', type: 'boolean' },
      { name: 'limitMode', type: 'varchar', length: '10', isNullable: true },
      { name: 'dueDay', type: 'varchar', length: '10' },
      { name: 'submittedAt', type: 'bigint', isNullable: true },
      { name: 'late', type: 'boolean' },
      { name: 'returnReason', type: 'varchar', length: '200', isNullable: true },
      { name: 'publishedAt', type: 'bigint', isNullable: true },
      { name: 'revision', type: 'int' },
    ],
    indices: [
      { name: 'pledge_state', columnNames: ['campaignId', 'state'] },
      { name: 'pledge_once', columnNames: ['campaignId', 'personId'], isUnique: true },
    ],
    foreignKeys: [
      {
        columnNames: ['campaignId'],
        referencedTableName: 'campaign',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['personId'],
        referencedTableName: 'person',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['photoId'],
        referencedTableName: 'stored_file',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'stored_file_part',
    columns: [
      { name: 'fileId', type: 'varchar', length: '36', isPrimary: true },
      { name: 'part', type: 'int', isPrimary: true },
      { name: 'content', type: 'blob' },
    ],
    foreignKeys: [
      {
        columnNames: ['fileId'],
        referencedTableName: 'stored_file',
        referencedColumnNames: ['id'],
      },
    ],
  },
]

export class ThreeShows1789000000002 implements MigrationInterface {
  up = (runner: QueryRunner) => createTables(runner, tables)
  down = (runner: QueryRunner) => dropTables(runner, tables)
}
