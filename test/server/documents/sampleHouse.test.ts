import { randomUUID } from 'node:crypto'
import { Pledge, PostArea } from '../../../entities'
import { desks } from '../../../server/features/organisation/desks'
import { storeFile } from '../../../server/files/storedFiles'
import { walk } from '../../support/walk'
import '../../support/chineseFont'
import { describeWithDocumentTools, type PrintedPages, printFiles, readPdf } from '../../support/documentTools'
import { faultsOfText } from '../../support/reading/faultsOfText'
import { textOfFile } from '../../support/reading/textOfFile'
import { samplePostArea } from '../../support/samplePostArea'
import { zipParts } from '../../support/zipParts'
import { openPledges, type PledgeStage, redPhoto } from '../pledge/pledgeStage'

jest.setTimeout(240_000)

const texts = {
  dutyText: '负责本部门费用报销审核和凭证编制，𠮷林片区同步',
  studyPledge: '每月学习2次，每年读书4本。',
  dutyPledge: '3个工作日内办结，差错率低于千分之一。',
  integrityPledge: '全年零违规，不收受礼品。',
}

/** `npm run drill -- prints`; else one sheet in four becomes pages, and those of people whose names are hard. */
const isWhole = process.env.PRINTS === 'whole'
const isRare = (name: string): boolean => /[^\u4e00-\u9fa5]/.test(name)
const isPrinted = (path: string, at: number): boolean => {
  const name = path.replace('.docx', '').split('-').at(-1) ?? ''
  return isWhole || at % 4 === 0 || name === '李明远' || isRare(name)
}

/** A handed-in sheet with a photo for each of these members. */
async function addSheets(stage: PledgeStage, members: readonly string[], content: Buffer): Promise<void> {
  const { campaignId } = stage.campaign
  await stage.product.database.unitOfWork(null, 'job', async (work) => {
    const facts = { purpose: 'ID_PHOTO' as const, mediaType: 'image/jpeg', width: 413, height: 579, content }
    for (const personId of members) {
      const photoId = await storeFile(work, { ...facts, ownerId: personId })
      await work.insert(Pledge, {
        id: randomUUID(),
        campaignId,
        personId,
        photoId,
        state: 'SUBMITTED',
        limitMode: 'TOTAL',
        ...texts,
        publishConsent: true,
        photoConsent: true,
        dueDay: '2026-09-20',
        submittedAt: work.now,
        late: false,
        returnReason: null,
        publishedAt: null,
        publishedVersion: 0,
        packageId: null,
        paperPhotoDay: null,
        revision: 1,
      })
    }
  })
}

/** What each department owes: one 岗, two with more than ten members, and one 区 (R05, R06). */
async function addPostAreas(stage: PledgeStage): Promise<number> {
  const { campaignId } = stage.campaign
  return stage.product.database.unitOfWork(null, 'job', async (work) => {
    const rows = (await desks(work)).flatMap(({ branchId, departmentId, name, members }) => {
      const place = { campaignId, branchId, departmentId, state: 'LEADER_AGREED' }
      const area = { scope: `${name}全部业务`, coveredPeople: 20, checking: '每季度检查一次' }
      const [first, second] = members.map((member) => member.personId)
      const post = (nomineeId = '') => samplePostArea({ ...place, nomineeId, title: `${name}示范岗` })
      return [
        post(first),
        ...(members.length > 10 ? [post(second)] : []),
        samplePostArea({ ...place, ...area, kind: 'AREA', nomineeId: first ?? null, memberIds: [first ?? ''] }),
      ]
    })
    await work.insert(PostArea, rows)
    return rows.length
  })
}

describeWithDocumentTools(
  'every document of the sample organisation, printed from the bulk download (rules §9)',
  () => {
    let stage: PledgeStage
    let printed: Map<string, PrintedPages>
    let people: { name: string; departmentName: string | null }[]

    beforeAll(async () => {
      stage = await openPledges()
      const { database } = stage.product
      const members = await database.read(null, 'job', async (work) =>
        (await desks(work)).flatMap((desk) => desk.members.map((member) => ({ ...member, departmentName: desk.name }))),
      )
      people = members
      await addSheets(
        stage,
        members.map((member) => member.personId),
        await redPhoto(),
      )
      await addPostAreas(stage)
    })
    afterAll(() => stage.product.stop())

    const named = (folder: string) => [...printed].filter(([name]) => name.startsWith(folder))

    walk(
      ['R69'],
      'are 20 推荐表, 14 确定表 and a 承诺书 of each member, downloaded by 党办, each on one page',
      async () => {
        const batchId = randomUUID()
        await stage.office.call('document.startBatch', { batchId, kind: 'package', format: 'docx' })
        const answer = await fetch(`${stage.product.url}/api/document-batches/${batchId}/file`, {
          headers: { cookie: stage.office.cookie },
        })
        const zip = Buffer.from(await answer.arrayBuffer())
        expect(faultsOfText(await textOfFile('全公司-全套报送材料.zip', zip))).toEqual([])
        const files = await zipParts(zip)
        const forms = [...files].filter(([name]) => name.endsWith('.docx'))
        const count = (folder: string, word = '') =>
          forms.filter(([name]) => name.startsWith(folder) && name.includes(word)).length
        expect([count('岗区表/', '推荐表'), count('岗区表/', '确定表')]).toEqual([20, 14])
        expect(count('公开承诺书/')).toBe(people.length)
        printed = new Map()
        const pages = await printFiles('docx', new Map(forms.filter(([name], at) => isPrinted(name, at))))
        for (const [name, file] of pages) printed.set(name, await readPdf(file))
        expect(named('公开承诺书/').length).toBeGreaterThan(10)
        expect([...printed].filter(([, pages]) => pages.sizes.length !== 1).map(([name]) => name)).toEqual([])
      },
    )

    it('hold every word the member wrote, the name and the department, rare characters too (edge case 15)', () => {
      for (const [name, { text }] of named('公开承诺书/'))
        for (const words of Object.values(texts)) expect([name, text.includes(words)]).toEqual([name, true])
      const all = named('公开承诺书/').map(([, { text }]) => text)
      if (isWhole) expect(all).toHaveLength(people.length)
      for (const person of isWhole ? people : people.filter(({ name }) => isRare(name)))
        expect(all.some((text) => text.includes(person.name) && text.includes(person.departmentName ?? ''))).toBe(true)
    })

    it('are told apart where two people of one name hand in, 李明远 of two departments (edge case 14)', () => {
      const files = named('公开承诺书/').filter(([name]) => name.includes('李明远'))
      expect(files.map(([name]) => name).sort()).toEqual([
        '公开承诺书/生技支部-技术研发部-李明远.docx',
        '公开承诺书/生技支部-生产管理部-李明远.docx',
      ])
    })
  },
)
