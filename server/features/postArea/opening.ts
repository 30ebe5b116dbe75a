import { BranchOpening } from '../../../entities'
import type { Work } from '../../database/work'

/** Whether the 书记 has opened the 岗区 work of the branch (R03); the verb stands in features/opening. */
export const findOpening = (work: Work, campaignId: string, branchId: string): Promise<BranchOpening | null> =>
  work.manager.findOneBy(BranchOpening, { campaignId, branchId })
