import type { MigrationInterface, QueryRunner, TableOptions } from 'typeorm'
import { createTables, dropTables } from './tables'

// What keeps work safe: audit, outbox, inbox, job runs, request keys.
const tables: TableOptions[] = [
  {
    name: 'audit_entry',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'at', type: 'bigint' },
      { name: 'actorId', type: 'varchar', length: '36', isNullable: true },
      { name: 'actorRole', type: 'varchar', length: '30' },
      { name: 'client', type: 'varchar', length: '8' },
      { name: 'action', type: 'varchar', length: '60' },
      { name: 'subjectKind', type: 'varchar', length: '30' },
      { name: 'subjectId', type: 'varchar', length: '36' },
      { name: 'change', type: 'text', isNullable: true },
      { name: 'reason', type: 'varchar', length: '200', isNullable: true },
    ],
    indices: [
      { name: 'audit_entry_actor', columnNames: ['actorId', 'at'] },
      { name: 'audit_entry_subject', columnNames: ['subjectKind', 'subjectId', 'at'] },
    ],
  },
  {
    name: 'inbox_event',
    columns: [
      { name: 'id', type: 'varchar', length: '120', isPrimary: true },
      { name: 'receivedAt', type: 'bigint' },
      { name: 'kind', type: 'varchar', length: '30' },
      { name: 'answer', type: 'text', isNullable: true },
    ],
    indices: [{ name: 'inbox_event_received', columnNames: ['receivedAt'] }],
  },
  {
    name: 'job_run',
    columns: [
      { name: 'job', type: 'varchar', length: '30', isPrimary: true },
      { name: 'slot', type: 'varchar', length: '16', isPrimary: true },
      { name: 'owner', type: 'varchar', length: '36' },
      { name: 'leaseUntil', type: 'bigint' },
      { name: 'finishedAt', type: 'bigint', isNullable: true },
      { name: 'outcome', type: 'varchar', length: '200', isNullable: true },
    ],
  },
  {
    name: 'outbox_message',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'dedupeKey', type: 'varchar', length: '120' },
      { name: 'personId', type: 'varchar', length: '36' },
      { name: 'kind', type: 'varchar', length: '30' },
      { name: 'card', type: 'text' },
      { name: 'state', type: 'varchar', length: '10' },
      { name: 'attempts', type: 'int' },
      { name: 'nextAt', type: 'bigint' },
      { name: 'expiresAt', type: 'bigint', isNullable: true },
      { name: 'leaseOwner', type: 'varchar', length: '36', isNullable: true },
      { name: 'platform', type: 'varchar', length: '10', isNullable: true },
      { name: 'messageId', type: 'varchar', length: '128', isNullable: true },
      { name: 'messageRef', type: 'text', isNullable: true },
      { name: 'sentAt', type: 'bigint', isNullable: true },
      { name: 'doneState', type: 'varchar', length: '10' },
      { name: 'doneCard', type: 'text', isNullable: true },
      { name: 'failReason', type: 'varchar', length: '120', isNullable: true },
    ],
    indices: [
      { name: 'outbox_message_platform_id', columnNames: ['messageId'] },
      { name: 'outbox_message_done', columnNames: ['doneState', 'nextAt'] },
      { name: 'outbox_message_due', columnNames: ['state', 'nextAt'] },
      { name: 'outbox_message_once', columnNames: ['dedupeKey'], isUnique: true },
    ],
    foreignKeys: [
      {
        columnNames: ['personId'],
        referencedTableName: 'person',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'outbox_subject',
    columns: [
      { name: 'messageId', type: 'varchar', length: '36', isPrimary: true },
      { name: 'subjectKey', type: 'varchar', length: '80', isPrimary: true },
      { name: 'finished', type: 'boolean' },
    ],
    indices: [{ name: 'outbox_subject_key', columnNames: ['subjectKey'] }],
    foreignKeys: [
      {
        columnNames: ['messageId'],
        referencedTableName: 'outbox_message',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'request_key',
    columns: [
      { name: 'key', type: 'varchar', length: '64', isPrimary: true },
      { name: 'personId', type: 'varchar', length: '36' },
      { name: 'route', type: 'varchar', length: '60' },
      { name: 'answer', type: 'text' },
      { name: 'at', type: 'bigint' },
    ],
    indices: [{ name: 'request_key_at', columnNames: ['at'] }],
  },
]

export class Machinery1789000000005 implements MigrationInterface {
  up = (runner: QueryRunner) => createTables(runner, tables)
  down = (runner: QueryRunner) => dropTables(runner, tables)
}
