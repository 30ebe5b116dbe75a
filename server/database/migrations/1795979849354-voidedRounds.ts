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

const ofSubjects = ['stripped_envelope', 'ballot', 'subject_result', 'round_assignment']

/** Versions before know one round of a branch and half-year: the void ones go, the one that was held in their place stays. */
async function dropVoided(runner: QueryRunner): Promise<void> {
  const voided = "select id from evaluation_round where state = 'VOIDED'"
  const subjects = `select id from round_subject where roundId in (${voided})`
  // By the subject too: the database itself does not say that both are of one round.
  for (const table of ofSubjects)
    await runner.query(`delete from ${table} where roundId in (${voided}) or subjectId in (${subjects})`)
  await runner.query(`delete from round_subject where roundId in (${voided})`)
  await runner.query("delete from evaluation_round where state = 'VOIDED'")
}

export class VoidedRounds1795979849354 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  async down(runner: QueryRunner): Promise<void> {
    await dropVoided(runner)
    await undoChanges(runner, changes)
  }
}
