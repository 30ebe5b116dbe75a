import { randomUUID } from 'node:crypto'
import { Workbook } from 'exceljs'
import { AuditEntry, Filing, FilingFile, FilingStep, OutboxMessage, RoleGrant } from '../../../entities'
import { branchId as sampleBranch } from '../../../server/demo/sampleOrganisationPeople'
import { filingIdOf, requireFiling, requireForm } from '../../../server/features/filing/records'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { smallPdf } from '../web/staged/files'
import { type FilingStage, ok, openFilings } from './filingStage'

const form = 'measureFiling'
const values = { adoptedDay: '2026-09-04', unit: 'BRANCH', measures: '每名党员每季度走访联系对象。' }
const requestKey = () => ({ 'Idempotency-Key': randomUUID() })

/** The verbs that every form is filed with, tried with 措施备案. */
describeByTurn('a filing', (db) => {
  let stage: FilingStage
  let committee: Caller
  let other: Caller
  let filingId: string
  beforeAll(async () => {
    stage = await openFilings(db.url)
    committee = await stage.product.login('scrutineer')
    other = await stage.product.login('digitalSecretary')
    filingId = (await stage.task(stage.secretary))?.filingId ?? ''
  }, 60_000)
  afterAll(() => stage.product.stop())

  const receive = (revision: number, who = stage.office) =>
    who.call('filing.step', { form, filingId, revision, event: 'receive' }, requestKey())
  const ledger = async (who: Caller, state?: string) =>
    ok(await who.call('filing.ledger', { form, ...(state ? { state } : {}) }))

  test('is owed before it is begun: a task, a row in the ledger, an empty form', async () => {
    expect(await stage.task(stage.secretary)).toMatchObject({
      title: '报送点对点联系服务措施',
      detail: '财投支部，2026年“三亮”活动',
    })
    expect(await stage.task(stage.office)).toBeNull()
    expect(await stage.read(form, filingId)).toMatchObject({
      state: 'NOT_STARTED',
      dueDay: '2026-10-10',
      allowed: ['save', 'file'],
      face: { turn: { title: '报送点对点联系服务措施', people: [{ name: stage.secretary.name }] } },
      versions: [],
      nextVersionId: null,
    })
    const { filings, counts } = await ledger(stage.office)
    expect(filings.length).toBeGreaterThan(3)
    expect(counts).toEqual([{ state: 'NOT_STARTED', name: '未报送', count: filings.length }])
    expect((await ledger(stage.secretary)).filings.map(({ branchName }) => branchName)).toEqual(['财投支部'])
    expect(await stage.rows(Filing)).toEqual([])
  })

  test('begun on three phones at once is one draft', async () => {
    const input = { form, filingId, branchId: stage.branchId, revision: 1, draft: true, values }
    const replies = await Promise.all([1, 2, 3].map(() => stage.secretary.call('filing.save', input, requestKey())))
    expect(replies.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
    expect(replies.every(({ status }) => status === 200 || status === 409)).toBe(true)
    expect(await stage.rows(Filing)).toHaveLength(1)
  })

  test('is handed in by its own call alone: another asks for no field', async () => {
    const record = { workflow: form, recordId: filingId }
    for (const event of ['file', 'save', 'supersede', 'constructor']) {
      const { revision } = await stage.read(form, filingId)
      const reply = await stage.secretary.call('record.step', { ...record, revision, event }, requestKey())
      expect(reply).toMatchObject({ status: 422, body: { code: 'record.ownPage' } })
    }
    expect(await stage.read(form, filingId)).toMatchObject({ state: 'DRAFT', filedDay: null })
  })

  test('a draft may be half, but not wrong; a 支委 writes it and does not hand it in', async () => {
    const half = await stage.save(form, filingId, { measures: '每季度走访。' }, { draft: true, by: committee })
    expect(half.status).toBe(200)
    const wrong = await stage.save(form, filingId, { adoptedDay: '2026-09-08' }, { draft: true, by: committee })
    expect(wrong.body.problems).toEqual([{ field: 'adoptedDay', code: 'wrong', sentence: '通过日期不能晚于今天' }])
    const early = await stage.save(form, filingId, values, { by: committee })
    expect([early.status, early.body.sentence]).toEqual([403, '“报送”要由支部书记办理。'])
    expect(await stage.rows(AuditEntry, { subjectKind: 'filing' })).toEqual([])
  })

  test('what the form does not ask is refused, and so is a value of another kind', async () => {
    const strange = await stage.save(form, filingId, { ...values, secret: '别的' })
    const kind = await stage.save(form, filingId, { ...values, measures: 7 })
    expect([strange.status, kind.status, kind.body.sentence]).toEqual([400, 400, '提交的内容有误：措施内容要填文字'])
  })

  test('another branch neither reads nor writes it, and files nothing for this one', async () => {
    const read = await other.call('filing.read', { form, filingId })
    const save = await other.call('filing.save', {
      form,
      filingId,
      branchId: sampleBranch('digital'),
      revision: 1,
      draft: true,
      values,
    })
    const step = await other.call('filing.step', { form, filingId, revision: 1, event: 'receive' })
    expect([read.status, save.status, step.status]).toEqual([404, 404, 404])
    expect((await stage.save(form, filingId, values, { by: other })).status).toBe(403)
  })

  test('handed in three times with one key it is one step, one audit line and a card for each of 党办', async () => {
    const { revision } = await stage.read(form, filingId)
    const input = { form, filingId, branchId: stage.branchId, revision, draft: false, values }
    const key = requestKey()
    const replies = await Promise.all([1, 2, 3].map(() => stage.secretary.call('filing.save', input, key)))
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.state}`))).toEqual(new Set(['200 FILED']))
    const lines = await stage.rows(AuditEntry, { action: 'measureFiling.file' })
    expect(lines.map(({ change, actorRole }) => [change, actorRole])).toEqual([
      [{ before: 'DRAFT', state: 'FILED', version: 1 }, 'BRANCH_SECRETARY'],
    ])
    const cards = await stage.rows(OutboxMessage, { kind: 'filing' })
    expect(new Set(cards.map(({ personId }) => personId)).size).toBe(cards.length)
    expect(cards.map(({ personId }) => personId)).toContain(stage.office.personId)
    expect(JSON.stringify(cards)).not.toContain('每季度走访')
    expect(await stage.task(stage.secretary)).toBeNull()
    expect(await stage.task(stage.office)).toMatchObject({ title: '接收点对点联系服务措施', filingId })
  })

  test('is given back with a reason of five characters, which the branch reads on its page', async () => {
    expect((await stage.step(form, filingId, 'giveBack', '不行')).body.code).toBe('return.reasonShort')
    ok(await stage.step(form, filingId, 'giveBack', '没有写明责任人，请补充'))
    expect(await stage.task(stage.secretary)).toMatchObject({ title: '补正点对点联系服务措施' })
    expect(await stage.read(form, filingId)).toMatchObject({
      stateName: '已退回',
      returnReason: '没有写明责任人，请补充',
      allowed: ['save', 'file'],
    })
    const shown = await stage.card('financeSecretary')
    expect(shown.title).toBe('点对点联系服务措施被退回')
    expect(shown.text).not.toContain('责任人')
  })

  test('is filed again; what was handed in the first time stays in its history', async () => {
    ok(await stage.save(form, filingId, { ...values, measures: '每季度走访，支委分工负责。' }))
    const { face, returnReason } = await stage.read(form, filingId)
    expect(returnReason).toBeNull()
    expect(face.history.map(({ name, personName }) => [name, personName])).toEqual([
      ['报送', stage.secretary.name],
      ['退回', stage.office.name],
      ['报送', stage.secretary.name],
    ])
    const filed = (await stage.rows(FilingStep, { event: 'file' })).map(({ content }) => content?.measures)
    expect(filed.sort()).toEqual(['每季度走访，支委分工负责。', '每名党员每季度走访联系对象。'].sort())
  })

  test('received in two windows at once has one number; nobody else receives', async () => {
    const { revision } = await stage.read(form, filingId)
    expect((await receive(revision, stage.secretary)).body.sentence).toBe('“收到备案”要由机关党办办理。')
    const replies = await Promise.all([1, 2].map(() => receive(revision)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await stage.read(form, filingId)).toMatchObject({ stateName: '已备案', number: '机委备〔2026〕1号' })
    expect((await stage.card('financeSecretary')).title).toBe('点对点联系服务措施已备案')
    expect((await stage.step(form, filingId, 'giveBack', '再退一次看看')).body.code).toBe('workflow.wrongState')
  })

  test('of two branches received at the same instant each has its own number', async () => {
    const own = await stage.rows(Filing)
    const unfiled = (await ledger(stage.office, 'NOT_STARTED')).filings.slice(0, 3)
    await stage.product.database.unitOfWork(null, 'job', async (work) => {
      for (const { filingId: id } of unfiled) {
        const [{ branchId }] = [await stage.read(form, id, stage.office)]
        const [first] = own
        if (!first) throw new Error('nothing is filed')
        await work.insert(Filing, {
          ...first,
          id,
          branchId,
          state: 'FILED',
          number: null,
          numberYear: null,
          numberSerial: null,
          revision: 1,
        })
      }
    })
    const replies = await Promise.all(
      unfiled.map(({ filingId: id }) =>
        stage.office.call('filing.step', { form, filingId: id, revision: 1, event: 'receive' }),
      ),
    )
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
    const numbers = (await stage.rows(Filing)).map(({ number }) => number).sort()
    expect(numbers).toEqual([1, 2, 3, 4].map((serial) => `机委备〔2026〕${serial}号`))
  })

  test('a version begun by mistake is taken back, and nothing of it is owed; one handed in is not', async () => {
    const discard = (id: string, revision: number, by = stage.secretary) =>
      by.call('filing.discard', { form, filingId: id, branchId: stage.branchId, revision })
    const { nextVersionId, revision: inForce } = await stage.read(form, filingId)
    const second = nextVersionId ?? ''
    ok(await stage.save(form, second, values, { draft: true }))
    expect(await stage.task(stage.secretary)).toMatchObject({ filingId: second })
    const { revision } = await stage.read(form, second)
    expect((await discard(second, revision, stage.office)).body.code).toBe('permission.denied')
    expect((await discard(second, revision - 1)).body.code).toBe('record.changed')
    ok(await discard(second, revision))
    expect(await stage.task(stage.secretary)).toBeNull()
    expect(await stage.read(form, filingId)).toMatchObject({ nextVersionId: second })
    expect(await stage.rows(Filing, { id: second })).toEqual([])
    const { body } = await discard(filingId, inForce)
    expect([body.code, body.sentence]).toEqual([
      'filing.handedIn',
      '这份点对点联系服务措施已经报送过，不能删除。请刷新后按退回原因修改。',
    ])
  })

  test('a new version takes the place of the old one when it is received, and not before', async () => {
    const { nextVersionId } = await stage.read(form, filingId)
    const second = nextVersionId ?? ''
    expect(await stage.read(form, second)).toMatchObject({ version: 2, state: 'NOT_STARTED', dueDay: null })
    expect(await stage.task(stage.secretary)).toBeNull()
    ok(await stage.save(form, second, { ...values, unit: 'DEPARTMENT' }))
    expect(await stage.read(form, filingId)).toMatchObject({ stateName: '已备案', nextVersionId: null })
    ok(await stage.step(form, second, 'receive'))
    expect(await stage.read(form, filingId)).toMatchObject({
      stateName: '已由新版代替',
      allowed: [],
      face: { turn: null },
    })
    const [line] = await stage.rows(AuditEntry, { action: 'measureFiling.supersede' })
    expect(line?.subjectId).toBe(filingId)
  })

  test('a paper is read by whoever reads the filing, and by nobody else', async () => {
    const third = (await stage.read(form, (await stage.rows(Filing, { version: 2 }))[0]?.id ?? '')).nextVersionId ?? ''
    const headers = { 'X-File-Name': 'paper.pdf', 'Content-Type': 'application/pdf' }
    const { fileId } = ok(await stage.secretary.send('filing.uploadPaper', smallPdf, headers))
    const { fileId: strange } = ok(await committee.send('filing.uploadPaper', smallPdf, headers))
    const refused = await stage.save(form, third, { ...values, paper: strange }, { draft: true })
    expect(refused.body.problems?.map(({ sentence }) => sentence)).toEqual(['请重新上传正式文件'])
    ok(await stage.save(form, third, { ...values, paper: fileId }, { draft: true }))
    ok(await stage.save(form, third, values, { draft: true }))
    ok(await stage.save(form, third, { ...values, paper: fileId }))
    const place = `/api/filings/${form}/${third}/papers/${fileId}`
    const statuses = await Promise.all(
      [stage.office, stage.secretary, other].map(async (who) => (await who.fetch(place)).status),
    )
    expect(statuses).toEqual([200, 200, 404])
    expect(await stage.rows(FilingFile)).toEqual([{ filingId: third, fileId }])
  })

  test('the ledger is filtered by state, and the same rows come as .xlsx', async () => {
    const { filings } = await ledger(stage.office, 'RECORDED')
    expect(filings).toHaveLength(4)
    expect(filings[0]?.shown).toHaveLength(2)
    const response = await stage.office.fetch(`/api/filing-sheets/${form}?state=RECORDED`)
    const book = new Workbook()
    await book.xlsx.load(await response.arrayBuffer())
    const [sheet] = book.worksheets
    const cells = (row: number) => ((sheet?.getRow(row).values ?? []) as unknown[]).slice(1).map(String)
    expect(cells(3)).toEqual([
      '支部',
      '事项',
      '版次',
      '编号',
      '状态',
      '截止',
      '报送日期',
      '报送人',
      '通过日期',
      '基本单元',
      '措施内容',
      '正式文件',
    ])
    expect([4, 5, 6, 7].map((row) => cells(row)[3]).sort()).toEqual(filings.map(({ number }) => number).sort())
    expect(cells(8)).toEqual([])
    expect((await stage.secretary.call('filing.list')).body.forms.find((each) => each.form === form)?.counts).toEqual([
      { state: 'FILED', name: '已报送', count: 1 },
      { state: 'RECORDED', name: '已备案', count: 1 },
      { state: 'SUPERSEDED', name: '已由新版代替', count: 1 },
    ])
  })

  test('late is whatever is handed in first after its day; before it the 书记 is reminded', async () => {
    const [left] = (await ledger(stage.office, 'NOT_STARTED')).filings
    await stage.moveQuietly('2026-10-09')
    const cards = (await stage.rows(OutboxMessage, { kind: 'reminder' })).filter(({ card }) =>
      JSON.stringify(card).includes('请报送点对点联系服务措施'),
    )
    expect(cards.length).toBeGreaterThan(0)
    expect(cards.map(({ personId }) => personId)).not.toContain(stage.secretary.personId)
    await stage.moveQuietly('2026-10-12')
    const late = ok(await stage.office.call('filing.read', { form, filingId: left?.filingId ?? '' }))
    const { name = '' } = late.face.turn?.people[0] ?? {}
    const [grant] = await stage.rows(RoleGrant, { role: 'BRANCH_SECRETARY', scopeId: late.branchId })
    const secretary = await stage.product.loginPerson(grant?.personId ?? '')
    expect(secretary.name).toBe(name)
    const { branchId, revision, filingId: id } = late
    ok(await secretary.call('filing.save', { form, filingId: id, branchId, revision, draft: false, values }))
    expect(await stage.read(form, id, secretary)).toMatchObject({ state: 'FILED', late: true })
  })

  test('the next version begins with the paper of the one before, whoever sent that', async () => {
    const [third] = await stage.rows(Filing, { version: 3 })
    ok(await stage.step(form, third?.id ?? '', 'receive'))
    const { nextVersionId = '', values: written } = await stage.read(form, third?.id ?? '')
    const fourth = nextVersionId ?? ''
    const place = `/api/filings/${form}/${fourth}/papers/${written.paper}`
    expect((await stage.secretary.fetch(place)).status).toBe(200)
    ok(await stage.save(form, fourth, written, { draft: true, by: committee }))
    expect(await stage.rows(FilingFile, { filingId: fourth })).toEqual([{ filingId: fourth, fileId: written.paper }])
  })

  test('one that is begun whenever there is something takes no place that is another’s', async () => {
    const { owed: _owed, ...always } = { ...requireForm('assemblyRecord'), name: 'always' }
    const at = (id: string) =>
      stage.product.database.read(null, 'job', (work) => requireFiling(work, always, id, stage.branchId))
    expect((await at(randomUUID())).record.state).toBe('NOT_STARTED')
    const others = filingIdOf(form, sampleBranch('digital'), randomUUID(), 1)
    await expect(at(others)).rejects.toMatchObject({ code: 'record.notFound' })
  })
})
