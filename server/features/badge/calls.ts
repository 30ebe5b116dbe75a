import type { badgeContract } from '../../contract/badge'
import type { Calls } from '../call'
import { readBadgeMembers, readBranchBadges, readMyBadges } from './readInspections'
import { followUpInspection, recordInspection, voidInspection } from './recordInspection'

export const badgeCalls = {
  'badge.branch': { asks: ['readBadges'], run: readBranchBadges },
  'badge.members': { asks: ['inspectBadges'], run: readBadgeMembers },
  'badge.record': { asks: ['inspectBadges'], run: recordInspection },
  'badge.followUp': { asks: ['followUpBadges'], run: followUpInspection },
  'badge.void': { asks: ['inspectBadges'], run: voidInspection },
  'badge.mine': { asks: 'person', run: readMyBadges },
} satisfies Calls<typeof badgeContract>
