import { randomUUID } from 'node:crypto'
import type { DataSource } from 'typeorm'
import { openDatabase } from '../../server/database/dataSource'
import { PostAreas1789000000006 } from '../../server/database/migrations/1789000000006-postAreas'
import { PledgeYear1789000000007 } from '../../server/database/migrations/1789000000007-pledgeYear'
import { undoDownTo } from '../../server/database/undo'
import { describeBareByTurn } from '../support/perDatabase'

// A house that has used 连心桥 since its first version keeps its wall: what was published becomes version 1 of itself.
describeBareByTurn('the upgrade of a house with published 承诺书', (db) => {
  let source: DataSource
  const ids = { person: randomUUID(), campaign: randomUUID(), published: randomUUID(), draft: randomUUID() }
  const other = { person: randomUUID(), branch: randomUUID(), group: randomUUID(), department: randomUUID() }
  const packageId = randomUUID()

  const insert = (table: string, row: Record<string, unknown>) =>
    source.query(
      `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row)
        .map(() => '?')
        .join(', ')})`,
      Object.values(row),
    )
  const person = (id: string, staffNumber: string) => ({
    id,
    staffNumber,
    name: '江予安',
    politicalStatus: 'FULL_MEMBER',
    positionTitle: '会计',
    positionRank: 0,
    dutyStatus: 'ON_DUTY',
    leadingCadre: 0,
    cadreMember: 0,
    keyPost: 0,
    textStep: 0,
    revision: 1,
  })
  const pledge = (id: string, personId: string, state: string, publishedAt: number | null) => ({
    id,
    campaignId: ids.campaign,
    personId,
    state,
    dutyText: '负责费用报销',
    studyPledge: '每月学习2次',
    dutyPledge: '3日内办结',
    integrityPledge: '零违规',
    publishConsent: 1,
    photoConsent: 1,
    limitMode: 'TOTAL',
    dueDay: '2026-09-20',
    late: 0,
    publishedAt,
    revision: 4,
  })

  beforeAll(async () => {
    source = await openDatabase(db.url)
    // Back to the tables of the first version: the rules of a campaign, 工作牌 and the year of a pledge came later.
    await undoDownTo(source, PostAreas1789000000006.name)
    await insert('campaign', {
      id: ids.campaign,
      year: 2026,
      title: '三亮',
      basisNumber: '9号',
      basisTitle: '通知',
      basisDay: '2026-09-01',
      openedDay: '2026-09-01',
      dueDay: '2026-09-20',
      limitMode: 'TOTAL',
      state: 'OPEN',
      openedById: ids.person,
      revision: 1,
    })
    await insert('person', person(ids.person, 'A1'))
    await insert('person', person(other.person, 'A2'))
    await insert('party_organisation', { id: other.branch, kind: 'BRANCH', name: '财投支部', fromDay: '2025-01-01' })
    await insert('department', { id: other.department, code: 'D04', name: '财务部', fromDay: '2025-01-01' })
    await insert('party_group', {
      id: other.group,
      branchId: other.branch,
      departmentId: other.department,
      name: '财务部党小组',
      fromDay: '2025-01-01',
    })
    await insert('placement', {
      id: randomUUID(),
      personId: other.person,
      departmentId: other.department,
      fromDay: '2025-01-01',
    })
    await insert('branch_package', {
      id: packageId,
      campaignId: ids.campaign,
      branchId: other.branch,
      number: 1,
      state: 'SUBMITTED',
      submittedAt: 5,
      submittedById: ids.person,
      late: 0,
      pledgeCount: 1,
      missing: '[]',
      manifestHash: 'f'.repeat(64),
      revision: 1,
    })
    await insert('pledge', pledge(ids.published, ids.person, 'PUBLISHED', 1_788_000_000_000))
    await insert('pledge', pledge(ids.draft, other.person, 'SUBMITTED_TO_OFFICE', null))
    await source.runMigrations()
  })
  afterAll(() => source.destroy())

  it('keeps the published sheet as version 1, word for word, and makes none of a sheet never published', async () => {
    const versions = await source.query('select * from pledge_version')
    expect(versions).toHaveLength(1)
    expect(versions[0]).toMatchObject({
      pledgeId: ids.published,
      version: 1,
      dutyText: '负责费用报销',
      integrityPledge: '零违规',
    })
    expect(Number(versions[0].publishedAt)).toBe(1_788_000_000_000)
    const sheets = await source.query('select id, publishedVersion from pledge order by publishedVersion desc')
    expect(sheets).toEqual([
      { id: ids.published, publishedVersion: 1 },
      { id: ids.draft, publishedVersion: 0 },
    ])
  })

  it('writes on a sheet that waits at 党办 which package it came with', async () => {
    const sheets = await source.query('select packageId from pledge order by publishedVersion')
    expect(sheets.map((sheet: { packageId: string | null }) => sheet.packageId)).toEqual([packageId, null])
  })

  it('does not publish a second time when it is run again after a break', async () => {
    await undoDownTo(source, PledgeYear1789000000007.name)
    await source.query("delete from migrations where name like 'PledgeYear%'")
    await source.runMigrations()
    expect(await source.query('select id from pledge_version')).toHaveLength(1)
  })
})
