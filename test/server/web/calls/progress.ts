import type { progressContract } from '../../../../server/contract/progress'
import { type Rows, secretary } from './row'

/** Reads totals of the house and no names. */
const groupCommittee = 'groupLeader'

export const progressRows: Rows<typeof progressContract> = {
  // A branch reads its own figures, not those of the house.
  'progress.board': { by: 'office', refused: secretary },
  'progress.list': {
    by: 'office',
    refused: groupCommittee,
    input: () => ({ measure: 'pledges', standing: 'missing' }),
  },
  'progress.trend': { by: 'office', refused: secretary },
  'progress.sheet': { by: 'office', refused: groupCommittee },
}
