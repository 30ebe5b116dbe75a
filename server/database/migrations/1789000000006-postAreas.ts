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
        name: 'FK_36211c65c66e37e901d9893f999',
        columnNames: ['campaignId'],
        referencedTableName: 'campaign',
        referencedColumnNames: ['id'],
      },
      {
        name: 'FK_e2231e85d4a62c522fecd832771',
        columnNames: ['branchId'],
        referencedTableName: 'party_organisation',
        referencedColumnNames: ['id'],
      },
      {
        name: 'FK_2243350bcae9e52c8950305e44d',
        columnNames: ['departmentId'],
        referencedTableName: 'department',
        referencedColumnNames: ['id'],
      },
      {
        name: 'FK_3cae9fd195fafe27ed67272d698',
        columnNames: ['nomineeId'],
        referencedTableName: 'person',
        referencedColumnNames: ['id'],
      },
      {
        name: 'FK_65e2f19d75469ca9ca6330b4bfb',
        columnNames: ['replacesId'],
        referencedTableName: 'post_area',
        referencedColumnNames: ['id'],
      },
      {
        name: 'FK_bb7758c68063c5df1584b51b912',
        columnNames: ['meetingPictureId'],
        referencedTableName: 'stored_file',
        referencedColumnNames: ['id'],
      },
      {
        name: 'FK_5149f248dae65eaf8c4f25afdfc',
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
        name: 'FK_00baab29dec2c4123f6227f212a',
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
        name: 'FK_af13c098168b74e7d8fbf71dbc9',
        columnNames: ['campaignId'],
        referencedTableName: 'campaign',
        referencedColumnNames: ['id'],
      },
      {
        name: 'FK_eff780af0412337e161c070a1a2',
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
        name: 'FK_d792b14de5ab9327c23d5f47fd5',
        columnNames: ['campaignId'],
        referencedTableName: 'campaign',
        referencedColumnNames: ['id'],
      },
      {
        name: 'FK_1fcc65f4f5d06ae6a6a1c218410',
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
