import { Campaign, PostArea } from '../../../entities'
import { contract } from '../../../server/contract'
import { nominationData } from '../../../server/features/documents/postAreaForms'
import { grantRole } from '../../../server/features/organisation/grantRole'
import { describeByTurn } from '../../support/perDatabase'
import { department, type Line, openPostStage, type PostStage, someone } from '../postArea/postStage'

describeByTurn('a form that was signed by somebody who acts', (db) => {
  let stage: PostStage
  let line: Line
  beforeAll(async () => {
    stage = await openPostStage(db.url)
    line = await stage.line('D07')
    await stage.open('production')
  }, 60_000)
  afterAll(() => stage.close())

  it('says so on the record and on paper; who is away does not review meanwhile', async () => {
    const standIn = someone('D07:member:3')
    const postAreaId = await stage.at('D07', 'FILLED', 'POST', someone('D07:member:4'))
    const post = { role: 'DEPARTMENT_HEAD', scopeId: department('D07'), fromDay: '2026-09-01', toDay: '2026-09-04' }
    const asked = { personId: standIn, ...post, acting: true, reason: '出差期间代理' }
    await stage.house.as(someone('office'), (work) =>
      grantRole(work, contract['organisation.grantRole'].in.parse(asked)),
    )
    const review = { ...(await stage.target(postAreaId)), decision: 'review' as const }
    expect(await stage.refusal('postArea.review', line.head, review)).toBe('permission.denied')
    await stage.call('postArea.review', standIn, review)
    const holder = line.desk.head?.name
    const { face } = await stage.call('postArea.read', line.secretary, { postAreaId })
    expect(face.history.at(-1)).toMatchObject({ personId: standIn, roleName: `部门第一负责人（代${holder}）` })
    expect(face.history.at(0)?.roleName).not.toContain('代')
    const form = await stage.house.as(null, async (work) => {
      const record = await work.manager.findOneByOrFail(PostArea, { id: postAreaId })
      const campaign = await work.manager.findOneByOrFail(Campaign, { id: record.campaignId })
      return nominationData(work, campaign, record, { publicUrl: '' } as never, '')
    })
    expect([form.opinions.headReview?.note, form.opinions.consultation?.note]).toEqual([`代${holder}`, null])
  })
})
