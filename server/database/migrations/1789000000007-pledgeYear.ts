import type { MigrationInterface, QueryRunner, TableOptions } from 'typeorm'
import { addColumn, addIndex, createTables, dropColumn, dropIndex, dropTables } from './tables'

// What becomes of a pledge: versions, fulfilment, supervision, postings, badges, progress, bulk documents (R02, R17–R27).
const tables: TableOptions[] = [
  {
    name: 'pledge_version',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'pledgeId', type: 'varchar', length: '36' },
      { name: 'version', type: 'int' },
      { name: 'dutyText', type: 'varchar', length: '60' },
      { name: 'studyPledge', type: 'varchar', length: '300' },
      { name: 'dutyPledge', type: 'varchar', length: '300' },
      { name: 'integrityPledge', type: 'varchar', length: '300' },
      { name: 'photoId', type: 'varchar', length: '36', isNullable: true },
      { name: 'photoConsent', type: 'boolean' },
      { name: 'limitMode', type: 'varchar', length: '10', isNullable: true },
      { name: 'publishedAt', type: 'bigint' },
    ],
    indices: [{ name: 'pledge_version_number', columnNames: ['pledgeId', 'version'], isUnique: true }],
    foreignKeys: [
      {
        columnNames: ['pledgeId'],
        referencedTableName: 'pledge',
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
    name: 'fulfilment',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'pledgeId', type: 'varchar', length: '36' },
      { name: 'item', type: 'varchar', length: '12' },
      { name: 'doneDay', type: 'varchar', length: '10' },
      { name: 'content', type: 'varchar', length: '300' },
      { name: 'pictureId', type: 'varchar', length: '36', isNullable: true },
      { name: 'enteredAt', type: 'bigint' },
      { name: 'voidReason', type: 'varchar', length: '200', isNullable: true },
    ],
    indices: [{ name: 'fulfilment_pledge', columnNames: ['pledgeId', 'doneDay'] }],
    foreignKeys: [
      {
        columnNames: ['pledgeId'],
        referencedTableName: 'pledge',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['pictureId'],
        referencedTableName: 'stored_file',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'post_reference',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'departmentId', type: 'varchar', length: '36' },
      { name: 'positionTitle', type: 'varchar', length: '60' },
      { name: 'content', type: 'varchar', length: '1000' },
      { name: 'updatedById', type: 'varchar', length: '36' },
      { name: 'updatedAt', type: 'bigint' },
      { name: 'revision', type: 'int' },
    ],
    indices: [{ name: 'post_reference_once', columnNames: ['departmentId', 'positionTitle'], isUnique: true }],
  },
  {
    name: 'supervision_opinion',
    withoutRowid: true,
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'pledgeId', type: 'varchar', length: '36' },
      { name: 'branchId', type: 'varchar', length: '36' },
      { name: 'personId', type: 'varchar', length: '36', isNullable: true },
      { name: 'content', type: 'varchar', length: '1000' },
      { name: 'receivedDay', type: 'varchar', length: '10' },
      { name: 'hiddenReason', type: 'varchar', length: '200', isNullable: true },
      { name: 'revision', type: 'int' },
    ],
    indices: [{ name: 'supervision_opinion_branch', columnNames: ['branchId', 'receivedDay'] }],
    foreignKeys: [
      {
        columnNames: ['pledgeId'],
        referencedTableName: 'pledge',
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
    name: 'badge_inspection',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'branchId', type: 'varchar', length: '36' },
      { name: 'departmentId', type: 'varchar', length: '36' },
      { name: 'heldDay', type: 'varchar', length: '10' },
      { name: 'checked', type: 'int' },
      { name: 'notWearing', type: 'int' },
      { name: 'notWearingIds', type: 'text' },
      { name: 'note', type: 'varchar', length: '200' },
      { name: 'inspectorId', type: 'varchar', length: '36' },
      { name: 'enteredAt', type: 'bigint' },
      { name: 'followUp', type: 'varchar', length: '200', isNullable: true },
      { name: 'followUpDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'voidReason', type: 'varchar', length: '200', isNullable: true },
      { name: 'revision', type: 'int' },
    ],
    indices: [{ name: 'badge_inspection_branch', columnNames: ['branchId', 'heldDay'] }],
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
    name: 'wall_posting',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'campaignId', type: 'varchar', length: '36' },
      { name: 'departmentId', type: 'varchar', length: '36' },
      { name: 'postedDay', type: 'varchar', length: '10' },
      { name: 'place', type: 'varchar', length: '60' },
      { name: 'pictureId', type: 'varchar', length: '36' },
      { name: 'contentHash', type: 'varchar', length: '64' },
      { name: 'enteredById', type: 'varchar', length: '36' },
      { name: 'enteredAt', type: 'bigint' },
    ],
    indices: [{ name: 'wall_posting_department', columnNames: ['campaignId', 'departmentId', 'postedDay'] }],
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
      {
        columnNames: ['pictureId'],
        referencedTableName: 'stored_file',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'progress_day',
    columns: [
      { name: 'campaignId', type: 'varchar', length: '36', isPrimary: true },
      { name: 'branchId', type: 'varchar', length: '36', isPrimary: true },
      { name: 'day', type: 'varchar', length: '10', isPrimary: true },
      { name: 'counts', type: 'text' },
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
    ],
  },
  {
    name: 'document_batch',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'campaignId', type: 'varchar', length: '36' },
      { name: 'kind', type: 'varchar', length: '20' },
      { name: 'format', type: 'varchar', length: '5' },
      { name: 'branchId', type: 'varchar', length: '36' },
      { name: 'requestedById', type: 'varchar', length: '36' },
      { name: 'requestedAt', type: 'bigint' },
      { name: 'total', type: 'int' },
      { name: 'settings', type: 'text' },
    ],
    indices: [{ name: 'document_batch_person', columnNames: ['requestedById', 'requestedAt'] }],
    foreignKeys: [
      {
        columnNames: ['campaignId'],
        referencedTableName: 'campaign',
        referencedColumnNames: ['id'],
      },
    ],
  },
]

/** Columns that came to tables already there; each with the value old rows get. */
const added: [string, string, string][] = [
  ['pledge', 'publishedVersion', 'integer not null default 0'],
  ['pledge', 'packageId', 'varchar(36) null'],
  ['pledge', 'paperPhotoDay', 'varchar(10) null'],
  ['branch_package', 'postCount', 'integer not null default 0'],
  ['branch_package', 'areaCount', 'integer not null default 0'],
  ['branch_package', 'note', 'varchar(200) null'],
  ['stored_file', 'originalId', 'varchar(36) null'],
]

/** Every sheet that was ever published becomes version 1 of itself; the id of the sheet serves, so a second run adds none. */
const firstVersions = `insert into pledge_version
  (id, pledgeId, version, dutyText, studyPledge, dutyPledge, integrityPledge, photoId, photoConsent, limitMode, publishedAt)
  select p.id, p.id, 1, p.dutyText, p.studyPledge, p.dutyPledge, p.integrityPledge, p.photoId, p.photoConsent, p.limitMode, p.publishedAt
  from pledge p where p.publishedAt is not null and p.publishedVersion = 0`

/** What a package waiting for 党办 carries is now written on the sheets themselves. */
const waitingPackages = `update pledge set packageId = (
    select b.id from branch_package b
    join placement l on l.personId = pledge.personId and l.toDay is null
    left join party_group own on own.id = l.partyGroupId
    left join party_group g on g.departmentId = l.departmentId and g.toDay is null
    where b.campaignId = pledge.campaignId and b.state = 'SUBMITTED'
      and b.branchId = coalesce(own.branchId, g.branchId) limit 1)
  where state = 'SUBMITTED_TO_OFFICE' and packageId is null`

const packageIndex = { name: 'pledge_package', columnNames: ['packageId'] }

export class PledgeYear1789000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables)
    for (const [table, column, kind] of added) await addColumn(runner, table, column, kind)
    await addIndex(runner, 'pledge', packageIndex)
    await runner.query(firstVersions)
    await runner.query('update pledge set publishedVersion = 1 where publishedAt is not null and publishedVersion = 0')
    await runner.query(waitingPackages)
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'pledge', packageIndex)
    await dropTables(runner, tables)
    for (const [table, column] of [...added].reverse()) await dropColumn(runner, table, column)
  }
}
