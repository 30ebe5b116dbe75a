import { EvaluationRound } from '../../../entities'
import { walk } from '../../support/walk'
import { type FilingStage, ok, openFilings } from './filingStage'

describe('党员大会公布记录', () => {
  let stage: FilingStage
  beforeAll(async () => {
    stage = await openFilings()
    await stage.acceptedRound()
  }, 60_000)
  afterAll(() => stage.product.stop())

  // No call archives a round yet. Board and assembly are both asked for: the one does not end what is owed of the other.
  test('is owed and can be filed even when its round is archived', async () => {
    await stage.product.database.unitOfWork(null, 'job', (work) =>
      work.change(EvaluationRound, { state: 'ACCEPTED' }, { state: 'ARCHIVED' }),
    )
    expect(await stage.task(stage.secretary, 'assemblyRecord')).toMatchObject({ title: '登记党员大会公布记录' })
  })

  walk(['R61'], '表1受理以后，支部登记党员大会公布的情况；党办可以退回补正', async () => {
    const task = await stage.task(stage.secretary, 'assemblyRecord')
    expect(task).toMatchObject({ title: '登记党员大会公布记录', detail: '财投支部，半年评价' })
    const { form, filingId } = task as NonNullable<typeof task>
    const record = { heldDay: '2026-09-05', due: 20, present: 18, minutes: '财投〔2026〕7号', published: '评价等次。' }
    const wrong = await stage.save(form, filingId, { ...record, present: 21 })
    expect(wrong.body.problems?.map(({ sentence }) => sentence)).toEqual(['实到人数不能多于应到人数'])
    ok(await stage.save(form, filingId, record))
    expect(await stage.read(form, filingId)).toMatchObject({
      stateName: '已登记',
      dueDay: '2026-10-09',
      face: { turn: null },
    })
    ok(await stage.step(form, filingId, 'giveBack', '请写明公布了哪些内容'))
    expect((await stage.card('financeSecretary')).title).toBe('党员大会公布记录被退回')
    ok(await stage.save(form, filingId, { ...record, published: '评价等次和意见建议办理情况。' }))
    const { face, state } = await stage.read(form, filingId)
    expect([state, ...face.history.map(({ name }) => name)]).toEqual(['RECORDED', '登记', '退回', '登记'])
  })
})
