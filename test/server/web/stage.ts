import { createHash, randomUUID } from 'node:crypto'
import {
  BranchPackage,
  Campaign,
  EvaluationCampaign,
  EvaluationRound,
  ImportBatch,
  LinkActivity,
  Pledge,
  RoleGrant,
  RoundAssignment,
  RoundSubject,
  StoredFile,
  StoredFilePart,
  Visit,
  VisitMember,
} from '../../../entities'
import type { Database, Work } from '../../../server/database/work'
import { sampleChat } from '../../../server/demo/sampleOrganisation'
import { defaultTemplate } from '../../../server/domain/evaluation/defaultTemplate'

/** One record of every kind that calls are about, so that a call gets as far as its permission. */
export interface Stage {
  campaignId: string
  photoId: string
  pledgeId: string
  packageId: string
  roundId: string
  subjectId: string
  visitId: string
  activityId: string
  targetId: string
  grantId: string
  batchId: string
  branchId: string
  departmentId: string
  personOf(persona: string): string
}

const { personas } = sampleChat()

export const personOf = (persona: string): string => {
  const found = personas.find((one) => one.key === persona)
  if (!found) throw new Error(`no persona ${persona}`)
  return found.personId
}

async function putCampaign(work: Work): Promise<string> {
  const id = randomUUID()
  await work.insert(Campaign, {
    id,
    year: 2026,
    title: '2026年“三亮”活动',
    basisNumber: '机关党办〔2026〕1号',
    basisTitle: '关于开展“三亮”活动的通知',
    basisDay: '2026-09-01',
    openedDay: '2026-09-01',
    dueDay: '2026-09-20',
    limitMode: 'TOTAL',
    state: 'OPEN',
    openedById: personOf('office'),
    revision: 1,
  })
  return id
}

async function putPhoto(work: Work, ownerId: string): Promise<string> {
  const id = randomUUID()
  const content = Buffer.from('a picture')
  const sha256 = createHash('sha256').update(content).digest('hex')
  const facts = {
    purpose: 'ID_PHOTO' as const,
    mediaType: 'image/jpeg',
    byteCount: content.length,
    width: 413,
    height: 579,
  }
  await work.insert(StoredFile, { id, ownerId, ...facts, sha256, createdAt: work.now })
  await work.insert(StoredFilePart, { fileId: id, part: 0, content })
  return id
}

async function putPledge(work: Work, campaignId: string, personId: string, photoId: string): Promise<string> {
  const id = randomUUID()
  await work.insert(Pledge, {
    id,
    campaignId,
    personId,
    state: 'SUBMITTED',
    dutyText: '负责会计核算',
    studyPledge: '每月学习一次',
    dutyPledge: '当日事当日毕',
    integrityPledge: '不收一分一厘',
    photoId,
    publishConsent: true,
    photoConsent: true,
    limitMode: 'TOTAL',
    dueDay: '2026-09-20',
    submittedAt: work.now,
    late: false,
    returnReason: null,
    publishedAt: null,
    revision: 1,
  })
  return id
}

async function putPackage(work: Work, campaignId: string, branchId: string): Promise<string> {
  const id = randomUUID()
  await work.insert(BranchPackage, {
    id,
    campaignId,
    branchId,
    number: 1,
    state: 'SUBMITTED',
    submittedAt: work.now,
    submittedById: personOf('financeSecretary'),
    late: false,
    pledgeCount: 1,
    missing: [],
    manifestHash: '0'.repeat(64),
    returnReason: null,
    decidedAt: null,
    revision: 1,
  })
  return id
}

/** A round of the branch in the middle of its vote; `voters` may rate its one subject. */
async function putRound(
  work: Work,
  branchId: string,
  voters: string[],
): Promise<{ roundId: string; subjectId: string }> {
  const [evaluationCampaignId, roundId, subjectId] = [randomUUID(), randomUUID(), randomUUID()]
  await work.insert(EvaluationCampaign, {
    id: evaluationCampaignId,
    half: '2026H1',
    title: '2026年上半年三评',
    basisNumber: '机关党办〔2026〕2号',
    templateVersion: defaultTemplate.version,
    template: defaultTemplate,
    openedDay: '2026-06-01',
    dueDay: '2026-12-31',
    state: 'RUNNING',
    openedById: personOf('office'),
    revision: 1,
  })
  await work.insert(EvaluationRound, {
    id: roundId,
    evaluationCampaignId,
    branchId,
    state: 'VOTING',
    secretaryId: personOf('financeSecretary'),
    scrutineerIds: [personOf('scrutineer')],
    widenings: [],
    frozenDay: '2026-09-01',
    votingFromDay: '2026-09-02',
    votingToDay: '2026-12-20',
    closedAt: null,
    checksum: null,
    statistics: null,
    committee: null,
    completedDay: null,
    reportedAt: null,
    returnReason: null,
    revision: 1,
  })
  const subject = {
    roundId,
    subjectKey: 'MEMBER:1',
    kind: 'MEMBER' as const,
    personId: personOf('member'),
    name: '林知夏',
  }
  const facts = { departmentName: '财务部', politicalStatus: '党员', graded: true, position: 0 }
  await work.insert(RoundSubject, { id: subjectId, ...subject, ...facts, vetoDocument: null, struckReason: null })
  const row = { roundId, subjectId, raterGroup: 'MASSES' as const, status: 'ISSUED' as const, votedDay: null }
  await work.insert(
    RoundAssignment,
    voters.map((voterId) => ({ ...row, voterId })),
  )
  return { roundId, subjectId }
}

async function putVisit(work: Work, authorId: string): Promise<string> {
  const id = randomUUID()
  await work.insert(Visit, {
    id,
    authorId,
    contactId: personOf('masses'),
    contactName: '苏雨晴',
    onRoster: true,
    way: 'FACE',
    purposes: ['LISTENING'],
    visitedDay: '2026-09-04',
    loggedAt: work.now,
    backfilled: false,
    content: '了解工作情况',
    problem: null,
    state: 'LOGGED',
    voidReason: null,
    revision: 1,
  })
  await work.insert(VisitMember, { visitId: id, memberId: authorId })
  return id
}

async function putBatch(work: Work): Promise<string> {
  const id = randomUUID()
  const summary = { added: 0, changed: 0, unchanged: 0 }
  const facts = { kind: 'ROSTER' as const, state: 'APPLIED' as const, fileName: '名册.xlsx', sha256: '0'.repeat(64) }
  const done = { appliedById: personOf('office'), appliedAt: work.now, undoneAt: null }
  await work.insert(ImportBatch, { id, ...facts, ...done, summary, revision: 1 })
  return id
}

/** Puts the records into the sample organisation, straight into the tables: no call is needed to prepare another. */
export async function setStage(database: Database): Promise<Stage> {
  return database.unitOfWork(null, 'job', async (work) => {
    const member = personOf('member')
    const held = await work.manager.findOneByOrFail(RoleGrant, {
      personId: personOf('financeSecretary'),
      role: 'BRANCH_SECRETARY',
    })
    const headed = await work.manager.findOneByOrFail(RoleGrant, {
      personId: personOf('digitalSecretary'),
      role: 'DEPARTMENT_HEAD',
    })
    const ended = await work.manager.findOneByOrFail(RoleGrant, { role: 'GENERAL_OFFICE' })
    const activity = await work.manager.findOneByOrFail(LinkActivity, { leaderId: personOf('financeSecretary') })
    const branchId = held.scopeId
    const campaignId = await putCampaign(work)
    const photoId = await putPhoto(work, member)
    return {
      campaignId,
      photoId,
      pledgeId: await putPledge(work, campaignId, member, photoId),
      packageId: await putPackage(work, campaignId, branchId),
      ...(await putRound(work, branchId, [personOf('masses'), personOf('scrutineer')])),
      visitId: await putVisit(work, member),
      activityId: activity.id,
      targetId: activity.targetId,
      grantId: ended.id,
      batchId: await putBatch(work),
      branchId,
      departmentId: headed.scopeId,
      personOf,
    }
  })
}
