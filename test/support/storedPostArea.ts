import { randomUUID } from 'node:crypto'
import type { PostArea } from '../../entities'

/** A 岗 or 区 as it lies in the table, at any point of its way. */
export const storedPostArea = (
  facts: Partial<PostArea> & Pick<PostArea, 'campaignId' | 'departmentId' | 'branchId'>,
) => ({
  ...{ id: randomUUID(), kind: 'POST' as const, state: 'COLLECTED', attempt: 1, nomineeId: null, memberIds: [] },
  ...{ holderKey: null, replacesId: null, meetingDay: null, meetingPlace: null, dueCount: null, presentCount: null },
  ...{ votesFor: null, voteWay: null, meetingPictureId: null, leadId: null, leadRule: null, title: '报销审核岗' },
  ...{ goal: '报销当日办结率98%', content: '当日审核', grounds: '认真', scope: '', coveredPeople: null, checking: '' },
  ...{ termToDay: null, headCount: 11, headCountDay: '2026-09-07', late: false, returnReason: null, packageId: null },
  ...{
    acceptedAt: null,
    plateDay: null,
    platePlace: null,
    platePictureId: null,
    removedDay: null,
    removedReason: null,
  },
  ...{ revision: 1, ...facts },
})
