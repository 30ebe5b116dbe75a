import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Posts that stand empty while something waits for them, as 党办 and the administrator are told (entities/vacancy.ts).
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'vacancy',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'workflow', type: 'varchar', length: '20' },
        { name: 'recordId', type: 'varchar', length: '80' },
        { name: 'role', type: 'varchar', length: '30' },
        { name: 'scopeId', type: 'varchar', length: '36' },
        { name: 'another', type: 'boolean' },
        { name: 'sinceDay', type: 'varchar', length: '10' },
        { name: 'title', type: 'varchar', length: '80' },
        { name: 'about', type: 'varchar', length: '200' },
        { name: 'path', type: 'varchar', length: '200' },
      ],
      indices: [{ name: 'vacancy_once', columnNames: ['workflow', 'recordId', 'role'], isUnique: true }],
    },
  },
]

export class Vacancies1795907339294 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
