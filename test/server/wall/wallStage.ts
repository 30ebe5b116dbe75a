import { randomUUID } from 'node:crypto'
import { PostArea } from '../../../entities'
import { departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { storeFile } from '../../../server/files/storedFiles'
import { type PledgeStage, redPhoto } from '../pledge/pledgeStage'

/** 财务部, where the member sits, and the other department of the branch. */
export const finance = departmentId('D04')
export const investment = departmentId('D05')

/** An accepted 岗区 of 财务部; its way there is postArea's matter. */
export async function putPost(stage: PledgeStage, changes: Partial<PostArea> = {}): Promise<PostArea> {
  const blank = {
    holderKey: null,
    replacesId: null,
    meetingDay: null,
    meetingPlace: null,
    dueCount: null,
    presentCount: null,
    votesFor: null,
    voteWay: null,
    meetingPictureId: null,
    leadId: null,
    leadRule: null,
    returnReason: null,
    packageId: null,
    plateDay: null,
    platePlace: null,
    platePictureId: null,
    removedDay: null,
    removedReason: null,
    coveredPeople: null,
    termToDay: null,
  }
  const post: PostArea = {
    ...blank,
    id: randomUUID(),
    campaignId: stage.campaign.campaignId,
    branchId: stage.branchId,
    departmentId: finance,
    kind: 'POST',
    state: 'ACCEPTED',
    attempt: 1,
    nomineeId: stage.member.personId,
    memberIds: [],
    title: '报销服务示范岗',
    goal: '报销3个工作日内办结率100%',
    content: '首问负责',
    grounds: '',
    scope: '',
    checking: '',
    headCount: 9,
    headCountDay: '2026-09-07',
    late: false,
    acceptedAt: 1_789_000_000_000,
    revision: 1,
    ...changes,
  }
  await stage.product.database.unitOfWork(null, 'job', (work) => work.insert(PostArea, post))
  return post
}

/** A picture this person has sent up. */
export async function putPicture(stage: PledgeStage, ownerId: string): Promise<string> {
  const content = await redPhoto()
  return stage.product.database.unitOfWork(null, 'job', (work) =>
    storeFile(work, { ownerId, purpose: 'PICTURE', mediaType: 'image/jpeg', width: 413, height: 579, content }),
  )
}
