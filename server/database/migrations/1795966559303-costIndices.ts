import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Counting a box reads the index alone, and a group's members are found without looking at everybody's places. The new index of
// the ballots comes first: MySQL lets the last one that serves a foreign key not go.
const changes: Change[] = [
  {
    change: 'add',
    part: 'index',
    of: 'ballot',
    index: { name: 'ballot_count', columnNames: ['roundId', 'subjectId', 'raterGroup', 'answers'] },
  },
  {
    change: 'drop',
    part: 'index',
    of: 'ballot',
    index: { name: 'ballot_subject', columnNames: ['roundId', 'subjectId', 'raterGroup'] },
  },
  { change: 'add', part: 'index', of: 'placement', index: { name: 'placement_group', columnNames: ['partyGroupId'] } },
]

export class CostIndices1795966559303 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
