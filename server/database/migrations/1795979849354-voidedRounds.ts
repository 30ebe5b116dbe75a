import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// A round that was declared void is followed by another of the same branch and half-year.
const changes: Change[] = [
  { change: 'add', part: 'column', of: 'evaluation_round', column: { name: 'attempt', type: 'integer', default: '1' } },
  {
    change: 'add',
    part: 'column',
    of: 'evaluation_round',
    column: { name: 'voiding', type: 'text', isNullable: true },
  },
  // Before the old one goes: a foreign key needs one of them.
  {
    change: 'add',
    part: 'index',
    of: 'evaluation_round',
    index: {
      name: 'evaluation_round_attempt',
      columnNames: ['evaluationCampaignId', 'branchId', 'attempt'],
      isUnique: true,
    },
  },
  {
    change: 'drop',
    part: 'index',
    of: 'evaluation_round',
    index: { name: 'evaluation_round_once', columnNames: ['evaluationCampaignId', 'branchId'], isUnique: true },
  },
]

export class VoidedRounds1795979849354 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
