import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// The 依据文件 itself, as it was attached to a campaign, by version; the campaign knows which one is read.
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'campaign_basis',
      columns: [
        { name: 'campaignId', type: 'varchar', length: '36', isPrimary: true },
        { name: 'version', type: 'integer', isPrimary: true },
        { name: 'fileId', type: 'varchar', length: '36' },
        { name: 'attachedById', type: 'varchar', length: '36' },
        { name: 'attachedAt', type: 'bigint' },
      ],
      indices: [{ name: 'campaign_basis_file', columnNames: ['fileId'] }],
      foreignKeys: [
        {
          name: 'FK_campaign_basis_campaignId',
          columnNames: ['campaignId'],
          referencedTableName: 'campaign',
          referencedColumnNames: ['id'],
        },
        {
          name: 'FK_campaign_basis_fileId',
          columnNames: ['fileId'],
          referencedTableName: 'stored_file',
          referencedColumnNames: ['id'],
        },
      ],
    },
  },
  {
    change: 'add',
    part: 'column',
    of: 'campaign',
    column: { name: 'basisVersion', type: 'integer', isNullable: true },
  },
]

export class CampaignBasis1796056826000 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
