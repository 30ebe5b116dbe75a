import type { MigrationInterface, QueryRunner, TableOptions } from 'typeorm'
import { createTables, dropTables } from './tables'

// 示范岗 and 责任区: the chain, its steps, openings, exemptions (R03–R16).
const tables: TableOptions[] = [
  {
    name: 'post_area',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'campaignId', type: 'varchar', length: '36' },
      { name: 'branchId', type: 'varchar', length: '36' },
      { name: 'departmentId', type: 'varchar', length: '36' },
      { name: 'kind', type: 'varchar', length: '4' },
      { name: 'state', type: 'varchar', length: '24' },
      { name: 'attempt', type: 'int' },
      { name: 'nomineeId', type: 'varchar', length: '36', isNullable: true },
      { name: 'memberIds', type: 'text' },
      { name: 'holderKey', type: 'varchar', length: '120', isNullable: true },
      { name: 'replacesId', type: 'varchar', length: '36', isNullable: true },
      { name: 'meetingDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'meetingPlace', type: 'varchar', length: '60', isNullable: true },
      { name: 'dueCount', type: 'int', isNullable: true },
      { name: 'presentCount', type: 'int', isNullable: true },
      { name: 'votesFor', type: 'int', isNullable: true },
      { name: 'voteWay', type: 'varchar', length: '8', isNullable: true },
      { name: 'meetingPictureId', type: 'varchar', length: '36', isNullable: true },
      { name: 'leadId', type: 'varchar', length: '36', isNullable: true },
      { name: 'leadRule', type: 'varchar', length: '20', isNullable: true },
      { name: 'title', type: 'varchar', length: '60' },
      { name: 'goal', type: 'varchar', length: '600' },
      { name: 'content', type: 'varchar', length: '600' },
      { name: 'grounds', type: 'varchar', length: '600' },
      { name: 'scope', type: 'varchar', length: '200' },
      { name: 'coveredPeople', type: 'int', isNullable: true },
      { name: 'checking', type: 'varchar', length: '200' },
      { name: 'termToDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'headCount', type: 'int' },
      { name: 'headCountDay', type: 'varchar', length: '10' },
      { name: 'late', type: 'boolean' },
      { name: 'returnReason', type: 'varchar', length: '200', isNullable: true },
      { name: 'packageId', type: 'varchar', length: '36', isNullable: true },
      { name: 'acceptedAt', type: 'bigint', isNullable: true },
      { name: 'plateDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'platePlace', type: 'varchar', length: '60', isNullable: true },
      { name: 'platePictureId', type: 'varchar', length: '36', isNullable: true },
      { name: 'removedDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'removedReason', type: 'varchar', length: '200', isNullable: true },
      { name: 'revision', type: 'int' },
    ],
    indices: [
      { name: 'post_area_holder', columnNames: ['holderKey'], isUnique: true },
      { name: 'post_area_package', columnNames: ['packageId'] },
      { name: 'post_area_branch', columnNames: ['campaignId', 'branchId', 'state'] },
      { name: 'post_area_department', columnNames: ['campaignId', 'departmentId', 'state'] },
    ],
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
      {
        columnNames: ['departmentId'],
        referencedTableName: 'department',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['nomineeId'],
        referencedTableName: 'person',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['replacesId'],
        referencedTableName: 'post_area',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['meetingPictureId'],
        referencedTableName: 'stored_file',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['platePictureId'],
        referencedTableName: 'stored_file',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'post_area_step',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'postAreaId', type: 'varchar', length: '36' },
      { name: 'attempt', type: 'int' },
      { name: 'event', type: 'varchar', length: '30' },
      { name: 'state', type: 'varchar', length: '24' },
      { name: 'actorId', type: 'varchar', length: '36', isNullable: true },
      { name: 'actedAs', type: 'varchar', length: '24' },
      { name: 'flags', type: 'text' },
      { name: 'comment', type: 'varchar', length: '400' },
      { name: 'at', type: 'bigint' },
    ],
    indices: [{ name: 'post_area_step_of', columnNames: ['postAreaId', 'at'] }],
    foreignKeys: [
      {
        columnNames: ['postAreaId'],
        referencedTableName: 'post_area',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'branch_opening',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'campaignId', type: 'varchar', length: '36' },
      { name: 'branchId', type: 'varchar', length: '36' },
      { name: 'openedById', type: 'varchar', length: '36' },
      { name: 'openedAt', type: 'bigint' },
    ],
    indices: [{ name: 'branch_opening_once', columnNames: ['campaignId', 'branchId'], isUnique: true }],
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
    name: 'post_exemption',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'campaignId', type: 'varchar', length: '36' },
      { name: 'departmentId', type: 'varchar', length: '36' },
      { name: 'kind', type: 'varchar', length: '4' },
      { name: 'state', type: 'varchar', length: '10' },
      { name: 'reason', type: 'varchar', length: '200' },
      { name: 'askedById', type: 'varchar', length: '36' },
      { name: 'askedAt', type: 'bigint' },
      { name: 'decidedById', type: 'varchar', length: '36', isNullable: true },
      { name: 'decidedAt', type: 'bigint', isNullable: true },
      { name: 'decisionReason', type: 'varchar', length: '200', isNullable: true },
      { name: 'revision', type: 'int' },
    ],
    indices: [{ name: 'post_exemption_once', columnNames: ['campaignId', 'departmentId', 'kind'], isUnique: true }],
    foreignKeys: [
      {
        columnNames: ['campaignId'],
        referencedTableName: 'campaign',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['departmentId'],
        referencedTableName: 'department',
        referencedColumnNames: ['id'],
      },
    ],
  },
]

export class PostAreas1789000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables)
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, tables)
  }
}
