import { createHash } from 'node:crypto'
import { applyRoster, checkRoster } from '../../../server/features/roster/importRoster'
import { undoImport } from '../../../server/features/roster/undoImport'
import { rosterTemplate } from '../../../server/features/roster/template'
import { describeEachDatabase } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'
import { newcomer, rosterFile } from './workbook'

const tenants = { feishu: 'cli_sample', wecom: 'ww_sample' }
describeEachDatabase('zz', (db) => {
  let house: House
  beforeAll(async () => { house = await openHouse(db.url) })
  afterAll(() => house.close())
  const office = persona('office').personId
  const timed = async (name: string, body: () => Promise<unknown>) => {
    let max = 0, last = performance.now()
    const iv = setInterval(() => { const now = performance.now(); max = Math.max(max, now - last - 5); last = now }, 5)
    const t = performance.now()
    let out: unknown
    const q = await house.countQueries(async () => { out = await body() })
    process.stderr.write('\n' + [db.kind, name, Math.round(performance.now() - t), 'ms, longest block', Math.round(max), 'queries', q, (JSON.stringify(out) ?? '').slice(0, 300)].join(' '))
    clearInterval(iv)
    return out as any
  }
  it('measures', async () => {
    const n = 10000
    const people = (title: string) => rosterFile(Array.from({ length: n }, (_x, i) => newcomer(i, { 部门编号: `X${i % 40}`, 部门: `部门${i % 40}`, 所属支部: `支部${i % 8}`, 飞书账号: `ou_${String(i).padStart(32, '0')}`, 企业微信账号: `NEW${i}`, 职务: title })))
    const a = people('会计'), b = people('出纳')
    const facts = (c: Buffer) => ({ fileName: 'x.xlsx', mediaType: '', sha256: createHash('sha256').update(c).digest('hex') })
    const check = (c: Buffer) => house.database.read(null, 'pc', async () => 0).then(() => house.as(office, (w) => checkRoster(tenants).prepare(w, c)))
    const apply = (c: Buffer) => house.as(office, async (w) => applyRoster(tenants).run(w, await applyRoster(tenants).prepare(w, c, facts(c)), facts(c)))
    await timed('template', () => house.as(office, rosterTemplate).then((x) => x.content.length))
    await timed('check', () => check(a))
    const one = await timed('apply added', () => apply(a))
    await timed('apply unchanged', () => apply(a))
    const two = await timed('apply changed', () => apply(b))
    await timed('undo changed', () => house.as(office, (w) => undoImport(w, two)))
    await expect(house.as(office, (w) => undoImport(w, one))).rejects.toMatchObject({code: 'roster.undoLate'})
  }, 120000)
})
