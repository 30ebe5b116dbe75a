import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Two 三联系 activities of one place and day, sent at the same instant, were both taken: the database lets one of them count.
const changes: Change[] = [
  { change: 'add', part: 'column', of: 'link_activity', column: { name: 'counts', type: 'boolean', isNullable: true } },
  {
    change: 'add',
    part: 'index',
    of: 'link_activity',
    index: { name: 'link_activity_day', columnNames: ['leaderId', 'targetId', 'heldDay', 'counts'], isUnique: true },
  },
]

/** Of those of one place and day that were both taken the first one counts; the others stay as they are. */
async function countFirsts(runner: QueryRunner): Promise<void> {
  const earlier = `select 1 from link_activity earlier where earlier.leaderId = activity.leaderId
    and earlier.targetId = activity.targetId and earlier.heldDay = activity.heldDay and earlier.voidReason is null
    and (earlier.loggedAt < activity.loggedAt or (earlier.loggedAt = activity.loggedAt and earlier.id < activity.id))`
  const firsts: { id: string }[] = await runner.query(
    `select activity.id as id from link_activity activity where activity.voidReason is null and not exists (${earlier})`,
  )
  for (const { id } of firsts) await runner.query('update link_activity set counts = 1 where id = ?', [id])
}

export class OneActivityADay1796042993379 implements MigrationInterface {
  up = async (runner: QueryRunner) => {
    await applyChanges(runner, changes)
    await countFirsts(runner)
  }
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
