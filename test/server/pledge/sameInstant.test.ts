import { AuditEntry, BranchPackage, OutboxMessage, Pledge, RequestKey } from '../../../entities'
import { describeEachDatabase } from '../../support/perDatabase'
import { openPledges, type PledgeStage, requestKey } from './pledgeStage'

/** What the weak network and two impatient people do, on every database: nothing is lost, nothing is there twice. */
describeEachDatabase('two at the same instant', (db) => {
  let stage: PledgeStage
  beforeAll(async () => {
    stage = await openPledges(db.url)
  }, 60_000)
  afterAll(() => stage.product.stop())

  const statuses = (replies: { status: number }[]) => replies.map((reply) => reply.status).sort()
  const sheets = () => stage.rows(Pledge, { personId: stage.member.personId })

  test('two telephones hand in the first time: one sheet, the other is told so (R18)', async () => {
    const input = stage.sheet({ photoId: await stage.upload(stage.member) })
    const replies = await Promise.all([1, 2, 3].map(() => stage.member.call('pledge.submit', input, requestKey())))
    expect(statuses(replies)).toEqual([200, 409, 409])
    const refusals = replies.filter((reply) => reply.status === 409)
    expect(refusals.map((reply) => reply.body.code)).toEqual(['record.changed', 'record.changed'])
    expect(await sheets()).toHaveLength(1)
    expect(await stage.rows(AuditEntry, { action: 'pledge.submit' })).toHaveLength(1)
  })

  test('a double tap, the same request five times at once: every tap hears the one answer', async () => {
    const [before] = await sheets()
    const input = stage.sheet({ photoId: before?.photoId ?? null, revision: before?.revision ?? 0 })
    const key = requestKey()
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => stage.member.call('pledge.submit', input, key)))
    expect(statuses(replies)).toEqual([200, 200, 200, 200, 200])
    expect(new Set(replies.map((reply) => reply.body.revision))).toEqual(new Set([(before?.revision ?? 0) + 1]))
    expect((await sheets())[0]?.revision).toBe((before?.revision ?? 0) + 1)
    expect((await stage.rows(RequestKey)).filter((row) => row.answer === '')).toEqual([])
  })

  test('a refused request leaves its key free: the corrected one may use it again', async () => {
    const [{ photoId = null, revision = 0 } = {}] = await sheets()
    const key = requestKey()
    const wrong = await stage.member.call('pledge.submit', stage.sheet({ photoId, revision, dutyText: '' }), key)
    const right = await stage.member.call('pledge.submit', stage.sheet({ photoId, revision }), key)
    expect([wrong.status, right.status]).toEqual([422, 200])
  })

  test('the secretary reminds everybody from three windows: one card each (R17)', async () => {
    await stage.moveQuietly('2026-09-08')
    const personIds = (await stage.board()).members.map((one) => one.personId)
    const input = { branchId: stage.branchId, personIds }
    const replies = await Promise.all([1, 2, 3].map(() => stage.secretary.call('pledge.nudge', input)))
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200])
    const nudges = await stage.rows(OutboxMessage, { kind: 'nudge' })
    expect(replies.reduce((sum, reply) => sum + reply.body.sent, 0)).toBe(nudges.length)
    expect(new Set(nudges.map((card) => card.personId)).size).toBe(18)
    expect(nudges).toHaveLength(18)
  })

  test('the secretary hands the branch in from two windows: one package (R13)', async () => {
    const input = { branchId: stage.branchId, missing: await stage.reasons() }
    const replies = await Promise.all([1, 2, 3].map(() => stage.secretary.call('package.submit', input)))
    expect(statuses(replies)).toEqual([200, 409, 409])
    expect((await stage.rows(BranchPackage)).map((row) => [row.number, row.state])).toEqual([[1, 'SUBMITTED']])
    expect((await sheets())[0]?.state).toBe('SUBMITTED_TO_OFFICE')
  })

  test('two officers take it in and give it back at once: one of them wins', async () => {
    const [row] = await stage.rows(BranchPackage)
    const decided = { packageId: row?.id ?? '', revision: row?.revision ?? 0 }
    const second = await stage.product.loginPerson(stage.office.personId)
    const replies = await Promise.all([
      stage.office.call('package.accept', decided),
      second.call('package.return', { ...decided, reason: '请补充照片说明' }),
    ])
    expect(statuses(replies)).toEqual([200, 409])
    const [after] = await stage.rows(BranchPackage)
    const accepted = replies[0].status === 200
    expect(after?.state).toBe(accepted ? 'ACCEPTED' : 'RETURNED')
    expect((await sheets())[0]?.state).toBe(accepted ? 'PUBLISHED' : 'BRANCH_OK')
  })

  test('a photo comes back bit for bit, and the same one to everybody', async () => {
    const photoId = await stage.upload(stage.member)
    const read = async () => Buffer.from(await (await stage.member.fetch(`/api/photos/${photoId}`)).arrayBuffer())
    const [first, second] = await Promise.all([read(), read()])
    expect(first.subarray(0, 2).toString('hex')).toBe('ffd8')
    expect(first.equals(second)).toBe(true)
  })
})
