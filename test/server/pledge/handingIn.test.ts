import { randomUUID } from 'node:crypto'
import { AuditEntry, Pledge } from '../../../entities'
import type { Caller } from '../../support/product'
import { openInput, openPledges, type PledgeStage, requestKey, type SheetInput } from './pledgeStage'

describe('a member hands in the 承诺书 (R17–R26)', () => {
  let stage: PledgeStage
  let member: Caller
  let photoId: string
  beforeAll(async () => {
    stage = await openPledges()
    member = stage.member
    photoId = await stage.upload(member)
  })
  afterAll(() => stage.product.stop())

  const send = (changes: Partial<SheetInput> = {}) => member.call('pledge.submit', stage.sheet({ photoId, ...changes }))
  const revision = async () => (await member.call('pledge.mine')).body.pledge?.revision ?? 0
  const again = async (changes: Partial<SheetInput> = {}) => send({ revision: await revision(), ...changes })
  const duty = (characters: number) => '审'.repeat(characters)
  /** Three pledges of so many 字 together. */
  const pledges = (total: number) => ({
    studyPledge: '学'.repeat(total - 60),
    dutyPledge: '履'.repeat(30),
    integrityPledge: '廉'.repeat(30),
  })

  test('nothing is there before, and the sheet shows the person as the roster knows them', async () => {
    const { body } = await member.call('pledge.mine')
    expect(body.pledge).toBeNull()
    expect(body.person).toMatchObject({ name: '林知夏', branchName: '财投支部', departmentName: '财务部' })
    expect(body.campaign).toMatchObject({ dueDay: '2026-09-20', anchorDay: '2026-09-20', limitMode: 'TOTAL' })
  })

  test('every fault is named at its field at once, the missing photo too (R17, R21, R23, R25)', async () => {
    const { status, body } = await send({ dutyText: duty(34), studyPledge: ' ', photoId: null })
    expect(status).toBe(422)
    expect(body.sentence).toBe('有3处需要修改。')
    expect(body.problems).toEqual([
      expect.objectContaining({ field: 'dutyText', sentence: '工作职责共34字，超出4字（不超过30字）' }),
      expect.objectContaining({ field: 'studyPledge', sentence: expect.stringContaining('三条承诺缺一不可') }),
      expect.objectContaining({ field: 'photoId', sentence: '还没有上传照片，请先上传一张2寸红底登记照片。' }),
    ])
    expect(await stage.rows(Pledge)).toEqual([])
  })

  test('a photo of somebody else or of nobody is refused at its field', async () => {
    const foreign = await stage.upload(stage.secretary)
    for (const strange of [foreign, randomUUID()]) {
      const { status, body } = await send({ photoId: strange })
      expect(status).toBe(422)
      expect(body.problems).toEqual([{ field: 'photoId', code: 'pledge.photoForeign', sentence: expect.any(String) }])
    }
  })

  test('the first submission makes one sheet and one line of 留痕', async () => {
    const { status, body } = await send()
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'SUBMITTED', revision: 1, late: false })
    expect(await stage.rows(AuditEntry, { action: 'pledge.submit' })).toHaveLength(1)
  })

  test.each([
    ['30 字', duty(30), 200],
    ['31 字', duty(31), 422],
    ['30 字 with 𠮷 in it', `${duty(29)}𠮷`, 200],
    ['31 字 with 𠮷 in it', `${duty(30)}𠮷`, 422],
    ['30 字 written with a combining mark', `${duty(29)}e\u0301`, 200],
    ['30 字 and a line break after them', `${duty(30)}\n`, 200],
    ['30 字 with a blank between each two', [...duty(30)].join(' '), 200],
    ['nothing but punctuation', '。。。', 422],
    ['a telephone number', '报修请打00012345678', 422],
    ['an emoji', '负责报销😀', 422],
    ['an invisible character', '负责\u200b报销', 200],
    ['30 字 and thirty that nobody sees', `${duty(30)}${'\u200b'.repeat(30)}`, 200],
    ['a character of a private font', '负责\ue000报销', 400],
  ])('a 职责 of %s (R17)', async (_what, dutyText, status) => {
    const reply = await again({ dutyText })
    expect([reply.status, (reply.body.problems ?? []).map((one) => one.field)]).toEqual([
      status,
      status === 200 ? [] : ['dutyText'],
    ])
  })

  test('what is stored has no line breaks and no doubled blanks', async () => {
    await again({ dutyText: ' 负责 \n 报销\t审核 ', studyPledge: 'e\u0301每月学习。\r\n' })
    const { pledge } = (await member.call('pledge.mine')).body
    expect(pledge).toMatchObject({ dutyText: '负责 报销 审核', studyPledge: '\u00e9每月学习。' })
  })

  test('100 字 in all are taken, 101 are refused with the count (R23)', async () => {
    expect((await again(pledges(100))).status).toBe(200)
    const { status, body } = await again(pledges(101))
    expect(status).toBe(422)
    expect(body.problems?.[0]?.sentence).toBe('三条承诺合计共101字，超出1字（不超过100字）')
  })

  test('the same text twice is no second promise (R21)', async () => {
    const { status, body } = await again({ studyPledge: '按时办结。', dutyPledge: '按时办结' })
    expect([status, body.problems?.map((one) => one.field)]).toEqual([422, ['dutyPledge']])
  })

  test('an old revision is told that the sheet was changed meanwhile', async () => {
    const current = await revision()
    expect((await send({ revision: current })).status).toBe(200)
    expect((await send({ revision: current })).body.code).toBe('record.changed')
    expect((await send({ revision: 0 })).body.code).toBe('record.changed')
  })

  test('the same request sent twice hears the same answer and changes nothing twice', async () => {
    const key = requestKey()
    const input = stage.sheet({ photoId, revision: await revision() })
    const first = await member.call('pledge.submit', input, key)
    const second = await member.call('pledge.submit', input, key)
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.body).toEqual(first.body)
    expect(await revision()).toBe(first.body.revision)
    expect(await stage.rows(Pledge)).toHaveLength(1)
  })

  test('who is no 党员 owes none and cannot hand one in', async () => {
    const masses = await stage.product.login('masses')
    for (const reply of [await masses.call('pledge.mine'), await masses.call('pledge.submit', stage.sheet())])
      expect([reply.status, (reply.body as { code?: string }).code]).toEqual([403, 'permission.denied'])
  })

  test('the office changes the reading to 100 字 each; what was handed in stays as it is (U1, R23)', async () => {
    const { campaignId, revision: before } = stage.campaign
    expect((await again(pledges(100))).status).toBe(200)
    const set = (limitMode: 'TOTAL' | 'PER_ITEM', at: number) =>
      stage.office.call('campaign.setLimitMode', { campaignId, limitMode, revision: at })
    expect(
      (await member.call('campaign.setLimitMode', { campaignId, limitMode: 'PER_ITEM', revision: before })).status,
    ).toBe(403)
    expect((await set('PER_ITEM', before)).status).toBe(200)
    expect((await set('PER_ITEM', before)).body.code).toBe('record.changed')
    expect((await again({ ...pledges(100), studyPledge: '学'.repeat(100) })).status).toBe(200)
    const tooLong = await again({ ...pledges(100), studyPledge: '学'.repeat(101) })
    expect(tooLong.body.problems?.[0]?.sentence).toBe('承诺一（政治学习及业务技能）共101字，超出1字（不超过100字）')
    expect((await set('TOTAL', before + 1)).status).toBe(200)
    const [kept] = await stage.rows(Pledge)
    expect([kept?.studyPledge.length, kept?.limitMode]).toEqual([100, 'PER_ITEM'])
    expect((await again({ ...pledges(100), studyPledge: '学'.repeat(100) })).status).toBe(422)
  })

  test('on the last day it is in time, later it is taken and stamped late, never refused (R14)', async () => {
    const next = await stage.office.call('campaign.open', openInput({ year: 2027, dueDay: '2026-09-08' }))
    const { campaignId } = next.body.campaign
    await stage.moveQuietly('2026-09-08')
    expect((await send({ campaignId })).body).toMatchObject({ state: 'SUBMITTED', late: false })
    await stage.moveQuietly('2026-09-09')
    expect((await again({ campaignId })).body).toMatchObject({ state: 'SUBMITTED', late: true })
    expect((await stage.board()).members.find((one) => one.personId === member.personId)?.late).toBe(true)
  })
})
