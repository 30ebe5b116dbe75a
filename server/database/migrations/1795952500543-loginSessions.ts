import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Logins that have not been ended (entities/loginSession.ts). Cookies from before have no row: everybody logs in once more.
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'login_session',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'personId', type: 'varchar', length: '36' },
        { name: 'begunAt', type: 'bigint' },
        { name: 'attempt', type: 'varchar', length: '64', isNullable: true },
      ],
      indices: [
        { name: 'login_session_person', columnNames: ['personId'] },
        { name: 'login_session_begun', columnNames: ['begunAt'] },
        { name: 'login_session_attempt', columnNames: ['attempt'], isUnique: true },
      ],
    },
  },
]

export class LoginSessions1795952500543 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
