import { randomUUID } from 'node:crypto'
import { Campaign, Person, Pledge } from '../../../entities'
import type { Work } from '../../../server/database/work'
import { publishSheet } from '../../../server/features/pledge/publish'
import { describeByTurn } from '../../support/perDatabase'
import { openStage, type Stage } from '../evaluation/evaluationStage'
import { persona } from '../organisation/house'

const campaignId = randomUUID()

async function publish(work: Work, personId: string): Promise<string> {
  const pledge: Pledge = {
    id: randomUUID(),
    campaignId,
    personId,
    state: 'PUBLISHED',
    dutyText: '负责报销审核',
    studyPledge: '每月学习2次',
    dutyPledge: '3日内办结',
    integrityPledge: '全年零违纪',
    photoId: null,
    publishConsent: true,
    photoConsent: false,
    limitMode: 'TOTAL',
    dueDay: '2026-09-20',
    submittedAt: work.now,
    late: false,
    returnReason: null,
    publishedAt: null,
    publishedVersion: 0,
    packageId: null,
    paperPhotoDay: null,
    revision: 1,
  }
  await work.insert(Pledge, pledge)
  await work.revise(Pledge, pledge, await publishSheet(work, pledge))
  return pledge.id
}

describeByTurn('beside the ballot stands what hangs on the wall (R27)', (db) => {
  const member = persona('member').personId
  const voter = persona('scrutineer').personId
  let stage: Stage
  let roundId: string
  let pledgeId: string
  beforeAll(async () => {
    stage = await openStage(db.url)
    stage.house.setToday('2026-12-01')
    roundId = (await stage.open('finance')).id
    await stage.freeze(roundId)
    await stage.startVote(roundId, '2026-12-15')
    pledgeId = await stage.house.as(null, async (work) => {
      await work.insert(Campaign, {
        id: campaignId,
        year: 2026,
        title: '三亮',
        basisNumber: '1号',
        basisTitle: '通知',
        basisDay: '2026-09-01',
        openedDay: '2026-09-01',
        dueDay: '2026-09-20',
        limitMode: 'TOTAL',
        state: 'OPEN',
        rules: null,
        basisVersion: null,
        openedById: member,
        revision: 1,
      })
      return publish(work, member)
    })
  })
  afterAll(() => stage.close())

  const beside = async () => {
    const { subjects } = await stage.call('ballot.sheet', voter, { roundId })
    return subjects.find((subject) => subject.name === '林知夏')
  }
  const change = (changes: Partial<Pledge>) =>
    stage.house.as(null, (work) => work.change(Pledge, { id: pledgeId }, changes))

  test('with the way to the pledge and its 践诺; nobody else has one', async () => {
    expect(await beside()).toMatchObject({ pledgeId, dutyText: '负责报销审核' })
    const { subjects } = await stage.call('ballot.sheet', voter, { roundId })
    expect(subjects.filter((subject) => subject.pledgeId !== null)).toHaveLength(1)
  })

  test('the published version, while a new one waits for its acceptance', async () => {
    await change({ state: 'SUBMITTED', dutyText: '还没有受理的新版本' })
    expect(await beside()).toMatchObject({ pledgeId, dutyText: '负责报销审核' })
  })

  test('nothing when its member no longer agrees to be shown, or has left', async () => {
    await change({ publishConsent: false })
    expect(await beside()).toMatchObject({ pledgeId: null, dutyText: null, pledges: [] })
    await change({ publishConsent: true })
    await stage.house.as(null, (work) => work.change(Person, { id: member }, { dutyStatus: 'LEFT' }))
    expect(await beside()).toMatchObject({ pledgeId: null, dutyText: null, pledges: [] })
  })
})
