import { randomUUID } from 'node:crypto'
import type { ObjectLiteral } from 'typeorm'
import {
  CampaignBasis,
  Filing,
  FilingFile,
  Fulfilment,
  Pledge,
  PledgeVersion,
  PostArea,
  SignOrder,
  SignOrderLine,
  StoredFile,
  VisitPicture,
  WallPosting,
} from '../../../entities'
import type { CallName, Input } from '../../../server/contract'
import type { Work } from '../../../server/database/work'
import { sampleChat } from '../../../server/demo/sampleOrganisation'
import { fileReferences } from '../../../server/features/attachments/purgeUnusedFiles'
import { fileReaders } from '../../../server/features/files'
import { filingIdOf } from '../../../server/features/filing/records'
import { storeFile } from '../../../server/files/storedFiles'
import { describeByTurn } from '../../support/perDatabase'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { personOf, type Stage, setStage } from '../web/stage'
import { smallJpeg, smallPdf } from '../web/staged/files'

type Column = readonly [entity: new () => ObjectLiteral, column: string]
const named = ([entity, column]: Column): string => `${entity.name}.${column}`

/** Read by rules of their own: photos of people (uploadPhoto.test.ts), the 依据文件 (campaignBasis.test.ts). */
const byOwnRule = (
  [
    [Pledge, 'photoId'],
    [PledgeVersion, 'photoId'],
    [StoredFile, 'originalId'],
    [SignOrderLine, 'photoId'],
    [CampaignBasis, 'fileId'],
  ] as const
).map(named)

/** A call whose answer names the file to whoever reads the record. */
type Reading = { [Name in CallName]: readonly [name: Name, input: Input<Name>] }[CallName]

interface Case {
  owner: Column
  what: string
  purpose: 'PICTURE' | 'DOCUMENT'
  /** Has a record name the file; answers with what names it to its readers. */
  put(work: Work, stage: Stage, fileId: string): Promise<Reading[]>
}

const ofPost = (
  column: 'meetingPictureId' | 'platePictureId',
  step: keyof Stage['postAreas'],
  onWall: boolean,
): Case => ({
  owner: [PostArea, column],
  what: `${column} of ${step}`,
  purpose: 'PICTURE',
  put: async (work, { postAreas }, fileId) => {
    await work.change(PostArea, { id: postAreas[step] }, { [column]: fileId })
    const own = ['postArea.read', { postAreaId: postAreas[step] }] as const
    return onWall ? [own, ['wall.posts', { search: '', page: 1 }]] : [own]
  },
})
const ofOrder = (column: 'quoteFileId' | 'minutesFileId'): Case => ({
  owner: [SignOrder, column],
  what: `${column} of an order`,
  purpose: 'DOCUMENT',
  put: async (work, { orders }, fileId) => {
    await work.change(SignOrder, { id: orders.toReview }, { [column]: fileId })
    return [['signOrder.read', { orderId: orders.toReview }]]
  },
})
const ofNote = (voidReason: string | null): Case => ({
  owner: [Fulfilment, 'pictureId'],
  what: voidReason ? 'of a note that was taken back' : 'of a note on the wall',
  purpose: 'PICTURE',
  put: async (work, { publishedId }, fileId) => {
    await work.change(Fulfilment, { pledgeId: publishedId }, { pictureId: fileId, voidReason })
    return [['wall.pledge', { pledgeId: publishedId }]]
  },
})

const cases: Case[] = [
  ofPost('meetingPictureId', 'toFill', false),
  ofPost('platePictureId', 'toConfirm', true),
  ofPost('platePictureId', 'toResume', false),
  ofNote(null),
  ofNote('记错了人，另记一条'),
  {
    owner: [WallPosting, 'pictureId'],
    what: 'of a posting',
    purpose: 'PICTURE',
    put: async (work, { campaignId, ownDepartmentId: departmentId, branchId }, pictureId) => {
      const entered = { enteredById: personOf('financeSecretary'), enteredAt: work.now }
      const posting = { id: randomUUID(), campaignId, departmentId, postedDay: work.today, place: '走廊', pictureId }
      await work.insert(WallPosting, { ...posting, ...entered, contentHash: '0'.repeat(64) })
      return [['posting.list', { branchId }]]
    },
  },
  {
    owner: [VisitPicture, 'fileId'],
    what: 'of a visit',
    purpose: 'PICTURE',
    put: async (work, { visitId, branchId }, fileId) => {
      await work.insert(VisitPicture, { visitId, number: 1, fileId })
      return [
        ['visit.mine', { page: 1 }],
        ['visit.branch', { branchId, page: 1 }],
      ]
    },
  },
  ofOrder('quoteFileId'),
  ofOrder('minutesFileId'),
  {
    owner: [FilingFile, 'fileId'],
    what: 'of a filing',
    purpose: 'DOCUMENT',
    put: async (work, { branchId, campaignId }, fileId) => {
      const form = 'measureFiling'
      const id = filingIdOf(form, branchId, campaignId, 1)
      const filed = { filedById: personOf('financeSecretary'), filedAt: work.now, late: false, returnReason: null }
      const numbered = { number: null, numberYear: null, numberSerial: null }
      const facts = { form, branchId, subjectKey: campaignId, subject: '', version: 1, supersedesId: null }
      const content = { paper: fileId }
      await work.insert(Filing, {
        id,
        ...facts,
        state: 'FILED',
        content,
        dueDay: null,
        ...filed,
        ...numbered,
        revision: 1,
      })
      await work.insert(FilingFile, { filingId: id, fileId })
      return [['filing.read', { form, filingId: id }]]
    },
  },
]

describeByTurn('an uploaded file', (db) => {
  let product: TestProduct
  let stage: Stage
  const people: [key: string, caller: Caller][] = []
  /** Nobody of those who read the records of the stage. */
  const sender = 'massesSecond'

  beforeAll(async () => {
    product = await startTestProduct(db.url)
    stage = await setStage(product.database)
    for (const { key, personId } of sampleChat().personas) people.push([key, await product.loginPerson(personId)])
  }, 60_000)
  afterAll(() => product.stop())

  test('has somebody who reads it for every column that names one', () => {
    const columns = fileReferences.map(named).filter((column) => !byOwnRule.includes(column))
    const read = new Set(fileReaders.map(({ entity, column }) => named([entity, column])))
    expect(columns.filter((column) => !read.has(column))).toEqual([])
    expect(new Set(cases.map(({ owner }) => named(owner)))).toEqual(new Set(columns))
    expect(people.length).toBeGreaterThan(12)
  })

  test.each(cases.map((one) => [`${named(one.owner)}, ${one.what}`, one] as const))(
    '%s: is read by those, and those alone, to whom its record names it, and by its sender',
    async (_name, { purpose, put }) => {
      const facts = { ownerId: personOf(sender), purpose, width: 1, height: 1 }
      const content = purpose === 'PICTURE' ? await smallJpeg() : smallPdf
      const mediaType = purpose === 'PICTURE' ? 'image/jpeg' : 'application/pdf'
      const { fileId, readings } = await product.database.unitOfWork(null, 'job', async (work) => {
        const id = await storeFile(work, { ...facts, mediaType, content })
        return { fileId: id, readings: await put(work, stage, id) }
      })
      const path = purpose === 'PICTURE' ? `/api/pictures/${fileId}` : `/api/attachments/${fileId}`
      const named: string[] = []
      const served: string[] = []
      for (const [key, caller] of people) {
        const told = await Promise.all(readings.map(([name, input]) => caller.call(name, input as never)))
        if (told.some(({ body }) => JSON.stringify(body).includes(fileId))) named.push(key)
        const direct = await caller.fetch(path)
        const papers = readings.flatMap(([name, input]) =>
          name === 'filing.read'
            ? [`/api/filings/measureFiling/${(input as { filingId: string }).filingId}/papers/${fileId}`]
            : [],
        )
        const beside = await Promise.all(papers.map((paper) => caller.fetch(paper)))
        if ([direct, ...beside].some(({ status }) => status === 200)) served.push(key)
      }
      const readers = named.filter((key) => key !== sender)
      expect(served.filter((key) => key !== sender)).toEqual(readers)
      // A picture is its sender's own, a document is for those who handle it.
      if (purpose === 'PICTURE') expect(served).toContain(sender)
    },
  )

  test('that no record names is its sender’s alone', async () => {
    const facts = {
      ownerId: personOf(sender),
      purpose: 'PICTURE',
      mediaType: 'image/jpeg',
      width: 1,
      height: 1,
    } as const
    const content = await smallJpeg()
    const fileId = await product.database.unitOfWork(null, 'job', (work) => storeFile(work, { ...facts, content }))
    const statuses: [string, number][] = []
    for (const [key, caller] of people) statuses.push([key, (await caller.fetch(`/api/pictures/${fileId}`)).status])
    expect(statuses.filter(([, status]) => status === 200).map(([key]) => key)).toEqual([sender])
    expect(new Set(statuses.map(([, status]) => status))).toEqual(new Set([200, 404]))
  })
})
