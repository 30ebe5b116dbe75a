import { randomUUID } from 'node:crypto'
import { Fulfilment, Pledge, PledgeVersion, PostReference, SupervisionOpinion } from '../../../../entities'
import type { Work } from '../../../../server/database/work'
import { personOf } from './people'

const texts = {
  dutyText: '负责会计核算',
  studyPledge: '每月学习一次',
  dutyPledge: '当日事当日毕',
  integrityPledge: '不收一分一厘',
}

const sheet = (work: Work, campaignId: string, owner: string, facts: Partial<Pledge> = {}): Pledge => ({
  id: randomUUID(),
  campaignId,
  personId: personOf(owner),
  state: 'SUBMITTED',
  ...texts,
  photoId: null,
  publishConsent: true,
  photoConsent: true,
  limitMode: 'TOTAL',
  dueDay: '2026-09-20',
  submittedAt: work.now,
  late: false,
  returnReason: null,
  publishedAt: null,
  publishedVersion: 0,
  packageId: null,
  paperPhotoDay: null,
  revision: 1,
  ...facts,
})

const versionOf = ({ id: pledgeId }: Pledge, publishedAt: number): PledgeVersion => ({
  id: randomUUID(),
  pledgeId,
  version: 1,
  ...texts,
  photoId: null,
  photoConsent: true,
  limitMode: 'TOTAL',
  publishedAt,
})

export interface StagedPledges {
  /** The member's, handed in. */
  pledgeId: string
  /** 财务部长's, on the wall. */
  publishedId: string
  /** Handed in by two others: one to be returned, one whose paper photo comes. */
  handedInId: string
  paperId: string
  fulfilmentId: string
  opinionId: string
  referenceId: string
}

/** Sheets in the states that calls ask for; the one of memberSecond is being written anew. */
export async function putPledges(
  work: Work,
  campaignId: string,
  branchId: string,
  photoId: string,
): Promise<StagedPledges> {
  const hanging = { publishedAt: work.now, publishedVersion: 1 }
  const own = sheet(work, campaignId, 'member', { photoId })
  const published = sheet(work, campaignId, 'financeSecretary', { state: 'PUBLISHED', ...hanging })
  const amended = sheet(work, campaignId, 'memberSecond', { state: 'AMENDED', ...hanging })
  const handedIn = sheet(work, campaignId, 'investHead')
  const paper = sheet(work, campaignId, 'rareNameOne')
  await work.insert(Pledge, [own, published, amended, handedIn, paper])
  await work.insert(PledgeVersion, [versionOf(published, work.now), versionOf(amended, work.now)])
  const [fulfilmentId, opinionId, referenceId] = [randomUUID(), randomUUID(), randomUUID()]
  const done = { item: 'DUTY' as const, doneDay: work.today, content: '月结当日完成', pictureId: null }
  await work.insert(Fulfilment, {
    id: fulfilmentId,
    pledgeId: published.id,
    ...done,
    enteredAt: work.now,
    voidReason: null,
  })
  await work.insert(SupervisionOpinion, {
    id: opinionId,
    pledgeId: published.id,
    branchId,
    personId: null,
    content: '报销要等很久',
    receivedDay: work.today,
    hiddenReason: null,
    revision: 1,
  })
  await work.insert(PostReference, {
    id: referenceId,
    departmentId: '',
    positionTitle: '会计',
    content: '负责会计核算',
    updatedById: personOf('office'),
    updatedAt: work.now,
    revision: 1,
  })
  const ids = { pledgeId: own.id, publishedId: published.id, handedInId: handedIn.id, paperId: paper.id }
  return { ...ids, fulfilmentId, opinionId, referenceId }
}
