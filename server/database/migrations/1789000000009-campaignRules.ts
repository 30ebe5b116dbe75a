import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumn, dropColumn } from './tables'

/** What 党办 sets where the notice is silent; a campaign from before has the defaults. */
export class CampaignRules1789000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'campaign', 'rules', 'text null')
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, 'campaign', 'rules')
  }
}
