import type { rosterContract } from '../../../../server/contract/roster'
import { leader, type Rows } from './row'

export const rosterRows: Rows<typeof rosterContract> = {
  'roster.template': { by: 'office', refused: leader },
  'roster.export': { by: 'office', refused: leader },
  'roster.check': { by: 'office', refused: leader, stopsAt: 'roster.notXlsx' },
  'roster.apply': { by: 'office', refused: leader, stopsAt: 'roster.changedSinceCheck' },
  'roster.mapHeading': {
    by: 'office',
    refused: leader,
    input: () => ({ heading: '考勤卡号', rosterColumn: 'leaveOut' }),
  },
  'roster.imports': { by: 'office', refused: leader },
  'roster.undo': { by: 'office', refused: leader, input: ({ batchId }) => ({ batchId }) },
}
