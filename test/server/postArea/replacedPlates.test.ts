import { AuditEntry, PostAreaStep } from '../../../entities'
import { openCampaign } from '../../../server/features/opening/openCampaign'
import { describeByTurn } from '../../support/perDatabase'
import { openPostStage, type PostStage, someone } from './postStage'

describeByTurn('a plate of a new year takes the place of last year’s (rules §3.1)', (db) => {
  let stage: PostStage
  let old: string
  let next: string
  beforeAll(async () => {
    stage = await openPostStage(db.url)
    await stage.open('production')
    stage.house.setToday('2026-09-01')
    old = await stage.at('D08', 'ACTIVE', 'AREA')
    const year = { year: 2027, title: '2027年“三亮”活动', basisNumber: '机关党办〔2026〕12号', basisTitle: '通知' }
    const days = { basisDay: '2026-08-20', dueDay: '2027-09-20', limitMode: 'TOTAL' }
    await stage.house.as(someone('office'), (work) => openCampaign(work, { ...year, ...days } as never))
    await stage.open('production')
    next = await stage.at('D08', 'ACCEPTED', 'AREA')
  }, 60_000)
  afterAll(() => stage.close())

  test('until it hangs the old one stays', async () => {
    expect((await stage.record(old)).state).toBe('ACTIVE')
  })

  test('once it hangs the old one is taken down by the system, with day, reason, step and 留痕', async () => {
    await stage.walk(next, 'ACTIVE')
    const { state, removedDay, removedReason } = await stage.record(old)
    expect([state, removedDay, removedReason]).toEqual(['REMOVED', '2026-09-01', '2027年的责任区已经挂牌'])
    expect((await stage.record(next)).state).toBe('ACTIVE')
    const [step] = await stage.rows(PostAreaStep, { postAreaId: old, event: 'replace' })
    expect(step).toMatchObject({ actorId: null, comment: removedReason })
    expect(await stage.rows(AuditEntry, { action: 'postArea.replace', subjectId: old })).toHaveLength(1)
  })
})
