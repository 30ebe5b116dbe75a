import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// What no API tells of a console is tried by somebody; what he saw is kept for the doctor.
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'setting_trial',
      columns: [
        { name: 'platform', type: 'varchar', length: '10', isPrimary: true },
        { name: 'settingKey', type: 'varchar', length: '40', isPrimary: true },
        { name: 'works', type: 'boolean' },
        { name: 'seen', type: 'varchar', length: '200', isNullable: true },
        { name: 'triedById', type: 'varchar', length: '36' },
        { name: 'triedAt', type: 'bigint' },
      ],
    },
  },
]

export class SettingTrials1796019461448 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
