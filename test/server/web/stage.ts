import { randomUUID } from 'node:crypto'
import {
  BranchPackage,
  Campaign,
  CampaignBasis,
  EmergencyCare,
  EvaluationCampaign,
  EvaluationRound,
  ImportBatch,
  Liaison,
  LinkActivity,
  RoleGrant,
  RoundAssignment,
  RoundSubject,
  SafePrint,
  Table2Reading,
  Visit,
  VisitMember,
} from '../../../entities'
import type { Database, Work } from '../../../server/database/work'
import { departmentId as departmentOf } from '../../../server/demo/sampleOrganisationPeople'
import { defaultTemplate } from '../../../server/domain/evaluation/defaultTemplate'
import { putFiles, type StagedFiles } from './staged/files'
import { personOf } from './staged/people'
import { putPledges, type StagedPledges } from './staged/pledges'
import { putExemption, putInspections, putPostAreas, type StagedBadges, type StagedPostAreas } from './staged/postAreas'
import { putBatch, putOrders, type StagedOrders } from './staged/signOrders'

export { personOf } from './staged/people'

/** One record of every kind that calls are about, so that a call gets as far as its permission. */
export interface Stage extends StagedFiles, StagedPledges, StagedBadges, StagedOrders {
  campaignId: string
  packageId: string
  roundId: string
  subjectId: string
  visitId: string
  /** About 林知夏, raised by the 支委 who looks after her. */
  careId: string
  liaisonId: string
  liaisonToEnd: string
  readingId: string
  /** 备份码 of lock 1 that is not in its safe yet. */
  printId: string
  activityId: string
  targetId: string
  grantId: string
  batchId: string
  documentBatchId: string
  exemptionId: string
  postAreas: StagedPostAreas
  branchId: string
  /** 信息中心, of another branch. */
  departmentId: string
  /** 财务部, of the branch, led by its secretary. */
  ownDepartmentId: string
  /** 投资发展部, of the branch, with nothing begun. */
  freshDepartmentId: string
  personOf(persona: string): string
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
    rules: null,
    basisVersion: 1,
    state: 'OPEN',
    openedById: personOf('office'),
    revision: 1,
  })
  return id
}

/** Two of the branch look after a third. */
async function putContacts(work: Work): Promise<{ liaisonId: string; liaisonToEnd: string }> {
  const [liaisonId, liaisonToEnd] = [randomUUID(), randomUUID()]
  const facts = { contactId: personOf('member'), category: 'OTHER', aidKind: 'MANY_TO_ONE' } as const
  const since = { fromDay: '2026-03-02', toDay: null, revision: 1 }
  await work.insert(Liaison, [
    { id: liaisonId, memberId: personOf('financeSecretary'), ...facts, ...since },
    { id: liaisonToEnd, memberId: personOf('scrutineer'), ...facts, ...since },
  ])
  return { liaisonId, liaisonToEnd }
}

async function putCare(work: Work, branchId: string): Promise<string> {
  const id = randomUUID()
  const contactId = personOf('member')
  await work.insert(EmergencyCare, {
    id,
    contactId,
    branchId,
    category: 'OTHER',
    openFor: contactId,
    state: 'RAISED',
    raisedById: personOf('scrutineer'),
    raisedAt: work.now,
    reachedById: null,
    reachedAt: null,
    reachedWay: null,
    logDueDay: null,
    visitId: null,
    endedAt: null,
    revision: 1,
  })
  return id
}

/** 表2 of the branch, taken along a moment ago. */
async function putReading(work: Work, branchId: string): Promise<string> {
  const id = randomUUID()
  const readerId = personOf('financeSecretary')
  await work.insert(Table2Reading, { id, branchId, half: '2026H2', rendering: 'INTERNAL', readerId, at: work.now })
  return id
}

async function putPrint(work: Work): Promise<string> {
  const id = randomUUID()
  await work.insert(SafePrint, {
    id,
    half: '2026H2',
    place: 1,
    attempt: 1,
    publicKey: 'A'.repeat(88),
    mark: '0'.repeat(64),
    madeById: personOf('hqCommittee'),
    madeDay: '2026-09-01',
    keptById: null,
    keptDay: null,
    usedDay: null,
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
    postCount: 0,
    areaCount: 0,
    note: null,
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
    locks: null,
    box: null,
    attempt: 1,
    voiding: null,
    countKept: false,
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
  const row = {
    roundId,
    subjectId,
    raterGroup: 'MASSES' as const,
    status: 'ISSUED' as const,
    votedDay: null,
    castMark: null,
    sheetRevision: 0,
    envelope: null,
    envelopeMark: null,
    closed: false,
  }
  await work.insert(
    RoundAssignment,
    voters.map((voterId) => ({ ...row, voterId })),
  )
  return { roundId, subjectId }
}

async function putVisit(work: Work, authorId: string, branchId: string): Promise<string> {
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
    repeated: false,
    copied: false,
    branchId,
    withVisitId: null,
    place: null,
    topic: null,
    outcome: null,
    content: '了解工作情况',
    problem: null,
    state: 'LOGGED' as const,
    answeredAt: null,
    correction: null,
    voidReason: null,
    revision: 1,
  })
  await work.insert(VisitMember, { visitId: id, memberId: authorId })
  return id
}

async function putImport(work: Work): Promise<string> {
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
    const ownDepartmentId = departmentOf('D04')
    const place = { campaignId, branchId, departmentId: ownDepartmentId }
    const files = await putFiles(work)
    const attached = { attachedById: personOf('office'), attachedAt: work.now }
    await work.insert(CampaignBasis, { campaignId, version: 1, fileId: files.documentId, ...attached })
    const pledges = await putPledges(work, campaignId, branchId, files.photoId)
    return {
      campaignId,
      ...files,
      ...pledges,
      ...(await putInspections(work, place)),
      ...(await putOrders(work, place, pledges.publishedId)),
      postAreas: await putPostAreas(work, place, files.pictureId),
      exemptionId: await putExemption(work, place),
      documentBatchId: await putBatch(work, campaignId),
      readingId: await putReading(work, branchId),
      printId: await putPrint(work),
      packageId: await putPackage(work, campaignId, branchId),
      ...(await putRound(work, branchId, [personOf('masses'), personOf('scrutineer')])),
      careId: await putCare(work, branchId),
      visitId: await putVisit(work, personOf('member'), branchId),
      ...(await putContacts(work)),
      activityId: activity.id,
      targetId: activity.targetId,
      grantId: ended.id,
      batchId: await putImport(work),
      branchId,
      departmentId: headed.scopeId,
      ownDepartmentId,
      freshDepartmentId: departmentOf('D05'),
      personOf,
    }
  })
}
