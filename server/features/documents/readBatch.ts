import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Campaign, DocumentBatch, PartyOrganisation } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Database, Work } from '../../database/work'
import type { FormFormat } from '../../files/forms/formData'
import { openFormThread } from '../../files/formThread'
import { followZip, type GrowingZip, growZip } from '../../files/streamedZip'
import { holdsAnywhere } from '../../policy/actor'
import { recordNotFound, refusal } from '../../refusals'
import type { FileAnswer, FileFacts } from '../call'
import { type BatchPlan, batchEntries, holdingHash, holdingOf, summaryOf } from './batchEntries'
import { type BatchKind, batchKindNames } from './batchKinds'
import type { DocumentSettings } from './formHead'

const documentBusy = refusal(429, 'document.busy', '正在制作的批量下载太多，请等前面的完成后再试。')
const documentRangeWrong = refusal(416, 'document.rangeWrong', '下载的位置不对，请从头下载。')

const keptMilliseconds = 24 * 3_600_000

/** A zip of the house takes a processor for minutes and a gigabyte of the disk: so many are made at once … */
const mostOfOnePerson = 2
const mostAtOnce = 6
/** … and so many finished ones of a person are kept. */
const mostKept = 5

async function ownBatch(work: Work, batchId: string): Promise<DocumentBatch> {
  const batch = await work.manager.findOneBy(DocumentBatch, { id: batchId })
  if (!batch) throw recordNotFound({ what: '下载' })
  work.must('downloadBatch', { branchId: batch.branchId || null })
  if (batch.requestedById !== work.who.personId && !holdsAnywhere(work.who, ['HQ_OFFICE']))
    throw recordNotFound({ what: '下载' })
  return batch
}

async function fileNameOf(work: Work, batch: DocumentBatch): Promise<string> {
  const branch = batch.branchId ? await work.manager.findOneBy(PartyOrganisation, { id: batch.branchId }) : null
  return `${branch?.name ?? '全公司'}-${batchKindNames[batch.kind as BatchKind]}.zip`
}

interface Running {
  zip: GrowingZip
  etag: string
  /** Who asked for it here. */
  personId: string
}

export interface BatchSettings extends DocumentSettings {
  dataFolder: string
}

/**
 * Makes the zips of bulk downloads on this machine's disk and hands them out while they grow. Another instance makes the
 * same bytes from the same batch, so a download broken off there goes on here; when a record changed in between, the ETag
 * differs and the browser begins anew.
 */
export function batchDownloads(database: Database, settings: BatchSettings) {
  const folder = join(settings.dataFolder, 'batches')
  const running = new Map<string, Running>()
  const beingMade = new Set<Running>()

  const refuseCrowd = (personId: string) => {
    const own = [...beingMade].filter((each) => each.personId === personId)
    if (own.length >= mostOfOnePerson || beingMade.size >= mostAtOnce) throw documentBusy()
  }

  /** In the order in which they were begun. */
  const removeSurplus = (personId: string) => {
    const own = [...running].filter(([, each]) => each.personId === personId && each.zip.finished)
    for (const [id, { zip }] of own.slice(0, Math.max(0, own.length - mostKept))) {
      rmSync(zip.path, { force: true })
      running.delete(id)
    }
  }

  const removeOld = () => {
    mkdirSync(folder, { recursive: true })
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      if (Date.now() - statSync(path).mtimeMs > keptMilliseconds) rmSync(path, { force: true })
    }
    for (const [id, { zip }] of running) {
      if (zip.failed || Date.now() - (statSync(zip.path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > keptMilliseconds)
        running.delete(id)
    }
  }

  async function make(work: Work, batch: DocumentBatch): Promise<Running> {
    const campaign = await work.manager.findOneByOrFail(Campaign, { id: batch.campaignId })
    const plan: BatchPlan = {
      kind: batch.kind as BatchKind,
      format: batch.format as FormFormat,
      branchId: batch.branchId || undefined,
      generatedAt: batch.settings.generatedAt ?? '',
    }
    const holding = await holdingOf(work, campaign, plan)
    const summary = await summaryOf(work, campaign, plan)
    const etag = `"${holdingHash(holding, summary).slice(0, 32)}"`
    const known = running.get(batch.id)
    if (known?.etag === etag && !known.zip.failed) return known
    const { personId } = work.who
    refuseCrowd(personId)
    removeOld()
    removeSurplus(personId)
    const path = join(folder, `${batch.id}-${etag.slice(1, 9)}.zip`)
    const thread = openFormThread()
    const entries = batchEntries({ database, campaign, plan, settings, write: thread.write }, holding, summary)
    const made: Running = { zip: growZip(path, entries, new Date(batch.requestedAt)), etag, personId }
    running.delete(batch.id)
    running.set(batch.id, made)
    beingMade.add(made)
    const end = () => {
      thread.end()
      beingMade.delete(made)
    }
    void made.zip.whole.then(end, end)
    return made
  }

  async function download(work: Work, batchId: string, asked: FileFacts): Promise<FileAnswer<Readable>> {
    const batch = await ownBatch(work, batchId)
    const { zip, etag } = await make(work, batch)
    const head = {
      mediaType: 'application/zip',
      fileName: await fileNameOf(work, batch),
      headers: { ETag: etag, 'Accept-Ranges': 'bytes' },
    }
    const from = Number(/^bytes=(\d+)-$/.exec(asked.range)?.[1] ?? 0)
    if (!from || (asked.ifRange && asked.ifRange !== etag)) {
      const length = zip.finished ? { 'Content-Length': String(zip.bytes) } : {}
      return { ...head, headers: { ...head.headers, ...length }, content: followZip(zip, 0) }
    }
    // The end must be known to say how much is left; what is missing is made first.
    await zip.whole
    if (from >= zip.bytes) throw documentRangeWrong()
    const left = {
      'Content-Range': `bytes ${from}-${zip.bytes - 1}/${zip.bytes}`,
      'Content-Length': `${zip.bytes - from}`,
    }
    return { ...head, status: 206, headers: { ...head.headers, ...left }, content: followZip(zip, from) }
  }

  return {
    'document.batch': async (work: Work, { batchId }: Checked<'document.batch'>): Promise<Output<'document.batch'>> => {
      const batch = await ownBatch(work, batchId)
      const zip = running.get(batchId)?.zip
      return {
        batchId,
        total: batch.total,
        done: zip?.done ?? 0,
        bytes: zip?.bytes ?? 0,
        finished: zip?.finished ?? false,
        fileName: await fileNameOf(work, batch),
      }
    },
    'document.download': (work: Work, { batchId }: Checked<'document.download'>, asked: FileFacts) =>
      download(work, batchId, asked),
  }
}
