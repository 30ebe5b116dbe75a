import { randomUUID } from 'node:crypto'
import type { wallContract } from '../../../../server/contract/wall'
import { otherBranch, type Rows, today } from './row'

export const wallRows: Rows<typeof wallContract> = {
  'wall.list': { by: 'member' },
  'wall.posts': { by: 'member' },
  'wall.pledge': { by: 'member', input: ({ publishedId }) => ({ pledgeId: publishedId }) },
  'wall.poster': {
    by: 'member',
    input: ({ ownDepartmentId }) => ({ departmentId: ownDepartmentId, format: 'docx' }),
  },
  'wall.qrPlate': {
    by: 'member',
    input: ({ ownDepartmentId }) => ({ departmentId: ownDepartmentId, format: 'docx' }),
  },
  'posting.list': { by: 'financeSecretary', refused: otherBranch, input: ({ branchId }) => ({ branchId }) },
  'posting.record': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ ownDepartmentId, pictureId }) => ({
      postingId: randomUUID(),
      departmentId: ownDepartmentId,
      day: today,
      place: '财务部走廊',
      pictureId,
    }),
    ownId: true,
  },
}
