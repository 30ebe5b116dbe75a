import type { MigrationInterface, QueryRunner, TableOptions } from 'typeorm'
import { createTables, dropTables } from './tables'

// 工作牌 and what they cost (R28–R32).
const tables: TableOptions[] = [
  {
    name: 'sign_order',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'campaignId', type: 'varchar', length: '36' },
      { name: 'number', type: 'int' },
      { name: 'supplementsId', type: 'varchar', length: '36', isNullable: true },
      { name: 'reason', type: 'varchar', length: '200' },
      { name: 'title', type: 'varchar', length: '120' },
      { name: 'state', type: 'varchar', length: '24' },
      { name: 'placedById', type: 'varchar', length: '36' },
      { name: 'placedAt', type: 'bigint' },
      { name: 'agencyName', type: 'varchar', length: '60' },
      { name: 'proofVersion', type: 'int' },
      { name: 'proofAt', type: 'bigint', isNullable: true },
      { name: 'amountFen', type: 'int' },
      { name: 'quoteFileId', type: 'varchar', length: '36', isNullable: true },
      { name: 'minutesNumber', type: 'varchar', length: '60', isNullable: true },
      { name: 'minutesFileId', type: 'varchar', length: '36', isNullable: true },
      { name: 'voucherNumber', type: 'varchar', length: '60', isNullable: true },
      { name: 'paidDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'returnReason', type: 'varchar', length: '200', isNullable: true },
      { name: 'revision', type: 'int' },
    ],
    indices: [{ name: 'sign_order_number', columnNames: ['campaignId', 'number'], isUnique: true }],
    foreignKeys: [
      {
        columnNames: ['campaignId'],
        referencedTableName: 'campaign',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['supplementsId'],
        referencedTableName: 'sign_order',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['quoteFileId'],
        referencedTableName: 'stored_file',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['minutesFileId'],
        referencedTableName: 'stored_file',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'sign_order_item',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'orderId', type: 'varchar', length: '36' },
      { name: 'kind', type: 'varchar', length: '12' },
      { name: 'quantity', type: 'int' },
      { name: 'unitPriceFen', type: 'int' },
    ],
    indices: [{ name: 'sign_order_item_kind', columnNames: ['orderId', 'kind'], isUnique: true }],
    foreignKeys: [
      {
        columnNames: ['orderId'],
        referencedTableName: 'sign_order',
        referencedColumnNames: ['id'],
      },
    ],
    checks: [{ name: 'sign_order_item_counts', expression: '"quantity" >= 0 and "unitPriceFen" >= 0' }],
  },
  {
    name: 'sign_order_line',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'orderId', type: 'varchar', length: '36' },
      { name: 'kind', type: 'varchar', length: '12' },
      { name: 'recordId', type: 'varchar', length: '36' },
      { name: 'branchId', type: 'varchar', length: '36' },
      { name: 'departmentId', type: 'varchar', length: '36', isNullable: true },
      { name: 'name', type: 'varchar', length: '60' },
      { name: 'texts', type: 'text' },
      { name: 'photoId', type: 'varchar', length: '36', isNullable: true },
    ],
    indices: [
      { name: 'sign_order_line_department', columnNames: ['orderId', 'departmentId'] },
      { name: 'sign_order_line_record', columnNames: ['orderId', 'kind', 'recordId'], isUnique: true },
    ],
    foreignKeys: [
      {
        columnNames: ['orderId'],
        referencedTableName: 'sign_order',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['branchId'],
        referencedTableName: 'party_organisation',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['departmentId'],
        referencedTableName: 'department',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'sign_order_export',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'orderId', type: 'varchar', length: '36' },
      { name: 'at', type: 'bigint' },
      { name: 'byId', type: 'varchar', length: '36' },
      { name: 'recipient', type: 'varchar', length: '60' },
      { name: 'signedForBy', type: 'varchar', length: '40' },
      { name: 'purpose', type: 'varchar', length: '120' },
      { name: 'untilDay', type: 'varchar', length: '10' },
      { name: 'fields', type: 'text' },
      { name: 'lineCount', type: 'int' },
      { name: 'sha256', type: 'varchar', length: '64' },
      { name: 'deletedDay', type: 'varchar', length: '10', isNullable: true },
      { name: 'deletionConfirmedById', type: 'varchar', length: '36', isNullable: true },
    ],
    indices: [{ name: 'sign_order_export_order', columnNames: ['orderId', 'at'] }],
    foreignKeys: [
      {
        columnNames: ['orderId'],
        referencedTableName: 'sign_order',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'sign_order_proof',
    columns: [
      { name: 'orderId', type: 'varchar', length: '36', isPrimary: true },
      { name: 'departmentId', type: 'varchar', length: '36', isPrimary: true },
      { name: 'version', type: 'int', isPrimary: true },
      { name: 'answer', type: 'varchar', length: '10' },
      { name: 'problem', type: 'varchar', length: '300' },
      { name: 'byId', type: 'varchar', length: '36' },
      { name: 'at', type: 'bigint' },
    ],
    foreignKeys: [
      {
        columnNames: ['orderId'],
        referencedTableName: 'sign_order',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['departmentId'],
        referencedTableName: 'department',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'sign_order_delivery',
    columns: [
      { name: 'orderId', type: 'varchar', length: '36', isPrimary: true },
      { name: 'branchId', type: 'varchar', length: '36', isPrimary: true },
      { name: 'quantity', type: 'int' },
      { name: 'signedDay', type: 'varchar', length: '10' },
      { name: 'signedById', type: 'varchar', length: '36' },
      { name: 'note', type: 'varchar', length: '200' },
    ],
    foreignKeys: [
      {
        columnNames: ['orderId'],
        referencedTableName: 'sign_order',
        referencedColumnNames: ['id'],
      },
      {
        columnNames: ['branchId'],
        referencedTableName: 'party_organisation',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'sign_order_step',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'orderId', type: 'varchar', length: '36' },
      { name: 'event', type: 'varchar', length: '24' },
      { name: 'state', type: 'varchar', length: '24' },
      { name: 'actorId', type: 'varchar', length: '36', isNullable: true },
      { name: 'actedAs', type: 'varchar', length: '24' },
      { name: 'amountFen', type: 'int' },
      { name: 'reason', type: 'varchar', length: '200' },
      { name: 'at', type: 'bigint' },
    ],
    indices: [{ name: 'sign_order_step_order', columnNames: ['orderId', 'at'] }],
    foreignKeys: [
      {
        columnNames: ['orderId'],
        referencedTableName: 'sign_order',
        referencedColumnNames: ['id'],
      },
    ],
  },
]

export class SignOrders1789000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables)
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, tables)
  }
}
