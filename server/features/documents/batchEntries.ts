import { createHash } from 'node:crypto'
import { In } from 'typeorm'
import { type Campaign, Department, PartyOrganisation, Pledge, PostArea } from '../../../entities'
import type { Database, Work } from '../../database/work'
import { fileNamePart, photoFileNames } from '../../domain/photo/photoFileNames'
import { unfilledStates } from '../../domain/workflows/postArea'
import type { FormFormat } from '../../files/forms/formData'
import type { FormThread } from '../../files/formThread'
import { readFile } from '../../files/storedFiles'
import type { ZipEntry } from '../../files/streamedZip'
import { inBranchOrder } from '../organisation'
import type { BatchKind } from './batchKinds'
import { writePostAreaSummary } from './drawSummary'
import type { DocumentSettings } from './formHead'
import { deskPlateData, handedInSheets, pledgeSheetData, type SheetRow } from './pledgeForms'
import { areaData, nominationData } from './postAreaForms'

export interface BatchPlan {
  kind: BatchKind
  format: FormFormat
  branchId: string | undefined
  generatedAt: string
}

/** What the batch holds: light facts, no texts. */
interface Holding {
  sheets: SheetRow[]
  records: { id: string; revision: number; kind: string; title: string; branchName: string; departmentName: string }[]
}

/** Filled and on: a form without words is no form. */
const filledRecords = (work: Work, campaignId: string, branchId?: string): Promise<Holding['records']> => {
  const query = work.manager
    .createQueryBuilder(PostArea, 'record')
    .innerJoin(Department, 'department', 'department.id = record.departmentId')
    .innerJoin(PartyOrganisation, 'branch', 'branch.id = record.branchId')
    .select('record.id', 'id')
    .addSelect('record.revision', 'revision')
    .addSelect('record.kind', 'kind')
    .addSelect('record.title', 'title')
    .addSelect('branch.name', 'branchName')
    .addSelect('department.name', 'departmentName')
    .where('record.campaignId = :campaignId and record.state not in (:...unfilledStates)', {
      campaignId,
      unfilledStates,
    })
  if (branchId) query.andWhere('record.branchId = :branchId', { branchId })
  return inBranchOrder(query)
    .addOrderBy('department.code')
    .addOrderBy('record.kind', 'DESC')
    .addOrderBy('record.id')
    .getRawMany()
}

export async function holdingOf(work: Work, campaign: Campaign, { kind, branchId }: BatchPlan): Promise<Holding> {
  const withSheets = kind !== 'postAreas'
  const withRecords = kind === 'postAreas' || kind === 'package'
  const sheets = withSheets ? await handedInSheets(work, campaign.id, branchId) : []
  return {
    sheets: kind === 'photos' ? sheets.filter((sheet) => sheet.photoId) : sheets,
    records: withRecords ? await filledRecords(work, campaign.id, branchId) : [],
  }
}

/** The table that goes with a whole package; null for any other batch. */
export const summaryOf = (work: Work, campaign: Campaign, { kind, branchId }: BatchPlan): Promise<Buffer | null> =>
  kind === 'package' ? writePostAreaSummary(work, campaign, branchId) : Promise.resolve(null)

/** Changes when a record, a name, a place or the table that the batch would print has changed: the ETag of the download. */
export const holdingHash = ({ sheets, records }: Holding, summary: Buffer | null): string =>
  createHash('sha256')
    .update([...sheets, ...records].map((row) => JSON.stringify(row)).join('\n'))
    .update(summary ?? '')
    .digest('hex')

/** How many files the zip will hold. */
export const fileCount = ({ sheets, records }: Holding, kind: BatchKind): number =>
  kind === 'package'
    ? sheets.length + sheets.filter((sheet) => sheet.photoId).length + records.length + 1
    : sheets.length + records.length

interface Source {
  database: Database
  campaign: Campaign
  plan: BatchPlan
  settings: DocumentSettings
  /** Makes the forms. */
  write: FormThread['write']
}

const chunk = 20
const read = <Result>(database: Database, body: (work: Work) => Promise<Result>) => database.read(null, 'job', body)

/** The rows of a chunk are read together, just before the first of them is written. */
function inChunks<Row, Loaded>(rows: readonly Row[], load: (rows: Row[]) => Promise<Map<Row, Loaded>>) {
  let loaded: { from: number; rows: Promise<Map<Row, Loaded>> } | null = null
  return async (at: number): Promise<Loaded | undefined> => {
    const from = at - (at % chunk)
    if (loaded?.from !== from) loaded = { from, rows: load(rows.slice(from, from + chunk)) }
    return (await loaded.rows).get(rows[at] as Row)
  }
}

function sheetEntries(
  { database, campaign, plan, settings, write }: Source,
  sheets: SheetRow[],
  folder: string,
): ZipEntry[] {
  const names = photoFileNames(sheets.map(ownerOf))
  const pledgeOf = inChunks(sheets, (rows) =>
    read(database, async (work) => {
      const found = await work.manager.findBy(Pledge, { id: In(rows.map((row) => row.pledgeId)) })
      const byId = new Map(found.map((pledge) => [pledge.id, pledge]))
      return new Map(rows.flatMap((row) => (byId.has(row.pledgeId) ? [[row, byId.get(row.pledgeId) as Pledge]] : [])))
    }),
  )
  const form = plan.kind === 'deskPlates' ? 'deskPlate' : 'pledge'
  return sheets.map((row, at) => ({
    name: `${folder}${stemOf(names, row)}.${plan.format}`,
    content: async () => {
      const pledge = await pledgeOf(at)
      if (!pledge) throw new Error('a sheet of the batch is gone')
      const { generatedAt } = plan
      const sheet = await read(database, (work) =>
        pledgeSheetData({ work, campaign, settings, generatedAt }, pledge, row),
      )
      return form === 'deskPlate'
        ? write('deskPlate', deskPlateData(sheet, pledge, row), plan.format, settings)
        : write('pledge', sheet, plan.format, settings)
    },
  }))
}

const ownerOf = (row: SheetRow) => ({
  personId: row.personId,
  staffNumber: row.staffNumber,
  name: row.name,
  branchName: row.branchName ?? '',
  departmentName: row.departmentName ?? '',
})
const stemOf = (names: Map<string, string>, row: SheetRow): string =>
  (names.get(row.personId) ?? `${row.personId}.jpg`).replace(/\.jpg$/, '')

function photoEntries({ database }: Source, sheets: SheetRow[], folder: string): ZipEntry[] {
  const names = photoFileNames(sheets.map(ownerOf))
  return sheets
    .filter((row) => row.photoId)
    .map((row) => ({
      name: `${folder}${stemOf(names, row)}.jpg`,
      content: () => read(database, (work) => readFile(work, row.photoId ?? '')),
    }))
}

function recordEntries(
  { database, campaign, plan, settings, write }: Source,
  { records }: Holding,
  folder: string,
): ZipEntry[] {
  const used = new Set<string>()
  return records.map((record) => {
    const title = record.kind === 'POST' ? '推荐表' : '确定表'
    const stem = [record.branchName, record.departmentName, title, record.title].map(fileNamePart).join('-')
    let name = stem
    // Windows and macOS take capitals and small letters for the same.
    for (let number = 2; used.has(name.toLowerCase()); number += 1) name = `${stem}-${number}`
    used.add(name.toLowerCase())
    return {
      name: `${folder}${name}.${plan.format}`,
      content: async () => {
        const data = await read(database, async (work) => {
          const found = await work.manager.findOneByOrFail(PostArea, { id: record.id })
          return found.kind === 'POST'
            ? ({
                form: 'nomination',
                data: await nominationData(work, campaign, found, settings, plan.generatedAt),
              } as const)
            : ({ form: 'area', data: await areaData(work, campaign, found, settings, plan.generatedAt) } as const)
        })
        return data.form === 'nomination'
          ? write('nomination', data.data, plan.format, settings)
          : write('area', data.data, plan.format, settings)
      },
    }
  })
}

/** The files of the batch in a fixed order; each is made when the zip comes to it (R14, R26). */
export function batchEntries(source: Source, holding: Holding, summary: Buffer | null): ZipEntry[] {
  const { kind } = source.plan
  if (kind === 'photos') return photoEntries(source, holding.sheets, '')
  if (kind === 'postAreas') return recordEntries(source, holding, '')
  if (!summary) return sheetEntries(source, holding.sheets, '')
  return [
    { name: '岗区设置汇总表.xlsx', content: () => Promise.resolve(summary) },
    ...recordEntries(source, holding, '岗区表/'),
    ...sheetEntries(source, holding.sheets, '公开承诺书/'),
    ...photoEntries(source, holding.sheets, '登记照片/'),
  ]
}
