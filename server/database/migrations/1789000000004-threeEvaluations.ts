import type { MigrationInterface, QueryRunner, TableOptions } from 'typeorm'
import { createTables, dropTables } from './tables'

// 三评: half-yearly rounds, the voter roll, anonymous ballots and results.
const tables: TableOptions[] = [
  {
    name: 'evaluation_campaign',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'half', type: 'varchar', length: '6' },
      { name: 'title', type: 'varchar', length: '120' },
      { name: 'basisNumber', type: 'varchar', length: '60' },
      { name: 'templateVersion', type: 'varchar', length: '30' },
      { name: 'template', type: 'text' },
      { name: 'openedDay', type: 'varchar', length: '10' },
      { name: 'dueDay', type: 'varchar', length: '10' },
      { name: 'state', type: 'varchar', length: '20' },
      { name: 'openedById', type: 'varchar', length: '36' },
      { name: 'revision', type: 'int' },
    ],
    indices: [{ name: 'evaluation_campaign_half', columnNames: ['half'], isUnique: true }],
  },
  {
    name: 'evaluation_round',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'evaluationCampaignId', type: 'varchar', length: '36' },
      { name: 'branchId', type: 'varchar', length: '36' },
      { name: 'state', type: 'varchar', length: '20' },
      { name: 'secretaryId', type: 'varchar', length: '36', isNullable: true },
      { name: 'scrutineerIds', type: 'text' },
      { name: 'widenings', type: 'text' },
      { name: 'frozenDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'votingFromDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'votingToDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'closedAt', type: 'bigint', isNullable: true },
      { name: 'checksum', type: 'varchar', length: '64', isNullable: true },
      { name: 'statistics', type: 'text', isNullable: true },
      { name: 'committee', type: 'text', isNullable: true },
      { name: 'completedDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'reportedAt', type: 'bigint', isNullable: true },
      { name: 'returnReason', type: 'varchar', length: '200', isNullable: true },
      { name: 'revision', type: 'int' },
    ],
    indices: [{ name: 'evaluation_round_once', columnNames: ['evaluationCampaignId', 'branchId'], isUnique: true }],
    foreignKeys: [
      {
        columnNames: ['evaluationCampaignId'],
        referencedTableName: 'evaluation_campaign',
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
    name: 'round_subject',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'roundId', type: 'varchar', length: '36' },
      { name: 'subjectKey', type: 'varchar', length: '60' },
      { name: 'kind', type: 'varchar', length: '12' },
      { name: 'personId', type: 'varchar', length: '36', isNullable: true },
      { name: 'name', type: 'varchar', length: '60' },
      { name: 'departmentName', type: 'varchar', length: '60' },
      { name: 'politicalStatus', type: 'varchar', length: '20' },
      { name: 'graded', type: 'boolean' },
      { name: 'position', type: 'int' },
      { name: 'vetoDocument', type: 'varchar', length: '80', isNullable: true },
      { name: 'struckReason', type: 'varchar', length: '120', isNullable: true },
    ],
    indices: [{ name: 'round_subject_key', columnNames: ['roundId', 'subjectKey'], isUnique: true }],
    foreignKeys: [
      {
        columnNames: ['roundId'],
        referencedTableName: 'evaluation_round',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'ballot',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'roundId', type: 'varchar', length: '36' },
      { name: 'subjectId', type: 'varchar', length: '36' },
      { name: 'raterGroup', type: 'varchar', length: '10' },
      { name: 'answers', type: 'varchar', length: '60' },
      { name: 'source', type: 'varchar', length: '6' },
    ],
    indices: [{ name: 'ballot_subject', columnNames: ['roundId', 'subjectId', 'raterGroup'] }],
    foreignKeys: [
      {
        columnNames: ['roundId'],
        referencedTableName: 'evaluation_round',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['subjectId'],
        referencedTableName: 'round_subject',
        referencedColumnNames: ['id'],
      },
    ],
    withoutRowid: true,
  },
  {
    name: 'round_assignment',
    columns: [
      { name: 'roundId', type: 'varchar', length: '36', isPrimary: true },
      { name: 'voterId', type: 'varchar', length: '36', isPrimary: true },
      { name: 'subjectId', type: 'varchar', length: '36', isPrimary: true },
      { name: 'raterGroup', type: 'varchar', length: '10', isPrimary: true },
      { name: 'status', type: 'varchar', length: '8' },
      { name: 'votedDay', type: 'varchar', length: '10', isNullable: true },
    ],
    indices: [
      { name: 'round_assignment_subject', columnNames: ['subjectId', 'raterGroup'] },
      { name: 'round_assignment_voter', columnNames: ['voterId', 'status'] },
    ],
    foreignKeys: [
      {
        columnNames: ['roundId'],
        referencedTableName: 'evaluation_round',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['voterId'],
        referencedTableName: 'person',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['subjectId'],
        referencedTableName: 'round_subject',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'subject_result',
    columns: [
      { name: 'subjectId', type: 'varchar', length: '36', isPrimary: true },
      { name: 'roundId', type: 'varchar', length: '36' },
      { name: 'groups', type: 'text' },
      { name: 'totalHundredths', type: 'int', isNullable: true },
      { name: 'suggestedGrade', type: 'varchar', length: '20', isNullable: true },
      { name: 'flags', type: 'text' },
      { name: 'confirmedGrade', type: 'varchar', length: '20', isNullable: true },
      { name: 'confirmReason', type: 'varchar', length: '200', isNullable: true },
      { name: 'confirmedById', type: 'varchar', length: '36', isNullable: true },
    ],
    indices: [{ name: 'subject_result_round', columnNames: ['roundId'] }],
    foreignKeys: [
      {
        columnNames: ['subjectId'],
        referencedTableName: 'round_subject',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['roundId'],
        referencedTableName: 'evaluation_round',
        referencedColumnNames: ['id'],
      },
    ],
  },
]

export class ThreeEvaluations1789000000004 implements MigrationInterface {
  up = (runner: QueryRunner) => createTables(runner, tables)
  down = (runner: QueryRunner) => dropTables(runner, tables)
}
