import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// A row of the outbox is looked at when it is due and by that alone (nextAt, never where nothing is left to do); what keeps
// it back stands in it; whose fate nobody knows is not sent a second time after the platform's memory. One instance at a time
// carries messages and runs jobs (seat), and how a platform goes is known to all of them (platform_state).
const changes: Change[] = [
  {
    change: 'add',
    part: 'column',
    of: 'outbox_message',
    column: { name: 'createdAt', type: 'bigint', default: 0 },
  },
  {
    change: 'add',
    part: 'column',
    of: 'outbox_message',
    column: { name: 'unsureSince', type: 'bigint', isNullable: true },
  },
  {
    change: 'add',
    part: 'column',
    of: 'outbox_message',
    column: { name: 'waitsOn', type: 'varchar', length: '10', isNullable: true },
  },
  {
    change: 'drop',
    part: 'index',
    of: 'outbox_message',
    index: { name: 'outbox_message_done', columnNames: ['doneState', 'nextAt'] },
  },
  {
    change: 'drop',
    part: 'index',
    of: 'outbox_message',
    index: { name: 'outbox_message_due', columnNames: ['state', 'nextAt'] },
  },
  {
    change: 'add',
    part: 'index',
    of: 'outbox_message',
    index: { name: 'outbox_message_created', columnNames: ['createdAt'] },
  },
  {
    change: 'add',
    part: 'index',
    of: 'outbox_message',
    index: { name: 'outbox_message_state', columnNames: ['state', 'createdAt'] },
  },
  {
    change: 'add',
    part: 'index',
    of: 'outbox_message',
    index: { name: 'outbox_message_waits', columnNames: ['waitsOn'] },
  },
  {
    change: 'add',
    part: 'index',
    of: 'outbox_message',
    index: { name: 'outbox_message_next', columnNames: ['nextAt'] },
  },
  {
    change: 'add',
    part: 'column',
    of: 'platform_account',
    column: { name: 'unreachableAt', type: 'bigint', isNullable: true },
  },
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'platform_state',
      columns: [
        { name: 'platform', type: 'varchar', length: '10', isPrimary: true },
        { name: 'openAt', type: 'bigint' },
        { name: 'trouble', type: 'varchar', length: '10', isNullable: true },
        { name: 'words', type: 'varchar', length: '200', isNullable: true },
        { name: 'since', type: 'bigint', isNullable: true },
        { name: 'toldAt', type: 'bigint', isNullable: true },
      ],
    },
  },
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'seat',
      columns: [
        { name: 'name', type: 'varchar', length: '20', isPrimary: true },
        { name: 'holder', type: 'varchar', length: '36' },
        { name: 'beat', type: 'integer' },
      ],
    },
  },
]

/** Given up, let go, or sent and no end of its card is wanted: entities/outboxMessage.ts never. */
const nothingLeft = "(state in ('CANCELLED', 'FAILED') or (state = 'SENT' and doneState in ('NONE', 'DONE', 'FAILED')))"

export class Delivery1795965602000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await applyChanges(runner, changes)
    // When it was put there was not kept: the nearest that is known.
    await runner.query('update outbox_message set createdAt = coalesce(sentAt, nextAt) where createdAt = 0')
    // Nothing waits without an end: a month, as for a card of today.
    await runner.query(
      "update outbox_message set expiresAt = nextAt + 2592000000 where expiresAt is null and state in ('PENDING', 'LEASED')",
    )
    await runner.query(`update outbox_message set nextAt = 8640000000000000 where ${nothingLeft}`)
    await runner.query(
      "update outbox_message set state = 'EXPIRED' where state = 'CANCELLED' and failReason = 'expired'",
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("update outbox_message set state = 'CANCELLED', failReason = 'expired' where state = 'EXPIRED'")
    await runner.query("update outbox_message set state = 'FAILED' where state = 'UNKNOWN'")
    await undoChanges(runner, changes)
  }
}
