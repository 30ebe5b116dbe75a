import { randomUUID } from 'node:crypto'
import type { Card } from '../../../bot/port'
import { BranchPackage, OutboxMessage, Pledge, RoleGrant } from '../../../entities'
import type { Work } from '../../../server/database/work'
import { onceFor } from '../../../server/domain/cardKeys'
import { membersWithPledge } from '../../../server/features/pledge/branchMembers'
import { packageFlow } from '../../../server/features/pledge/packageFlow'
import { submitPackage } from '../../../server/features/pledge/submitPackage'
import { allOwed, duesOf, pressesOf } from '../../../server/features/workflow'
import { describeByTurn } from '../../support/perDatabase'
import { satisfyPosts } from '../../support/satisfyPosts'
import { branch, campaignId, openPostStage, type PostStage, someone } from '../postArea/postStage'

const branchId = branch('finance')
const secretary = someone('financeSecretary')
const office = someone('office')

/** M10, M12: a package waits for somebody in every state, and one that was mended for nobody. */
describeByTurn('who owes a package', (db) => {
  let stage: PostStage
  beforeAll(async () => {
    stage = await openPostStage(db.url)
    await satisfyPosts(stage.house.database, branchId)
    const texts = { dutyText: '负责会计核算', studyPledge: '学习', dutyPledge: '履职', integrityPledge: '廉洁' }
    const blank = { photoId: null, returnReason: null, publishedAt: null, packageId: null, paperPhotoDay: null }
    const facts = { publishConsent: true, photoConsent: false, limitMode: 'TOTAL' as const, publishedVersion: 0 }
    const standing = { state: 'SUBMITTED', dueDay: '2026-09-20', submittedAt: 1, late: false, revision: 1 }
    const sheet = { id: randomUUID(), campaignId, personId: someone('member') }
    await stage.house.as(null, (work) => work.insert(Pledge, { ...sheet, ...texts, ...blank, ...facts, ...standing }))
  }, 60_000)
  afterAll(() => stage.close())

  const submit = () =>
    stage.house.as(secretary, async (work) => {
      const owing = (await membersWithPledge(work, branchId, campaignId)).filter(({ pledge }) => !pledge)
      const missing = owing.map(({ personId }) => ({ personId, reason: '外派驻点，回来补交' }))
      return submitPackage(work, { branchId, missing })
    })
  const owed = async () =>
    (await stage.house.as(null, (work) => allOwed(work, [packageFlow]))).map(
      ({ about, title, owners, vacant }) =>
        `${about} ${title} ${owners.includes(office) ? '党办' : owners.length ? owners : vacant}`,
    )
  const dues = (personId: string) => stage.house.as(personId, async (work) => (await duesOf(work, packageFlow)).length)
  const asked = async (): Promise<Card> => {
    const [last] = (await stage.rows(BranchPackage)).sort((one, other) => other.number - one.number)
    const [message] = await stage.rows(OutboxMessage, { dedupeKey: onceFor.package(last?.id ?? '', office) })
    return message?.card as Card
  }
  const press = async (label: string, values: Record<string, string> = {}, personId = office) => {
    const choice = (await asked()).answers?.choices.find((each) => each.label === label)
    const [verb = '', argument = ''] = (choice?.action ?? '').split(/:(.*)/)
    const handle = pressesOf([packageFlow])[verb]
    return stage.house.as(personId, (work: Work) => {
      if (!handle) throw new Error(`no button ${label}`)
      return handle(work, { values } as never, argument)
    })
  }

  test('handed in, it is owed by 党办, who decides in the card', async () => {
    await submit()
    expect(await owed()).toEqual([`财投支部第1次报送 受理支部报送 党办`])
    expect([await dues(office), await dues(secretary), await dues(someone('member'))]).toEqual([1, 0, 0])
    const { facts, answers } = await asked()
    expect(facts.map(({ label, value }) => `${label} ${value}`)).toEqual([
      '支部 财投支部',
      '承诺书 1份',
      '岗区 0份',
      expect.stringMatching(/^未交 \d+人$/),
      expect.stringMatching(/^报送人 \S+$/),
    ])
    expect(answers?.choices.map(({ label }) => label)).toEqual(['退回', '受理'])
    await expect(press('受理', {}, secretary)).rejects.toMatchObject({ code: 'permission.denied' })
    await expect(press('退回')).rejects.toMatchObject({ code: 'card.wordsMissing' })
  })

  test('given back, it is owed by whoever is 书记 now, and by 党办 while nobody is', async () => {
    expect((await press('退回', { comment: '请补充照片说明' })).toast).toEqual({
      kind: 'done',
      text: '已退回支部补正。',
    })
    expect(await stage.rows(BranchPackage)).toMatchObject([{ state: 'RETURNED', returnReason: '请补充照片说明' }])
    expect((await stage.rows(BranchPackage))[0]?.decidedAt).not.toBeNull()
    await expect(press('受理')).rejects.toMatchObject({ code: 'card.stale' })
    expect(await owed()).toEqual([`财投支部第1次报送 补正支部报送 ${secretary}`])
    expect([await dues(office), await dues(secretary)]).toEqual([0, 1])
    expect((await stage.rows(OutboxMessage, { kind: 'packageDecided' })).map((row) => row.personId)).toEqual([
      secretary,
    ])
    const post = { role: 'BRANCH_SECRETARY' as const, scopeId: branchId }
    await stage.house.as(null, (work) => work.change(RoleGrant, post, { toDay: '2026-08-31' }))
    expect(await owed()).toEqual(['财投支部第1次报送 补正支部报送 branchSecretary'])
    await stage.house.as(null, (work) => work.change(RoleGrant, post, { toDay: null }))
  })

  test('mended by the next number, the returned one is owed by nobody; accepted, nothing is', async () => {
    await submit()
    expect(await owed()).toEqual([`财投支部第2次报送 受理支部报送 党办`])
    expect((await press('受理')).card).toMatchObject({ title: '支部报送已受理' })
    expect(await owed()).toEqual([])
  })
})
