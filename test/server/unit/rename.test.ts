import { AuditEntry } from '../../../entities'
import type { Input } from '../../../server/contract'
import { departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { describeByTurn } from '../../support/perDatabase'
import { readSheets } from '../../support/readSheets'
import { zipParts } from '../../support/zipParts'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'
import { workbookOf } from '../roster/workbook'

const [old, fresh] = ['财投支部', '财务投资支部']
const reason = '机关党委批复〔2026〕12号'

describeByTurn('a branch or department that is called otherwise from a day on', (db) => {
  let stage: PledgeStage
  let pledgeId = ''
  let packageId = ''
  const financeDepartment = departmentId('D04')
  beforeAll(async () => {
    stage = await openPledges(db.url)
    await stage.handIn(stage.member)
    packageId = (await stage.package()).packageId
    pledgeId = (await stage.mine()).pledgeId
  })
  afterAll(() => stage.product.stop())

  const unit = async (unitId = stage.branchId) => (await stage.office.call('unit.read', { unitId })).body
  const rename = (changes: Partial<Input<'unit.rename'>> = {}) =>
    stage.office.call('unit.rename', { unitId: stage.branchId, name: fresh, fromDay: '2026-09-15', reason, ...changes })
  const treeNames = async () => {
    const { branches } = (await stage.office.call('organisation.tree')).body
    return branches.flatMap(({ name, departments }) => [name, ...departments.map((each) => each.name)])
  }
  const sheetText = async () => {
    const file = await stage.office.fetch(`/api/documents/pledge/${pledgeId}?format=docx`)
    const parts = await zipParts(Buffer.from(await file.arrayBuffer()))
    return [...parts.values()]
      .map(String)
      .join('')
      .replace(/<[^>]+>/g, '')
  }
  const packageName = async () => (await stage.office.call('package.read', { packageId })).body.branchName

  it('waits for its day, and is told meanwhile', async () => {
    expect((await rename()).status).toBe(200)
    expect(await unit()).toMatchObject({
      name: old,
      renames: [{ before: old, after: fresh, fromDay: '2026-09-15', coming: true, mayUndo: true, reason }],
    })
    expect(await treeNames()).toContain(old)
    const line = (await stage.rows(AuditEntry, { action: 'unit.rename' })).at(0)
    expect(line).toMatchObject({ subjectId: stage.branchId, change: { before: old, after: fresh }, reason })
  })

  it('is its name from the night on, everywhere at once; what was handed in before keeps the old one', async () => {
    await stage.moveQuietly('2026-09-15')
    expect(await treeNames()).toContain(fresh)
    expect((await stage.office.call('package.list')).body.branches.map((each) => each.branchName)).toContain(fresh)
    expect(await packageName()).toBe(old)
    const sheet = await sheetText()
    expect([sheet.includes(old), sheet.includes(fresh)]).toEqual([true, false])
    const table = await stage.office.fetch(`/api/campaigns/${stage.campaign.campaignId}/export.xlsx`)
    const rows = Object.values(await readSheets(Buffer.from(await table.arrayBuffer()))).flat()
    expect(rows.filter((row) => row.includes('支部报送')).map((row) => row[2])).toEqual([old])
  })

  it('leads a roster of last year to the same branch, and says so', async () => {
    const rows = [
      ['工号', '姓名', '政治面貌', '部门编号', '部门', '所属支部'],
      ['N9001', '云小甲', '群众', 'D99', '资金部', old],
    ]
    const { body } = await stage.office.send('roster.check', workbookOf({ rows }), {})
    const said = JSON.stringify(body)
    expect(said).toContain(`文件里的“${old}”就是现在的“${fresh}”`)
    expect(said).not.toContain(`将新建支部“${old}”`)
  })

  it('takes a department with its 党小组, from a day that is past too', async () => {
    const before = (await unit(financeDepartment)).name
    expect((await rename({ unitId: financeDepartment, name: '财务共享部', fromDay: '2026-09-10' })).status).toBe(200)
    expect(await treeNames()).toContain('财务共享部')
    // Signed on 7 September, when it was called otherwise.
    expect((await sheetText()).includes(before)).toBe(true)
  })

  it('refuses the name of another, one that is already borne, and a day before the last rename', async () => {
    const [first = ''] = (await treeNames()).filter((name) => name !== fresh)
    const problems = async (changes: Partial<Input<'unit.rename'>>) =>
      ((await rename({ fromDay: '2026-10-01', ...changes })).body as never as { problems: { field: string }[] })
        .problems
    expect(await problems({ name: first })).toMatchObject([{ field: 'name' }])
    expect(await problems({ name: fresh })).toMatchObject([{ field: 'name', sentence: '和原来的名称一样。' }])
    expect(await problems({ name: '财金支部', fromDay: '2026-09-15' })).toMatchObject([{ field: 'fromDay' }])
  })

  it('is taken back, the last one first: then it never was', async () => {
    const [one] = (await unit()).renames
    expect((await rename({ name: '财金支部', fromDay: '2026-09-16' })).status).toBe(200)
    const undo = (renameId = '') => stage.office.call('unit.undoRename', { renameId, reason: '登记错了支部' })
    expect((await undo(one?.renameId)).body).toMatchObject({ code: 'unit.renameNotLast' })
    for (const { renameId } of (await unit()).renames) expect((await undo(renameId)).status).toBe(200)
    expect(await unit()).toMatchObject({ name: old, renames: [] })
    expect(await packageName()).toBe(old)
  })

  it('written wrong from the first it is put right, for then too', async () => {
    const correct = { unitId: stage.branchId, name: '财投党支部', reason: '批复上是财投党支部' }
    expect((await stage.office.call('unit.correctName', correct)).status).toBe(200)
    expect([await packageName(), (await unit()).renames]).toEqual(['财投党支部', []])
    expect((await stage.office.call('unit.correctName', correct)).body).toMatchObject({ code: 'unit.nameSame' })
  })
})
