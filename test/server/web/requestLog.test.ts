import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { startTestProduct, type TestProduct } from '../../support/product'
import { captureLog, strangeFields, wordsAboutPeople } from './capturedLog'
import { type Stage, setStage } from './stage'

describe('what is written down about requests', () => {
  const { log, lines, whole, found } = captureLog()
  let product: TestProduct
  let stage: Stage

  beforeAll(async () => {
    product = await startTestProduct(undefined, {}, { log })
    stage = await setStage(product.database)
    await story()
  }, 60_000)
  afterAll(() => product.stop())

  const words = { search: '江岸路', content: '谈到孩子上学', duty: '负责会计核算与报表', reason: '照片请换一张红底的' }

  /** A little of everything, by people who succeed, fail and are refused. */
  async function story(): Promise<void> {
    const [member, office, secretary, masses] = await Promise.all(
      ['member', 'office', 'financeSecretary', 'masses'].map((key) => product.login(key)),
    )
    if (!member || !office || !secretary || !masses) throw new Error('nobody came')
    const picture = await sharp({ create: { width: 826, height: 1158, channels: 3, background: '#c00000' } })
      .jpeg()
      .toBuffer()
    const photo = await member.send('photo.upload', picture, {
      'Content-Type': 'image/jpeg',
      'X-File-Name': encodeURIComponent('林知夏.jpg'),
    })
    expect(photo.status).toBe(200)
    const pledge = await member.call('pledge.submit', {
      campaignId: stage.campaignId,
      photoId: photo.body.photoId,
      dutyText: words.duty,
      studyPledge: '每月学习一次',
      dutyPledge: '当日事当日毕',
      integrityPledge: '不收一分一厘',
      publishConsent: true,
      photoConsent: true,
      revision: 1,
    })
    expect(pledge.status).toBe(200)
    await member.fetch(`/api/photos/${photo.body.photoId}`)
    await secretary.call('pledge.branch', { branchId: stage.branchId })
    await secretary.call('pledge.nudge', { branchId: stage.branchId, personIds: [stage.personOf('scrutineer')] })
    await secretary.call('pledge.return', { pledgeId: stage.pledgeId, reason: words.reason, revision: 2 })
    await office.call('organisation.people', { search: words.search })
    await office.call('wall.list', { search: '林知夏' })
    const visit = {
      visitId: randomUUID(),
      contactId: masses.personId,
      way: 'FACE' as const,
      purposes: ['CARE' as const],
      visitedDay: '2026-09-05',
    }
    expect((await member.call('visit.log', { ...visit, content: words.content })).status).toBe(200)
    expect((await member.call('visit.log', { ...visit, visitId: randomUUID(), content: '' })).status).toBe(400)
    expect((await masses.call('organisation.tree')).status).toBe(403)
    await product.anonymous.call('session.mine')
    expect((await masses.call('ballot.sheet', { roundId: stage.roundId })).status).toBe(200)
    const ballot = { subjectId: stage.subjectId, raterGroup: 'MASSES' as const, answers: 'AABAA' }
    expect(
      (await masses.call('ballot.cast', { roundId: stage.roundId, ballots: [{ ...ballot, answers: 'A' }] })).status,
    ).toBe(422)
    expect((await masses.call('ballot.cast', { roundId: stage.roundId, ballots: [ballot] })).status).toBe(200)
    expect((await member.call('ballot.sheet', { roundId: stage.roundId })).status).toBe(403)
    await product.catchUp()
    await product.chat('scrutineer')
    await member.call('session.end', {})
  }

  it('is one line a request: which call, how it ended, how long it took', () => {
    const pledge = lines().filter((line) => line.route === 'pledge.submit')
    expect(pledge).toHaveLength(1)
    expect(pledge[0]).toMatchObject({
      msg: 'request',
      status: 200,
      milliseconds: expect.any(Number),
      requestId: expect.any(String),
    })
    const refused = lines().find((line) => line.route === 'organisation.tree')
    expect(refused?.status).toBe(403)
  })

  it('is nothing about ballots: neither that somebody voted, nor when, nor that somebody was refused', () => {
    expect(whole()).not.toMatch(/ballot/i)
    expect(whole()).not.toContain(stage.roundId)
    expect(whole()).not.toContain(stage.subjectId)
  })

  it('has no name of a person, no account and no id of one', () => {
    expect(found(wordsAboutPeople())).toEqual([])
  })

  it('has no word of what was sent: no body, no query, no reason', () => {
    expect(found(Object.values(words))).toEqual([])
    expect(whole()).not.toMatch(/\?|cookie|lxq_session|AABAA/i)
  })

  it('has no field but the few that are known', () => {
    expect(strangeFields(lines())).toEqual([])
    expect(lines().length).toBeGreaterThan(15)
  })

  it('tells of a fault its kind and place, never the words or values in it', async () => {
    const { database } = product
    const real = database.read.bind(database)
    const office = await product.login('office')
    database.read = () => Promise.reject(new Error("Duplicate entry '林知夏' for key"))
    await office.call('campaign.current')
    database.read = real
    const fault = lines().find((line) => line.msg === 'request failed')
    expect(fault).toMatchObject({
      route: 'campaign.current',
      fault: { name: 'Error', stack: expect.stringContaining('requestLog.test') },
    })
    expect(JSON.stringify(fault)).not.toContain('林知夏')
  })
})
