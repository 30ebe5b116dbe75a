import { DocumentBatch } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { recordChanged, refusal } from '../../refusals'
import { requireAnyCampaign } from '../campaign'
import { requireSameEntry } from '../requireSameEntry'
import { fileCount, holdingOf } from './batchEntries'
import { batchKindNames } from './batchKinds'
import { printedTime } from './formHead'

const documentNothing = refusal(422, 'document.nothing', '还没有可以下载的{what}。')

/** 党办 may download the house; the hands of a branch their branch. */
export async function startBatch(
  work: Work,
  { batchId, kind, branchId, format }: Checked<'document.startBatch'>,
): Promise<Output<'document.startBatch'>> {
  work.must('downloadBatch', { branchId: branchId ?? null })
  const known = await work.one(DocumentBatch, { id: batchId })
  if (known) {
    const same = known.requestedById === work.who.personId && known.kind === kind && known.branchId === (branchId ?? '')
    if (!same) throw recordChanged()
    requireSameEntry(known, { format })
    return { batchId, total: known.total }
  }
  const campaign = await requireAnyCampaign(work)
  const plan = { kind, format, branchId, generatedAt: printedTime(work.now) }
  const holding = await holdingOf(work, campaign, plan)
  const total = fileCount(holding, kind)
  if (!holding.sheets.length && !holding.records.length) throw documentNothing({ what: batchKindNames[kind] })
  await work.insert(DocumentBatch, {
    id: batchId,
    campaignId: campaign.id,
    kind,
    format,
    branchId: branchId ?? '',
    requestedById: work.who.personId,
    requestedAt: work.now,
    total,
    settings: { generatedAt: plan.generatedAt },
  })
  const change = { kind, format, total }
  await work.audit({ action: 'document.startBatch', subjectKind: 'documentBatch', subjectId: batchId, change })
  return { batchId, total }
}
