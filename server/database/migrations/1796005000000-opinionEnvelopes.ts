import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Unsigned opinions until they go into the book together (rules §4.6.12).
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'opinion_envelope',
      withoutRowid: true,
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'receivedDay', type: 'varchar', length: '10' },
        { name: 'envelope', type: 'text', isNullable: true },
      ],
      indices: [{ name: 'opinion_envelope_day', columnNames: ['receivedDay'] }],
    },
  },
]

export class OpinionEnvelopes1796005000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await applyChanges(runner, changes)
    // Those in the book already came one by one: rewritten together they have one transaction, and say what they said.
    for (const step of ['+ 1', '- 1'])
      await runner.query(`update supervision_opinion set revision = revision ${step} where personId is null`)
  }
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
