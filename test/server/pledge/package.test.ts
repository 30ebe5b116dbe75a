import { AuditEntry, BranchPackage, Pledge } from '../../../entities'
import type { Caller } from '../../support/product'
import { textOfFile } from '../../support/reading/textOfFile'
import { openPledges, type PledgeStage } from './pledgeStage'

/** The way of the sheet (rules §3.2): member → 支部 → 机关党办 → 公开栏, and every way it may not take. */
describe('a branch collects and hands in (R13, R19, R26)', () => {
  let stage: PledgeStage
  let scrutineer: Caller
  let digital: Caller
  beforeAll(async () => {
    stage = await openPledges()
    scrutineer = await stage.product.login('scrutineer')
    digital = await stage.product.login('digitalSecretary')
  })
  afterAll(() => stage.product.stop())

  const mine = async (who = stage.member) => (await who.call('pledge.mine')).body.pledge
  const sheet = async () => {
    const pledge = await mine()
    if (!pledge) throw new Error('no sheet')
    return pledge
  }
  const giveBack = async (who: Caller, reason: string, revision?: number) => {
    const pledge = await sheet()
    return who.call('pledge.return', { pledgeId: pledge.pledgeId, reason, revision: revision ?? pledge.revision })
  }
  const handInAgain = async () => {
    const { photoId, revision } = await sheet()
    return stage.member.call('pledge.submit', stage.sheet({ photoId, revision }))
  }
  const submitPackage = (who: Caller, missing: { personId: string; reason: string }[] = []) =>
    who.call('package.submit', { branchId: stage.branchId, missing })
  const decide = async (verb: 'package.accept' | 'package.return', who = stage.office, reason = '请补充照片说明') => {
    const [latest] = (await stage.board()).packages
    const decided = { packageId: latest?.packageId ?? '', revision: latest?.revision ?? 0 }
    return verb === 'package.accept' ? who.call(verb, decided) : who.call(verb, { ...decided, reason })
  }
  const auditRoles = async (action: string) => (await stage.rows(AuditEntry, { action })).map((row) => row.actorRole)

  /** What the paper says below its own signature: 支部审核人 and the day. */
  const printedCheck = async () => {
    const answer = await stage.member.fetch(`/api/documents/pledge/${(await sheet()).pledgeId}`)
    const lines = (await textOfFile('承诺书.docx', Buffer.from(await answer.arrayBuffer()))).split('\n')
    return lines.slice(lines.indexOf('支部审核人')).slice(1, 4)
  }

  test('an empty branch has nothing to hand in', async () => {
    const { status, body } = await submitPackage(stage.secretary, await stage.reasons())
    expect([status, body.code]).toEqual([422, 'package.nothing'])
  })

  test('the board names everybody of the branch and no 群众， with what they may do (R19)', async () => {
    await stage.handIn(stage.member)
    const board = await stage.board()
    expect(board.branchName).toBe('财投支部')
    expect(board.members).toHaveLength(19)
    expect(board.may).toEqual({ nudge: true, return: true, submit: true, collect: true })
    expect(board.members.find((one) => one.personId === stage.member.personId)).toMatchObject({
      state: 'SUBMITTED',
      hasPhoto: true,
    })
    expect((await stage.board(scrutineer)).may).toEqual({ nudge: false, return: true, submit: false, collect: true })
    expect((await stage.board(stage.office)).may).toEqual({
      nudge: false,
      return: false,
      submit: false,
      collect: false,
    })
  })

  test("another branch's secretary sees nothing of it and can do nothing in it", async () => {
    const { pledgeId, revision } = await sheet()
    const { branchId } = stage
    const replies = [
      await digital.call('pledge.branch', { branchId }),
      await digital.call('pledge.read', { pledgeId }),
      await digital.call('pledge.return', { pledgeId, reason: '请补充照片说明', revision }),
      await digital.call('pledge.nudge', { branchId, personIds: [stage.member.personId] }),
      await submitPackage(digital),
    ]
    expect(replies.map((reply) => [reply.status, reply.body.code])).toEqual(
      replies.map(() => [403, 'permission.denied']),
    )
  })

  test('a reason under five 字 is refused with the count, one of five is taken; the member reads it', async () => {
    const short = await giveBack(stage.secretary, '改 一 下 吧')
    expect([short.status, short.body.sentence]).toEqual([422, '请写明原因，不少于5个字（现在4个字）。'])
    expect((await giveBack(stage.secretary, '照片太模糊', 99)).body.code).toBe('record.changed')
    expect((await giveBack(stage.secretary, '照片太模糊')).status).toBe(200)
    expect(await mine()).toMatchObject({ state: 'RETURNED', returnReason: '照片太模糊', mayEdit: true })
    expect((await giveBack(stage.secretary, '照片太模糊')).body.sentence).toBe('现在是“已退回”，不能退回。')
  })

  test('a member of the 支委会 gives back as such, and the 留痕 says so', async () => {
    expect((await handInAgain()).body.state).toBe('SUBMITTED')
    expect((await mine())?.returnReason).toBeNull()
    expect((await giveBack(scrutineer, '职责请写具体')).status).toBe(200)
    expect((await auditRoles('pledge.return')).sort()).toEqual(['BRANCH_COMMITTEE', 'BRANCH_SECRETARY'])
    expect((await handInAgain()).status).toBe(200)
  })

  test('whoever is missing must be named with a reason each (R19)', async () => {
    const reasons = await stage.reasons()
    expect(reasons).toHaveLength(18)
    const none = await submitPackage(stage.secretary)
    expect([none.status, none.body.code, none.body.problems?.length]).toEqual([422, 'package.missingReason', 18])
    const [first, ...others] = reasons
    const one = await submitPackage(stage.secretary, [
      { personId: first?.personId ?? '', reason: '外 派 学 习' },
      ...others,
    ])
    expect(one.body.problems).toEqual([expect.objectContaining({ field: first?.personId })])
    expect(one.body.sentence).toContain('还有1人没有提交')
    expect((await mine())?.state).toBe('SUBMITTED')
  })

  test('handed in, the sheet can no longer be changed, given back or handed in again', async () => {
    expect(await printedCheck()).toEqual(['', '日期', ''])
    expect(await stage.package()).toMatchObject({ number: 1, state: 'SUBMITTED', pledgeCount: 1, late: false })
    expect(await mine()).toMatchObject({ state: 'SUBMITTED_TO_OFFICE', mayEdit: false })
    expect(await printedCheck()).toEqual([stage.secretary.name, '日期', '2026年9月7日'])
    expect((await handInAgain()).body.sentence).toBe('现在是“已报送机关党办”，不能修改。')
    expect((await giveBack(stage.secretary, '照片太模糊')).body.sentence).toBe('现在是“已报送机关党办”，不能退回。')
    const twice = await submitPackage(stage.secretary, await stage.reasons())
    expect([twice.status, twice.body.sentence]).toEqual([
      409,
      '上一次报送（第1次）还没有办结，请等机关党办受理或退回。',
    ])
  })

  test('only 党办 decides, and gives back with a reason', async () => {
    for (const who of [stage.secretary, stage.member, await stage.product.login('hqCommittee')])
      expect((await decide('package.accept', who)).body.code).toBe('permission.denied')
    expect((await decide('package.return', stage.office, '不行')).body.code).toBe('return.reasonShort')
    expect((await decide('package.return')).status).toBe(200)
    expect((await decide('package.return')).body.sentence).toBe('现在是“已退回”，不能退回。')
  })

  test('a returned package lies with the branch again: the branch may give a sheet back, its member may not change it', async () => {
    expect(await mine()).toMatchObject({ state: 'BRANCH_OK', mayEdit: false })
    expect(await printedCheck()).toEqual(['', '日期', ''])
    expect((await handInAgain()).body.code).toBe('workflow.wrongState')
    const [latest] = (await stage.board()).packages
    expect(latest).toMatchObject({ state: 'RETURNED', returnReason: '请补充照片说明' })
    expect((await giveBack(stage.secretary, '照片太模糊')).status).toBe(200)
    expect((await handInAgain()).status).toBe(200)
  })

  test('the next one is numbered 2 and accepted once (R13)', async () => {
    expect(await stage.package()).toMatchObject({ number: 2, pledgeCount: 1 })
    expect((await decide('package.accept')).status).toBe(200)
    expect((await decide('package.accept')).body.sentence).toBe('现在是“已受理”，不能受理。')
    expect((await decide('package.return')).body.sentence).toBe('现在是“已受理”，不能退回。')
    expect((await mine())?.state).toBe('PUBLISHED')
    expect((await giveBack(stage.secretary, '照片太模糊')).body.sentence).toBe('现在是“已公开”，不能退回。')
    expect((await handInAgain()).body.sentence).toBe('现在是“已公开”，不能修改。')
  })

  test('a supplement holds only what came since, and says what was missing', async () => {
    await stage.handIn(scrutineer, { publishConsent: false })
    const third = await stage.package()
    expect(third).toMatchObject({ number: 3, pledgeCount: 1 })
    expect(third.missing).toHaveLength(17)
    expect((await decide('package.accept')).status).toBe(200)
    expect((await mine(scrutineer))?.state).toBe('OFFICE_OK')
    expect((await stage.rows(BranchPackage)).map((row) => row.manifestHash)).toHaveLength(3)
    expect(new Set((await stage.rows(BranchPackage)).map((row) => row.manifestHash)).size).toBe(3)
  })

  test('党办 and 机关党委 see every branch, others do not (R01)', async () => {
    const { body } = await stage.office.call('package.list')
    expect(body.branches).toHaveLength(5)
    const finance = body.branches.find((branch) => branch.branchId === stage.branchId)
    expect(finance).toMatchObject({ memberCount: 19, submitted: 2, accepted: 2, published: 1, secretaryName: '沈云舟' })
    expect(finance?.latest).toMatchObject({ number: 3, state: 'ACCEPTED' })
    expect(body.branches.reduce((sum, branch) => sum + branch.memberCount, 0)).toBe(140)
    expect((await stage.secretary.call('package.list')).status).toBe(403)
  })

  test('every step left its line of 留痕', async () => {
    const lines = await stage.rows(AuditEntry)
    const count = (action: string) => lines.filter((line) => line.action === action).length
    expect(['package.submit', 'package.accept', 'package.return', 'pledge.return'].map(count)).toEqual([3, 2, 1, 3])
    expect(await stage.rows(Pledge)).toHaveLength(2)
  })
})
