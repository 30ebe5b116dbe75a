import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Inner envelopes of a round between both steps of its opening, where its two 监票人 hold the locks.
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'stripped_envelope',
      withoutRowid: true,
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'roundId', type: 'varchar', length: '36' },
        { name: 'subjectId', type: 'varchar', length: '36' },
        { name: 'raterGroup', type: 'varchar', length: '10' },
        { name: 'inner', type: 'varchar', length: '132' },
      ],
      indices: [{ name: 'stripped_envelope_round', columnNames: ['roundId'] }],
      foreignKeys: [
        {
          name: 'FK_stripped_envelope_roundId',
          columnNames: ['roundId'],
          referencedTableName: 'evaluation_round',
          referencedColumnNames: ['id'],
        },
        {
          name: 'FK_stripped_envelope_subjectId',
          columnNames: ['subjectId'],
          referencedTableName: 'round_subject',
          referencedColumnNames: ['id'],
        },
      ],
    },
  },
]

export class StrippedEnvelopes1795977800017 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
