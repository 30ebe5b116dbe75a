import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// The forms of a branch (措施备案 and others) as records: one table for all of them (entities/filing.ts).
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'filing',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'form', type: 'varchar', length: '20' },
        { name: 'branchId', type: 'varchar', length: '36' },
        { name: 'subjectKey', type: 'varchar', length: '36' },
        { name: 'subject', type: 'varchar', length: '120' },
        { name: 'version', type: 'integer' },
        { name: 'supersedesId', type: 'varchar', length: '36', isNullable: true },
        { name: 'state', type: 'varchar', length: '24' },
        { name: 'content', type: 'text' },
        { name: 'dueDay', type: 'varchar', length: '10', isNullable: true },
        { name: 'filedById', type: 'varchar', length: '36', isNullable: true },
        { name: 'filedAt', type: 'bigint', isNullable: true },
        { name: 'late', type: 'boolean' },
        { name: 'number', type: 'varchar', length: '40', isNullable: true },
        { name: 'numberYear', type: 'integer', isNullable: true },
        { name: 'numberSerial', type: 'integer', isNullable: true },
        { name: 'returnReason', type: 'varchar', length: '200', isNullable: true },
        { name: 'revision', type: 'integer' },
      ],
      indices: [
        { name: 'filing_state', columnNames: ['form', 'state'] },
        { name: 'filing_number', columnNames: ['form', 'numberYear', 'numberSerial'], isUnique: true },
        { name: 'filing_once', columnNames: ['branchId', 'form', 'subjectKey', 'version'], isUnique: true },
      ],
      foreignKeys: [
        {
          name: 'FK_filing_branchId',
          columnNames: ['branchId'],
          referencedTableName: 'party_organisation',
          referencedColumnNames: ['id'],
        },
      ],
    },
  },
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'filing_file',
      columns: [
        { name: 'filingId', type: 'varchar', length: '36', isPrimary: true },
        { name: 'fileId', type: 'varchar', length: '36', isPrimary: true },
      ],
      indices: [{ name: 'filing_file_of', columnNames: ['fileId'] }],
      foreignKeys: [
        {
          name: 'FK_filing_file_filingId',
          columnNames: ['filingId'],
          referencedTableName: 'filing',
          referencedColumnNames: ['id'],
        },
        {
          name: 'FK_filing_file_fileId',
          columnNames: ['fileId'],
          referencedTableName: 'stored_file',
          referencedColumnNames: ['id'],
        },
      ],
    },
  },
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'filing_step',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'filingId', type: 'varchar', length: '36' },
        { name: 'event', type: 'varchar', length: '30' },
        { name: 'state', type: 'varchar', length: '24' },
        { name: 'actorId', type: 'varchar', length: '36', isNullable: true },
        { name: 'actedAs', type: 'varchar', length: '24' },
        { name: 'comment', type: 'varchar', length: '200' },
        { name: 'content', type: 'text', isNullable: true },
        { name: 'at', type: 'bigint' },
      ],
      indices: [{ name: 'filing_step_of', columnNames: ['filingId', 'at'] }],
      foreignKeys: [
        {
          name: 'FK_filing_step_filingId',
          columnNames: ['filingId'],
          referencedTableName: 'filing',
          referencedColumnNames: ['id'],
        },
      ],
    },
  },
]

export class Filings1795904898532 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
