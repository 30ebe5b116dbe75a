import { walk } from '../../support/walk'
import { type FilingStage, ok, openFilings } from './filingStage'

describe('措施备案', () => {
  let stage: FilingStage
  beforeAll(async () => {
    stage = await openFilings()
  }, 60_000)
  afterAll(() => stage.product.stop())

  walk(['R44'], '支部把措施报机关党委备案：收到后给编号，变了报新版，没有审批', async () => {
    const task = await stage.task(stage.secretary)
    expect(task).toMatchObject({ title: '报送点对点联系服务措施', form: 'measureFiling' })
    const { form, filingId } = task as NonNullable<typeof task>
    const measures = { adoptedDay: '2026-09-04', unit: 'BRANCH', measures: '每名党员每季度走访联系对象。' }
    const wrong = await stage.save(form, filingId, { ...measures, adoptedDay: '2026-09-08', measures: '' })
    expect(wrong.body.problems?.map(({ sentence }) => sentence)).toEqual(['通过日期不能晚于今天', '请填写措施内容'])
    ok(await stage.save(form, filingId, measures))
    expect((await stage.card('office')).buttons.map(({ text }) => text)).toEqual(['退回', '收到备案', '查看'])
    expect((await stage.press('office', '收到备案')).ok).toBe(true)
    const filed = await stage.read(form, filingId)
    expect(filed).toMatchObject({ stateName: '已备案', number: '机委备〔2026〕1号', dueDay: '2026-10-10' })
    const second = filed.nextVersionId as string
    ok(await stage.save(form, second, { ...measures, unit: 'DEPARTMENT' }))
    ok(await stage.step(form, second, 'receive'))
    const { versions } = await stage.read(form, second)
    expect(versions.map(({ number, stateName }) => [number, stateName])).toEqual([
      ['机委备〔2026〕2号', '已备案'],
      ['机委备〔2026〕1号', '已由新版代替'],
    ])
  })
})
