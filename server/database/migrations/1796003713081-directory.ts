import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// How a platform's directory is read, and what the last reading found of people on the roster.
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'directory_finding',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'platform', type: 'varchar', length: '10' },
        { name: 'kind', type: 'varchar', length: '20' },
        { name: 'personId', type: 'varchar', length: '36' },
        { name: 'userId', type: 'varchar', length: '64' },
        { name: 'staffNumber', type: 'varchar', length: '64' },
        { name: 'name', type: 'varchar', length: '80' },
        { name: 'departmentName', type: 'varchar', length: '120' },
      ],
      indices: [
        { name: 'directory_finding_person', columnNames: ['personId'] },
        { name: 'directory_finding_kind', columnNames: ['platform', 'kind'] },
      ],
    },
  },
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'directory_reading',
      columns: [
        { name: 'platform', type: 'varchar', length: '10', isPrimary: true },
        { name: 'askedAt', type: 'bigint', isNullable: true },
        { name: 'dry', type: 'boolean' },
        { name: 'nightly', type: 'boolean' },
        { name: 'finishedAt', type: 'bigint', isNullable: true },
        { name: 'finishedDry', type: 'boolean' },
        { name: 'failure', type: 'varchar', length: '200', isNullable: true },
        { name: 'outcome', type: 'text', isNullable: true },
      ],
    },
  },
]

export class Directory1796003713081 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
