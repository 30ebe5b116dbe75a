import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// What hangs on the wall, and paper put up, is asked for by person and department, of whatever year it is.
const changes: Change[] = [
  {
    change: 'add',
    part: 'index',
    of: 'pledge',
    index: { name: 'pledge_person', columnNames: ['personId', 'publishedVersion', 'publishConsent', 'state'] },
  },
  {
    change: 'add',
    part: 'index',
    of: 'post_area',
    index: { name: 'post_area_place', columnNames: ['departmentId', 'state'] },
  },
  {
    change: 'add',
    part: 'index',
    of: 'wall_posting',
    index: { name: 'wall_posting_last', columnNames: ['departmentId', 'postedDay'] },
  },
]

/** Until now a new campaign took last year's sheets off the wall by itself; those that this year's replaced do not come back. */
async function archiveReplaced(runner: QueryRunner): Promise<void> {
  const later = `select 1 from pledge later join campaign newer on newer.id = later.campaignId
    where later.personId = pledge.personId and later.publishedVersion > 0 and newer.year > campaign.year`
  const replaced: { id: string }[] = await runner.query(
    `select pledge.id as id from pledge join campaign on campaign.id = pledge.campaignId
      where pledge.publishedVersion > 0 and pledge.state not in ('SUBMITTED_TO_OFFICE', 'ARCHIVED') and exists (${later})`,
  )
  for (const { id } of replaced)
    await runner.query("update pledge set state = 'ARCHIVED', revision = revision + 1 where id = ?", [id])
}

export class HangingThroughYears1796017488248 implements MigrationInterface {
  up = async (runner: QueryRunner) => {
    await applyChanges(runner, changes)
    await archiveReplaced(runner)
  }
  // A sheet of an earlier year hung nowhere in that version either.
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
