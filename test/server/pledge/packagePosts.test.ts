import { createHash, randomUUID } from 'node:crypto'
import {
  AuditEntry,
  BranchPackage,
  OutboxMessage,
  OutboxSubject,
  Placement,
  Pledge,
  PledgeVersion,
  PostArea,
  PostAreaStep,
  PostExemption,
} from '../../../entities'
import { type OnceKey, subjectFor } from '../../../server/domain/cardKeys'
import { acceptPackage, returnPackage } from '../../../server/features/pledge/acceptPackage'
import { listPackages } from '../../../server/features/pledge/listPackages'
import { submitPackage } from '../../../server/features/pledge/submitPackage'
import { describeByTurn } from '../../support/perDatabase'
import { samplePostArea } from '../../support/samplePostArea'
import { branch, campaignId, department, openPostStage, type PostStage, someone } from '../postArea/postStage'

const branchId = branch('finance')
const secretary = someone('financeSecretary')
const office = someone('office')
const writer = someone('member')

/** R13, R14: one package carries the branch's sheets and its 岗区; rules §3.1: not before every department has what it owes. */
describeByTurn('what a branch hands in besides the sheets', (db) => {
  let stage: PostStage
  beforeAll(async () => {
    stage = await openPostStage(db.url)
    await stage.open('finance')
  }, 60_000)
  afterAll(() => stage.close())

  const reasons = async () => {
    const known = await stage.rows(Pledge, { campaignId })
    const { desk } = await stage.line('D04')
    const invest = (await stage.line('D05')).desk
    return [...desk.members, ...invest.members]
      .filter(({ personId }) => !known.some((sheet) => sheet.personId === personId))
      .map(({ personId }) => ({ personId, reason: '外派驻点，回来补交' }))
  }
  const submit = async (note?: string) => {
    const missing = await reasons()
    return stage.house.as(secretary, (work) => submitPackage(work, { branchId, missing, ...(note ? { note } : {}) }))
  }
  const latest = async () => {
    const packages = await stage.rows(BranchPackage)
    const [last] = packages.sort((one, other) => other.number - one.number)
    if (!last) throw new Error('no package')
    return last
  }
  const accept = async () => {
    const { id: packageId, revision } = await latest()
    await stage.house.as(office, (work) => acceptPackage(work, { packageId, revision }))
  }
  const giveBack = async (reason: string) => {
    const { id: packageId, revision } = await latest()
    await stage.house.as(office, (work) => returnPackage(work, { packageId, reason, revision }))
  }
  const put = async (code: string, kind: PostArea['kind'], nomineeKey: string, state = 'COLLECTED') => {
    const place = { campaignId, branchId, departmentId: department(code) }
    const row = samplePostArea({ ...place, kind, state, nomineeId: someone(nomineeKey) })
    await stage.house.as(null, (work) => work.insert(PostArea, row))
    return row.id
  }
  const putSheet = async (personId: string, changes: Partial<Pledge> = {}): Promise<string> => {
    const id = randomUUID()
    const texts = {
      dutyText: '负责会计核算',
      studyPledge: '每月学习一次',
      dutyPledge: '当日事当日毕',
      integrityPledge: '廉洁',
    }
    const consent = { publishConsent: true, photoConsent: false, photoId: null }
    const blank = { returnReason: null, publishedAt: null, publishedVersion: 0, packageId: null, paperPhotoDay: null }
    const row = { ...texts, ...consent, ...blank, limitMode: 'TOTAL' as const, dueDay: '2026-09-20', late: false }
    await stage.house.as(null, (work) =>
      work.insert(Pledge, {
        id,
        campaignId,
        personId,
        ...row,
        state: 'SUBMITTED',
        submittedAt: 1,
        revision: 1,
        ...changes,
      }),
    )
    return id
  }
  const states = async () => (await stage.rows(PostArea)).map((row) => row.state)
  const fault = (body: Promise<unknown>) =>
    body.then(
      () => 'done',
      (refusal: Error & { code?: string }) => `${refusal.code}: ${refusal.message}`,
    )

  test('neither sheets nor 岗区： nothing to hand in', async () => {
    expect(await fault(submit())).toContain('package.nothing')
  })

  test('a department that is short stops the branch, and is named (R05, R06)', async () => {
    await putSheet(writer)
    expect(await fault(submit())).toBe(
      'package.postsShort: 还有2个部门的岗区没有设齐：财务部、投资发展部。请设齐，或由机关党办批准免设后再报送。',
    )
    await put('D05', 'POST', 'investHead')
    await put('D05', 'AREA', 'investHead')
    // 11 members owe two 岗, and one that is agreed but not collected is not there yet.
    await put('D04', 'AREA', 'scrutineer')
    await put('D04', 'POST', 'financeSecretary')
    const second = await put('D04', 'POST', 'rareNameOne', 'LEADER_AGREED')
    expect(await fault(submit())).toContain('package.postsUncollected: 还有1个部门的岗区没有收集：财务部。')
    expect((await stage.rows(Pledge)).map((sheet) => [sheet.state, sheet.packageId])).toEqual([['SUBMITTED', null]])
    await stage.call('postArea.collect', secretary, { branchId, postAreaIds: [second] })
  })

  test('all of it goes in one package: counted, signed, and proved by one hash', async () => {
    const before = [...(await stage.rows(Pledge)), ...(await stage.rows(PostArea))]
    const lines = before.map(({ id, revision }) => `${id}:${revision}`).sort()
    const { package: handedIn } = await submit('第二批承诺书随后报送')
    expect(handedIn).toMatchObject({ pledgeCount: 1, postCount: 3, areaCount: 2, note: '第二批承诺书随后报送' })
    const row = await latest()
    expect(row.manifestHash).toBe(createHash('sha256').update(lines.join('\n')).digest('hex'))
    for (const record of [...(await stage.rows(Pledge)), ...(await stage.rows(PostArea))])
      expect(record.packageId).toBe(row.id)
    expect(new Set(await states())).toEqual(new Set(['SUBMITTED']))
    const signed = await stage.rows(PostAreaStep, { event: 'package' })
    expect(signed.map(({ actorId, actedAs }) => [actorId, actedAs])).toEqual(
      signed.map(() => [secretary, 'branchSecretary']),
    )
    expect(signed).toHaveLength(5)
    const [card] = await stage.rows(OutboxMessage, { kind: 'packageWaiting', personId: office })
    expect(JSON.stringify(card?.card)).toContain('"岗区","value":"5份"')
  })

  test('given back, the 岗区 lie agreed with the branch again, without the package (rules §3.1)', async () => {
    await giveBack('请补充责任区范围')
    const posts = await stage.rows(PostArea)
    expect(posts.map((row) => [row.state, row.packageId, row.returnReason])).toEqual(
      posts.map(() => ['LEADER_AGREED', null, '请补充责任区范围']),
    )
    expect((await stage.rows(Pledge))[0]).toMatchObject({ state: 'BRANCH_OK', packageId: null })
    const signed = await stage.rows(PostAreaStep, { event: 'returnByOffice' })
    expect(signed.map((step) => step.comment)).toEqual(signed.map(() => '请补充责任区范围'))
    expect(await fault(submit())).toMatch(/^package\.postsUncollected: .*被机关党办退回的也要重新收集一次/)
  })

  test('a package of 岗区 alone is taken in as well; a department excused owes nothing (R05)', async () => {
    await stage.house.as(null, (work) => work.change(Pledge, { personId: writer }, { state: 'DRAFT' }))
    const posts = await stage.rows(PostArea)
    const away = posts.find((row) => row.departmentId === department('D05') && row.kind === 'AREA')
    await stage.house.as(null, (work) => work.change(PostArea, { id: away?.id ?? '' }, { state: 'VOID' }))
    const exemption = {
      campaignId,
      departmentId: department('D05'),
      kind: 'AREA' as const,
      reason: '本部门人员全部外派',
    }
    const granted = { state: 'GRANTED' as const, decidedById: office, decidedAt: 1, decisionReason: null, revision: 1 }
    await stage.house.as(null, (work) =>
      work.insert(PostExemption, { id: randomUUID(), ...exemption, askedById: secretary, askedAt: 1, ...granted }),
    )
    const ids = posts.filter((row) => row.id !== away?.id).map((row) => row.id)
    await stage.call('postArea.collect', secretary, { branchId, postAreaIds: ids })
    const missing = [...(await reasons()), { personId: writer, reason: '外派驻点，回来补交' }]
    await stage.house.as(secretary, (work) => submitPackage(work, { branchId, missing }))
    expect(await latest()).toMatchObject({ number: 2, pledgeCount: 0, postCount: 3, areaCount: 1, note: null })
  })

  test('受理 asks each department once for its plates, and hanging the last one ends that card (R15)', async () => {
    await accept()
    const posts = (await stage.rows(PostArea)).filter((row) => row.state !== 'VOID')
    expect(posts.map((row) => [row.state, Number(row.acceptedAt) > 0])).toEqual(posts.map(() => ['ACCEPTED', true]))
    const asked = await stage.rows(OutboxMessage, { kind: 'plateDue' })
    expect(asked.map((card) => card.personId).sort()).toEqual([secretary, someone('investHead')].sort())
    const finance = asked.find((card) => card.personId === secretary)
    const subjects = await stage.rows(OutboxSubject, { messageId: finance?.id ?? '' })
    expect(subjects).toHaveLength(3)
    const [first, ...others] = posts.filter((row) => row.departmentId === department('D04'))
    const today = await stage.house.as(null, async (work) => work.today)
    const hang = async (row: PostArea | undefined) =>
      stage.call('postArea.hangPlate', secretary, {
        ...(await stage.target(row?.id ?? '')),
        day: today,
        place: '一楼大厅',
        pictureId: await stage.pictureOf(secretary),
      })
    const open = async () => (await stage.rows(OutboxMessage, { id: finance?.id ?? '' }))[0]?.state
    await hang(first)
    expect(await open()).toBe('PENDING')
    for (const row of others) await hang(row)
    expect(await open()).toBe('CANCELLED')
  })

  test('who changes branch between 报送 and 受理 is decided with the package that carries the sheet', async () => {
    await stage.house.as(null, (work) => work.change(Pledge, { personId: writer }, { state: 'SUBMITTED' }))
    const stays = await putSheet(someone('scrutineer'), { publishConsent: false })
    await submit()
    await stage.moveAway([writer], 'D06')
    await accept()
    const [moved] = await stage.rows(Pledge, { personId: writer })
    expect(moved).toMatchObject({ state: 'PUBLISHED', publishedVersion: 1 })
    expect(await stage.rows(PledgeVersion)).toEqual([
      expect.objectContaining({ pledgeId: moved?.id, version: 1, dutyText: '负责会计核算' }),
    ])
    expect((await stage.rows(Pledge, { id: stays }))[0]).toMatchObject({ state: 'OFFICE_OK', publishedVersion: 0 })
    await stage.moveAway([writer], 'D04')
  })

  test('nor does a package take along the sheet of another that waits', async () => {
    const id = await putSheet(someone('rareNameOne'), { state: 'SUBMITTED_TO_OFFICE', packageId: randomUUID() })
    await putSheet(someone('investHead'))
    await submit()
    await giveBack('请补充照片说明')
    expect((await stage.rows(Pledge, { id }))[0]?.state).toBe('SUBMITTED_TO_OFFICE')
    const table = await stage.house.as(office, (work) => listPackages(work))
    const finance = table.branches.find((each) => each.branchId === branchId)
    expect(finance).toMatchObject({ accepted: 2, published: 1, latest: { number: 4, state: 'RETURNED' } })
  })

  test('a package from before sheets carried its id is decided by branch, as it was handed in', async () => {
    const handedIn = await submit().then(latest)
    const old = { packageId: handedIn.id }
    const before = await stage.rows(Pledge, old)
    expect(before.length).toBeGreaterThan(0)
    await stage.house.as(null, (work) => work.change(Pledge, old, { packageId: null }))
    await giveBack('请补充照片说明')
    for (const { id } of before) expect((await stage.rows(Pledge, { id }))[0]?.state).toBe('BRANCH_OK')
  })

  test('the reminders to hand in end with it, and each package left its 留痕', async () => {
    const dedupeKey = randomUUID() as string as OnceKey
    const remind = () =>
      stage.house.as(null, (work) =>
        work.notify({
          dedupeKey,
          personId: secretary,
          kind: 'reminder',
          subjectKeys: [subjectFor.branchPackageReturned(branchId)],
          card: { title: '支部报送待补正', tone: 'plain', summary: '待补正', lines: [], facts: [], buttons: [] },
        }),
      )
    await remind()
    await submit()
    expect((await stage.rows(OutboxMessage, { dedupeKey })).map((row) => row.state)).toEqual(['CANCELLED'])
    expect(await stage.rows(AuditEntry, { action: 'package.submit' })).toHaveLength(6)
    expect(await stage.rows(Placement, { personId: writer })).toHaveLength(1)
  })
})
