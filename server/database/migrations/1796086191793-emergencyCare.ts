import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// 突发情况 of somebody and who was there when, without a word about illness or circumstances (entities/emergencyCare.ts).
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'emergency_care',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'contactId', type: 'varchar', length: '36' },
        { name: 'branchId', type: 'varchar', length: '36' },
        { name: 'category', type: 'varchar', length: '12' },
        { name: 'openFor', type: 'varchar', length: '36', isNullable: true },
        { name: 'state', type: 'varchar', length: '16' },
        { name: 'raisedById', type: 'varchar', length: '36' },
        { name: 'raisedAt', type: 'bigint' },
        { name: 'reachedById', type: 'varchar', length: '36', isNullable: true },
        { name: 'reachedAt', type: 'bigint', isNullable: true },
        { name: 'reachedWay', type: 'varchar', length: '10', isNullable: true },
        { name: 'logDueDay', type: 'varchar', length: '10', isNullable: true },
        { name: 'visitId', type: 'varchar', length: '36', isNullable: true },
        { name: 'endedAt', type: 'bigint', isNullable: true },
        { name: 'revision', type: 'integer' },
      ],
      indices: [
        { name: 'emergency_care_visit', columnNames: ['visitId'] },
        { name: 'emergency_care_state', columnNames: ['state'] },
        { name: 'emergency_care_branch', columnNames: ['branchId', 'raisedAt'] },
        { name: 'emergency_care_contact', columnNames: ['contactId'] },
        { name: 'emergency_care_open', columnNames: ['openFor'], isUnique: true },
      ],
      foreignKeys: [
        {
          name: 'FK_emergency_care_contactId',
          columnNames: ['contactId'],
          referencedTableName: 'person',
          referencedColumnNames: ['id'],
        },
        {
          name: 'FK_emergency_care_branchId',
          columnNames: ['branchId'],
          referencedTableName: 'party_organisation',
          referencedColumnNames: ['id'],
        },
      ],
    },
  },
]

export class EmergencyCare1796086191793 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
