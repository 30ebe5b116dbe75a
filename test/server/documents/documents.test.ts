import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PostArea } from '../../../entities'
import type { Input } from '../../../server/contract'
import { departmentId } from '../../../server/demo/sampleOrganisationPeople'
import type { FileFacts } from '../../../server/features/call'
import { batchDownloads } from '../../../server/features/documents/readBatch'
import { loadActor } from '../../../server/features/organisation/loadActor'
import '../../support/chineseFont'
import type { Caller } from '../../support/product'
import { textOfFile } from '../../support/reading/textOfFile'
import { readSheets } from '../../support/readSheets'
import { samplePostArea } from '../../support/samplePostArea'
import { zipParts } from '../../support/zipParts'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'
import { rosterFile } from '../roster/workbook'

describe('the forms of 附件1 as files', () => {
  let stage: PledgeStage
  let pledgeId: string
  const post = { id: randomUUID(), title: '报销审核示范岗' }

  const get = (who: Caller, path: string, headers: Record<string, string> = {}) =>
    fetch(`${stage.product.url}/api${path}`, { headers: { cookie: who.cookie, ...headers } })
  const bytes = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer())
  const start = (who: Caller, input: Omit<Input<'document.startBatch'>, 'batchId'>) =>
    who.call('document.startBatch', { batchId: randomUUID(), ...input })

  beforeAll(async () => {
    stage = await openPledges()
    pledgeId = (await stage.handIn(stage.member)).body.pledgeId
    await stage.handIn(stage.secretary)
    const { campaignId } = stage.campaign
    await stage.product.database.unitOfWork(null, 'job', (work) =>
      work.insert(
        PostArea,
        samplePostArea({
          ...post,
          campaignId,
          branchId: stage.branchId,
          departmentId: departmentId('D04'),
          nomineeId: stage.member.personId,
          state: 'LEADER_AGREED',
        }),
      ),
    )
  })
  afterAll(() => stage.product.stop())

  describe('one at a time', () => {
    it('give a member the own 承诺书 as Word and as PDF, with 依据文件 and every word of it (R00, R18)', async () => {
      const word = await get(stage.member, `/documents/pledge/${pledgeId}?format=docx`)
      expect(word.status).toBe(200)
      expect(decodeURIComponent(word.headers.get('content-disposition') ?? '')).toContain(
        `公开承诺书-${stage.member.name}.docx`,
      )
      const parts = await zipParts(await bytes(word))
      const text = [...parts.values()].map((part) => part.toString()).join('')
      for (const words of [stage.member.name, '负责本部门费用报销审核', '9号', '全年零违规'])
        expect(text.replace(/<[^>]+>/g, '')).toContain(words)
      const pdf = await bytes(await get(stage.member, `/documents/pledge/${pledgeId}?format=pdf`))
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    })

    it('bear the number of the version on the wall, of the next one only once it is begun (rules §5)', async () => {
      const own = (await stage.mine(stage.secretary)).pledgeId
      const printed = async () => {
        const parts = await zipParts(await bytes(await get(stage.secretary, `/documents/pledge/${own}`)))
        return /第\d+版/.exec([...parts.values()].join('').replace(/<[^>]+>/g, ''))?.[0]
      }
      expect(await printed()).toBe('第1版')
      await stage.putUp(stage.secretary)
      const note = { item: 'DUTY' as const, doneDay: '2026-09-07', content: '办结报销30笔', pictureId: null }
      await stage.secretary.call('fulfilment.record', { fulfilmentId: randomUUID(), ...note })
      expect([(await stage.mine(stage.secretary)).state, await printed()]).toEqual(['FULFILLING', '第1版'])
      await stage.secretary.call('pledge.amend', { revision: (await stage.mine(stage.secretary)).revision })
      expect(await printed()).toBe('第2版')
    })

    it('show on a 台牌 the photo only while its member agrees, as the wall does (PIPL 25)', async () => {
      const own = await stage.mine(stage.secretary)
      const photos = async () => {
        const parts = await zipParts(await bytes(await get(stage.secretary, `/documents/deskPlate/${own.pledgeId}`)))
        return [...parts.keys()].filter((name) => name.endsWith('.jpg')).length
      }
      expect(await photos()).toBe(1)
      const agreed = { publishConsent: true, photoConsent: false, revision: own.revision }
      expect((await stage.secretary.call('pledge.setConsent', agreed)).status).toBe(200)
      expect(await photos()).toBe(0)
    })

    it('are refused to a member of another department and to somebody else of the branch (rules §2.3)', async () => {
      const other = await stage.product.login('memberSecond')
      expect((await get(other, `/documents/pledge/${pledgeId}`)).status).toBe(403)
      expect((await get(other, `/documents/nomination/${post.id}`)).status).toBe(403)
      const digital = await stage.product.login('digitalSecretary')
      expect((await get(digital, `/documents/pledge/${pledgeId}`)).status).toBe(403)
    })

    it('give the branch the 推荐表, and say that it is no 确定表 when asked for one (R69)', async () => {
      const form = await get(stage.secretary, `/documents/nomination/${post.id}`)
      expect(form.status).toBe(200)
      expect(decodeURIComponent(form.headers.get('content-disposition') ?? '')).toContain('党员示范岗推荐表-财务部')
      expect((await get(stage.secretary, `/documents/area/${post.id}`)).status).toBe(404)
    })

    it('print 入党时间 on the 推荐表 as the roster or 党办 has it, and leave it to the pen where nobody said', async () => {
      const { personId } = stage.member
      const printed = async () => {
        const word = await bytes(await get(stage.secretary, `/documents/nomination/${post.id}`))
        return /入党时间\n(.*)/.exec(await textOfFile('推荐表.docx', word))?.[1]
      }
      const { staffNumber } = (await stage.office.call('organisation.person', { personId })).body.person
      const row = { 工号: staffNumber, 姓名: stage.member.name, 政治面貌: '中共党员', 入党时间: '2009年6月30日' }
      const file = rosterFile([row])
      const { sha256 } = (await stage.office.send('roster.check', file, {})).body
      await stage.office.send('roster.apply', file, { 'X-File-Sha256': sha256, 'X-Request-Key': randomUUID() })
      expect(await printed()).toBe('2009年6月30日')
      await stage.office.call('organisation.setJoinedParty', { personId, joinedPartyDay: '2008-07-01' })
      expect(await printed()).toBe('2008年7月1日')
      await stage.office.call('organisation.setJoinedParty', { personId, joinedPartyDay: null })
      expect(await printed()).toBe('')
    })

    it('add up in the 岗区设置汇总表, department by department (表15)', async () => {
      const sheet = await get(stage.office, '/documents/post-area-summary.xlsx')
      const { 岗区设置汇总表: rows = [] } = await readSheets(await bytes(sheet))
      // Fourteen departments, the group outside them (领导党小组), the sum.
      expect(rows).toHaveLength(3 + 14 + 1 + 1)
      expect(rows.find((row) => row[2] === '财务部')?.slice(3, 8)).toEqual([11, 2, 1, 1, 0])
      expect(rows.at(-1)?.slice(3, 8)).toEqual([140, 20, 1, 14, 0].map((_, at) => total(rows, at + 3)))
    })
  })

  const total = (rows: (string | number)[][], column: number): number =>
    rows.slice(3, -1).reduce((sum, row) => sum + Number(row[column]), 0)

  /** The house once more, with a disk of its own. */
  const instance = () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'lxq-second-'))
    const { database, url } = stage.product
    const downloads = batchDownloads(database, { publicUrl: url, fontFolder: null, dataFolder })
    const download = async (who: Caller, batchId: string, asked: Partial<FileFacts> = {}) => {
      const facts = { fileName: '', mediaType: '', sha256: '', range: '', ifRange: '', requestKey: '', ...asked }
      const actor = await database.read(null, 'pc', (work) => loadActor(work, who.personId))
      const answer = await database.read(actor, 'pc', (work) =>
        downloads['document.download'](work, { batchId }, facts),
      )
      const pieces: Buffer[] = []
      for await (const piece of answer.content) pieces.push(piece)
      return { status: answer.status, content: Buffer.concat(pieces) }
    }
    const files = () => readdirSync(join(dataFolder, 'batches'))
    return { download, files, remove: () => rmSync(dataFolder, { recursive: true }) }
  }

  describe('in bulk', () => {
    it('come as one zip with a file for each, while it is made, and the progress can be asked for (R14, R26)', async () => {
      const { body } = await start(stage.secretary, { kind: 'package', branchId: stage.branchId })
      expect(body.total).toBe(1 + 1 + 2 + 2)
      const response = await get(stage.secretary, `/document-batches/${body.batchId}/file`)
      expect(response.status).toBe(200)
      const names = [...(await zipParts(await bytes(response))).keys()]
      expect(names).toHaveLength(body.total)
      expect(names[0]).toBe('岗区设置汇总表.xlsx')
      expect(names).toContain(`岗区表/财投支部-财务部-推荐表-${post.title}.docx`)
      expect(names).toContain(`公开承诺书/财投支部-财务部-${stage.member.name}.docx`)
      expect(names).toContain(`登记照片/财投支部-财务部-${stage.member.name}.jpg`)
      const progress = (await stage.secretary.call('document.batch', { batchId: body.batchId })).body
      expect(progress).toMatchObject({ done: body.total, total: body.total, finished: true })
    })

    it('go on where a download broke off, byte for byte', async () => {
      const { body } = await start(stage.office, { kind: 'pledges', format: 'docx' })
      const path = `/document-batches/${body.batchId}/file`
      const first = await get(stage.office, path)
      const whole = await bytes(first)
      const etag = first.headers.get('etag') ?? ''
      const rest = await get(stage.office, path, { Range: 'bytes=1000-', 'If-Range': etag })
      expect(rest.status).toBe(206)
      expect(rest.headers.get('content-range')).toBe(`bytes 1000-${whole.length - 1}/${whole.length}`)
      expect((await bytes(rest)).equals(whole.subarray(1000))).toBe(true)
    })

    it('go on at another instance too, which makes the same bytes from the same batch', async () => {
      const { body } = await start(stage.office, { kind: 'package', format: 'docx' })
      const first = await get(stage.office, `/document-batches/${body.batchId}/file`)
      const whole = await bytes(first)
      // The clock of a zip counts in steps of two seconds, and nothing of it may be in the bytes.
      await new Promise((resume) => setTimeout(resume, 2100))
      const second = instance()
      const answer = await second.download(stage.office, body.batchId, {
        range: 'bytes=5000-',
        ifRange: first.headers.get('etag') ?? '',
      })
      expect([answer.status, answer.content.equals(whole.subarray(5000))]).toEqual([206, true])
      second.remove()
    })

    it('begin anew when a sheet changed in between: the old half does not fit any more', async () => {
      const { body } = await start(stage.office, { kind: 'pledges', format: 'docx' })
      const path = `/document-batches/${body.batchId}/file`
      const etag = (await get(stage.office, path)).headers.get('etag') ?? ''
      const { pledge } = (await stage.member.call('pledge.mine')).body
      await stage.handIn(stage.member, { dutyText: '负责费用报销审核和归档', revision: pledge?.revision ?? 0 })
      const again = await get(stage.office, path, { Range: 'bytes=1000-', 'If-Range': etag })
      expect(again.status).toBe(200)
      expect(again.headers.get('etag')).not.toBe(etag)
      await again.body?.cancel()
    })

    it('are made two at a time for one person: the third has to wait, and comes afterwards', async () => {
      const office = await stage.product.login('office', 'wecom')
      const paths = await Promise.all(
        [1, 2, 3].map(async () => {
          const { body } = await start(office, { kind: 'package', format: 'docx' })
          return `/document-batches/${body.batchId}/file`
        }),
      )
      const answers = await Promise.all(paths.map((path) => get(office, path)))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429])
      await Promise.all(answers.map(bytes))
      const again = await Promise.all(paths.map(async (path) => (await bytes(await get(office, path))).length))
      expect(new Set(again).size).toBe(1)
    })

    it('leave on the disk what was asked for last: older ones are made anew when somebody comes for them', async () => {
      const own = instance()
      const made: string[] = []
      for (let count = 0; count < 7; count += 1) {
        const { body } = await start(stage.secretary, { kind: 'photos', branchId: stage.branchId })
        await own.download(stage.secretary, body.batchId)
        made.push(body.batchId)
      }
      const kept = () => made.map((id) => own.files().some((name) => name.startsWith(id)))
      expect(kept()).toEqual([false, true, true, true, true, true, true])
      expect((await own.download(stage.secretary, made[0] ?? '')).content.length).toBeGreaterThan(1000)
      expect(kept()).toEqual([true, false, true, true, true, true, true])
      own.remove()
    })

    it('are refused beyond the own branch, and to anybody who has only the address', async () => {
      const digital = await stage.product.login('digitalSecretary')
      expect((await start(digital, { kind: 'pledges', branchId: stage.branchId })).status).toBe(403)
      expect((await start(stage.secretary, { kind: 'pledges' })).status).toBe(403)
      const { body } = await start(stage.secretary, { kind: 'photos', branchId: stage.branchId })
      expect((await get(digital, `/document-batches/${body.batchId}/file`)).status).toBe(403)
      expect((await get(stage.member, `/document-batches/${body.batchId}/file`)).status).toBe(403)
    })

    it('say so when there is nothing to download yet', async () => {
      const digital = await stage.product.login('digitalSecretary')
      const reply = await start(digital, { kind: 'pledges', branchId: digital.personId })
      expect(reply.status).toBe(403)
      const own = await digital.call('session.mine')
      const empty = await start(digital, { kind: 'pledges', branchId: own.body.branchId ?? '' })
      expect(empty.status).toBe(422)
      expect((empty.body as { sentence?: string }).sentence).toBe('还没有可以下载的公开承诺书。')
    })
  })
})
