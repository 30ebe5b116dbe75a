import { openCampaign } from '../../../server/features/opening/openCampaign'
import { describeByTurn } from '../../support/perDatabase'
import { forms, openPostStage, type PostStage, someone } from './postStage'

describeByTurn('last year’s 岗 and 区 are a start for this year’s form (M7)', (db) => {
  let stage: PostStage
  let next: string
  beforeAll(async () => {
    stage = await openPostStage(db.url)
    await stage.open('production')
    stage.house.setToday('2026-09-01')
    await stage.at('D08', 'ACTIVE', 'AREA')
    // Never taken in: nobody's start.
    await stage.at('D07', 'FILLED', 'AREA')
    const year = { year: 2027, title: '2027年“三亮”活动', basisNumber: '机关党办〔2026〕12号', basisTitle: '通知' }
    const days = { basisDay: '2026-08-20', dueDay: '2027-09-20', limitMode: 'TOTAL' }
    await stage.house.as(someone('office'), (work) => openCampaign(work, { ...year, ...days } as never))
    await stage.open('production')
    next = await stage.at('D08', 'CONSULTED', 'AREA')
  }, 60_000)
  afterAll(() => stage.close())

  const earlier = async (postAreaId: string, personId: string) =>
    (await stage.call('postArea.read', personId, { postAreaId })).lastYear

  test('whoever fills the form is offered its words, and nothing is taken over by itself', async () => {
    const { lead } = await stage.line('D08')
    const { title, goal, content } = forms
    expect(await earlier(next, lead)).toEqual([expect.objectContaining({ year: 2026, title, goal, content })])
    expect((await stage.record(next)).goal).toBe('')
  })

  test('nobody else is, nor of a department whose sheet 党办 never took in, nor once it is filled in', async () => {
    const { lead, secretary } = await stage.line('D08')
    expect(await earlier(next, secretary)).toEqual([])
    const other = await stage.at('D07', 'CONSULTED', 'AREA')
    expect(await earlier(other, (await stage.line('D07')).lead)).toEqual([])
    await stage.walk(next, 'FILLED')
    expect(await earlier(next, lead)).toEqual([])
  })
})
