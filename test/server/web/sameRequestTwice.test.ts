import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EntityManager, IsNull, Not } from 'typeorm'
import {
  AuditEntry,
  LeaderLink,
  LinkTarget,
  OutboxMessage,
  Pledge,
  RequestKey,
  RoundAssignment,
  Visit,
  VisitMember,
} from '../../../entities'
import { keyFolder, type RoundKeys } from '../../../server/sealing/keyFolder'
import { openRound, stripRound } from '../../../server/sealing/openRound'
import { unwrapEnvelope } from '../../../server/sealing/rollRows'
import { describeEachDatabase } from '../../support/perDatabase'
import { type Caller, type Reply, startTestProduct, type TestProduct } from '../../support/product'
import { type Stage, setStage } from './stage'

const times = <Result>(count: number, body: (turn: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, turn) => body(turn)))

describeEachDatabase('the same request sent more than once', (db) => {
  const keysFolder = mkdtempSync(join(tmpdir(), 'lxq-keys-'))
  let product: TestProduct
  let stage: Stage
  let member: Caller
  let second: Caller
  let secretary: Caller
  let office: Caller

  beforeAll(async () => {
    product = await startTestProduct(db.url, { KEYS_DIR: keysFolder })
    stage = await setStage(product.database)
    member = await product.login('member')
    second = await product.login('memberSecond')
    secretary = await product.login('financeSecretary')
    office = await product.login('office')
  }, 60_000)
  afterAll(async () => {
    await product.stop()
    rmSync(keysFolder, { recursive: true, force: true })
  })

  const key = () => ({ 'Idempotency-Key': randomUUID() })
  const rows = <Result>(body: (manager: EntityManager) => Promise<Result>): Promise<Result> =>
    product.database.read(null, 'job', (work) => body(work.manager))
  /** What lies sealed on the roll for this voter, opened with the keys of the house. */
  const sealedOf = async (voterId: string): Promise<string[]> => {
    const roll = await rows((manager) => manager.findBy(RoundAssignment, { voterId, envelope: Not(IsNull()) }))
    const keys = keyFolder(keysFolder).read(stage.roundId) as RoundKeys
    const envelopes = roll.map(({ roundId, subjectId, raterGroup, sheetRevision: revision, envelope }) => {
      const place = { roundId, voterId, subjectId, raterGroup, revision }
      return { ...place, outer: unwrapEnvelope(keys.wrap, place, envelope ?? '') ?? Buffer.alloc(0) }
    })
    const { inner } = await stripRound(keys.first, envelopes)
    const { ballots } = await openRound(keys.second, inner, 'GRADE', new Map([[stage.subjectId, 5]]))
    return ballots.map(({ answers }) => answers)
  }
  const sameAnswer = (replies: Reply<unknown>[]) => {
    const texts = new Set(replies.map(({ status, body }) => `${status} ${JSON.stringify(body)}`))
    expect([...texts]).toEqual([`200 ${JSON.stringify(replies[0]?.body)}`])
  }
  const visit = (contactName: string) => ({
    visitId: randomUUID(),
    contactId: null,
    contactName,
    way: 'FACE' as const,
    purposes: ['CARE' as const],
    visitedDay: '2026-09-04',
    content: '了解情况',
  })

  it('a visit sent again after the answer got lost is one visit, with the same answer', async () => {
    const [input, headers] = [visit('第一位'), key()]
    sameAnswer([await member.call('visit.log', input, headers), await member.call('visit.log', input, headers)])
    expect(await rows((manager) => manager.countBy(Visit, { id: input.visitId }))).toBe(1)
    expect(await rows((manager) => manager.countBy(VisitMember, { visitId: input.visitId }))).toBe(1)
    expect(await rows((manager) => manager.countBy(AuditEntry, { subjectId: input.visitId }))).toBe(1)
  })

  it('ten taps in the same moment are one visit, with the same answer for each', async () => {
    const [input, headers] = [visit('第二位'), key()]
    sameAnswer(await times(10, () => member.call('visit.log', input, headers)))
    expect(await rows((manager) => manager.countBy(AuditEntry, { subjectId: input.visitId }))).toBe(1)
  })

  it('ten taps in the same moment without a key are one visit too: its id comes from the phone', async () => {
    const input = visit('第三位')
    const replies = await times(10, () => member.call('visit.log', input))
    expect(replies.filter(({ status }) => status >= 500)).toEqual([])
    expect(replies.some(({ status }) => status === 200)).toBe(true)
    expect(await rows((manager) => manager.countBy(AuditEntry, { subjectId: input.visitId }))).toBe(1)
  })

  it('ten taps that hand in a pledge are one pledge', async () => {
    const input = {
      campaignId: stage.campaignId,
      photoId: stage.photoId,
      dutyText: '负责会计核算',
      studyPledge: '每月学习一次',
      dutyPledge: '当日事当日毕',
      integrityPledge: '不收一分一厘',
      publishConsent: true,
      photoConsent: true,
      revision: 1,
    }
    const headers = key()
    const replies = await times(10, () => member.call('pledge.submit', input, headers))
    sameAnswer(replies)
    const where = { personId: member.personId }
    expect(
      (await product.database.read(null, 'job', (work) => work.manager.findBy(Pledge, where))).map(
        (row) => row.revision,
      ),
    ).toEqual([2])
  })

  it('ten taps that nudge a member send one card', async () => {
    const input = { branchId: stage.branchId, personIds: [stage.personOf('scrutineer')] }
    const headers = key()
    const replies = await times(10, () => secretary.call('pledge.nudge', input, headers))
    sameAnswer(replies)
    expect(replies[0]?.body).toEqual({ sent: 1, skipped: [] })
    expect(await rows((manager) => manager.countBy(OutboxMessage, { kind: 'nudge' }))).toBe(1)
  })

  it('ten taps that open a campaign open one', async () => {
    const input = {
      year: 2027,
      title: '2027年“三亮”',
      basisNumber: '〔2027〕1号',
      basisTitle: '关于开展活动的通知',
      basisDay: '2026-09-01',
      dueDay: '2027-09-20',
    }
    const headers = key()
    sameAnswer(await times(10, () => office.call('campaign.open', input, headers)))
    // Another person who opens the same year is told so.
    const { status, body } = await office.call('campaign.open', input, key())
    expect([status, body.code]).toEqual([409, 'campaign.yearTaken'])
  })

  it('ten taps that assign a new shop make one shop and one link', async () => {
    const input = {
      leaderId: stage.personOf('leader'),
      targets: [{ kind: 'PHARMACY' as const, name: '江岳大药房新街口店' }],
    }
    const headers = key()
    sameAnswer(await times(10, () => office.call('threeLinks.assign', input, headers)))
    const target = await product.database.read(null, 'job', (work) =>
      work.manager.findBy(LinkTarget, { name: input.targets[0]?.name ?? '' }),
    )
    expect(target).toHaveLength(1)
    expect(await rows((manager) => manager.countBy(LeaderLink, { targetId: target[0]?.id ?? '' }))).toBe(1)
  })

  it('a key that was used for one thing does not do another', async () => {
    const headers = key()
    await member.call('visit.log', visit('第四位'), headers)
    const { status, body } = await member.call('session.setTextStep', { textStep: 2 }, headers)
    expect([status, body.code]).toEqual([409, 'request.keyReused'])
    expect((await member.call('session.mine')).body.textStep).toBe(0)
  })

  it('the same key with another body is refused, and what was written first stays', async () => {
    const [first, headers] = [visit('第八位'), key()]
    await member.call('visit.log', first, headers)
    const other = visit('第九位')
    const { status, body } = await member.call('visit.log', other, headers)
    expect([status, body.code]).toEqual([409, 'request.keyReused'])
    expect(body.sentence).toContain('另一件事')
    expect(await rows((manager) => manager.countBy(Visit, { id: other.visitId }))).toBe(0)
    sameAnswer([await member.call('visit.log', first, headers), await member.call('visit.log', first, headers)])
  })

  it('at the same instant one of two bodies under one key is done, and the other hears that it is not', async () => {
    const headers = key()
    const inputs = await times(6, async (turn) => visit(`同时${turn}`))
    const replies = await Promise.all(inputs.map((input) => member.call('visit.log', input, headers)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409])
    const done = await Promise.all(inputs.map(({ visitId: id }) => rows((manager) => manager.countBy(Visit, { id }))))
    expect(done).toEqual(replies.map(({ status }) => (status === 200 ? 1 : 0)))
  })

  it("another person's key opens nothing: she does her own work under it and hears her own answer", async () => {
    const headers = key()
    const mine = await member.call('visit.log', visit('第五位'), headers)
    const hers = await second.call('visit.log', visit('第六位'), headers)
    expect(mine.body.visit.contactName).toBe('第五位')
    expect(hers.body.visit.contactName).toBe('第六位')
  })

  it('a refused request is not remembered: corrected, it is done under the same key', async () => {
    const headers = key()
    const input = visit('第七位')
    const refused = await member.call('visit.log', { ...input, visitedDay: '2027-01-01' }, headers)
    expect([refused.status, refused.body.code]).toEqual([422, 'visit.future'])
    expect((await member.call('visit.log', input, headers)).status).toBe(200)
  })

  it('a ballot leaves no key behind that could tie it to a time', async () => {
    const masses = await product.login('masses')
    const ballots = [{ subjectId: stage.subjectId, raterGroup: 'MASSES' as const, answers: 'AAAAA' }]
    const before = await rows((manager) => manager.count(RequestKey))
    const headers = key()
    const replies = await times(10, () => masses.call('ballot.cast', { roundId: stage.roundId, ballots }, headers))
    sameAnswer(replies)
    expect(await rows((manager) => manager.count(RequestKey))).toBe(before)
    expect(
      await rows((manager) =>
        manager
          .query('select * from round_assignment where envelope is not null')
          .then((each: unknown[]) => each.length),
      ),
    ).toBe(1)
  })

  it('of two tabs that cast different ballots at the same instant one is told that something else counts', async () => {
    const scrutineer = await product.login('scrutineer')
    const tab = (answers: string) => {
      const ballots = [{ subjectId: stage.subjectId, raterGroup: 'MASSES' as const, answers }]
      return [scrutineer, { roundId: stage.roundId, ballots }, key()] as const
    }
    const tabs = ['AAAAA', 'DDDDD', 'AAAAA', 'BBBBB'].map(tab)
    const send = ([who, input, headers]: ReturnType<typeof tab>) => who.call('ballot.cast', input, headers)
    const replies = await Promise.all(tabs.map(send))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    const losers = replies.filter(({ status }) => status === 409)
    expect(losers.map(({ body }) => body.code)).toEqual(Array(3).fill('ballot.alreadyCast'))
    expect(losers[0]?.body.sentence).toBe(
      '您的评价先前已经投出，算数的是先前那一份；这一次没有计入。要改请重新打开评价，截止前都可以。',
    )
    // Each hears the same when his answer was lost and he asks again.
    expect((await Promise.all(tabs.map(send))).map(({ status }) => status)).toEqual(replies.map(({ status }) => status))
    const winner = replies.findIndex(({ status }) => status === 200)
    expect(await sealedOf(scrutineer.personId)).toEqual([tabs[winner]?.[1].ballots[0]?.answers])
  })
})
