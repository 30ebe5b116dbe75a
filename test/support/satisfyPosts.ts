import { randomUUID } from 'node:crypto'
import { PostExemption } from '../../entities'
import type { Database } from '../../server/database/work'
import { postAreaKinds } from '../../server/domain/postArea/kinds'
import { requireCampaign } from '../../server/features/campaign/records'
import { desks } from '../../server/features/organisation/desks'

/**
 * Excuses every department of the branch from 岗 and 区 in the campaign in force, behind the verbs' back: for tests of what
 * else a branch hands in (R05 「原则上」). Needs an open campaign; once a branch.
 */
export const satisfyPosts = (database: Database, branchId: string): Promise<void> =>
  database.unitOfWork(null, 'job', async (work) => {
    const { id: campaignId } = await requireCampaign(work)
    for (const { departmentId } of await desks(work, { branchIds: [branchId] }))
      for (const kind of postAreaKinds)
        await work.insert(PostExemption, {
          id: randomUUID(),
          campaignId,
          departmentId,
          kind,
          state: 'GRANTED',
          reason: '测试场景不设岗区',
          askedById: randomUUID(),
          askedAt: work.now,
          decidedById: randomUUID(),
          decidedAt: work.now,
          decisionReason: null,
          revision: 1,
        })
  })
