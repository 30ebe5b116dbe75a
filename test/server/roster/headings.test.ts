import { AuditEntry, Person } from '../../../entities'
import { mapHeading } from '../../../server/features/roster/mapHeading'
import { readHeadings } from '../../../server/features/roster/readHeadings'
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse } from '../organisation/house'
import { importsOf, office } from './importing'
import { workbookOf } from './workbook'

const rows = [
  ['职工代码', '姓名', '政治身份', '所在处室', '考勤卡号', '转正时间'],
  ['HR0001', '云小甲', '中共党员', '财务部', '8801', '2016年7月1日'],
]

describeByTurn("the columns of HR's own tables", (db) => {
  let house: House
  let roster: ReturnType<typeof importsOf>
  beforeAll(async () => {
    house = await openHouse(db.url)
    roster = importsOf(house)
  })
  afterAll(() => house.close())

  const say = (heading: string, rosterColumn: Parameters<typeof mapHeading>[1]['rosterColumn']) =>
    house.as(office, (work) => mapHeading(work, { heading, rosterColumn }))
  const file = () => workbookOf({ rows })

  it('are said once, until all that is needed is there, and remembered for every table after it', async () => {
    await expect(roster.check(file())).rejects.toMatchObject({ code: 'roster.noHeadings' })
    await say('职工代码', 'staffNumber')
    await expect(roster.check(file())).rejects.toMatchObject({
      message:
        '表头要改：缺少“政治面貌”。表里还有“政治身份”“所在处室”“考勤卡号”“转正时间”，如果是其中一列，请在“列名对照”里说明。',
    })
    await say(' 政治身份* ', 'politicalStatus')
    expect((await roster.check(file())).unknown).toEqual(['所在处室', '考勤卡号', '转正时间'])
    await say('所在处室', 'departmentName')
    await say('考勤卡号', 'leaveOut')
    // Of the firm's trial period or the party's: nobody guesses, the office says it.
    await say('转正时间', 'fullMemberDay')
    const { unknown, problems, warnings } = await roster.check(file())
    expect([unknown, problems]).toEqual([[], []])
    expect(warnings.map(({ sentence }) => sentence)).toEqual(['“考勤卡号”不是名册里的列，没有导入。'])
    const { batchId, summary } = await roster.apply(file())
    expect(summary.added).toBe(1)
    const person = await house.source.manager.findOneByOrFail(Person, { staffNumber: 'HR0001' })
    expect(person).toMatchObject({ politicalStatus: 'FULL_MEMBER', fullMemberDay: '2016-07-01' })
    await roster.undo(batchId)
  })

  it('can be said otherwise, and forgotten; what the roster itself is called is not asked', async () => {
    await say('考勤卡号', 'positionTitle')
    expect((await house.as(office, readHeadings)).headings).toContainEqual({ heading: '考勤卡号', column: '职务' })
    await say('考勤卡号', 'forget')
    expect((await roster.check(file())).unknown).toEqual(['考勤卡号'])
    await expect(say('工号', 'name')).rejects.toMatchObject({ code: 'roster.headingOwn' })
    await expect(say(' * ', 'leaveOut')).rejects.toMatchObject({ code: 'roster.headingEmpty' })
    const lines = await house.source.manager.findBy(AuditEntry, { action: 'roster.mapHeading', actorId: office })
    expect(lines.length).toBe(7)
  })

  it('党员转正时间 is a full member’s, after he was taken in', async () => {
    const told = async (status: string, joined: string, full: string) =>
      (
        await roster.check(
          workbookOf({
            rows: [
              ['工号', '姓名', '政治面貌', '入党时间', '党员转正时间', '部门'],
              ['HR0002', '云小乙', status, joined, full, '财务部'],
            ],
          }),
        )
      ).problems.map(({ sentence }) => sentence)
    expect(await told('中共党员', '2015-07-01', '2016-07-01')).toEqual([])
    expect(await told('中共党员', '2015-07-01', '2015-07-01')).toEqual(['党员转正时间要晚于入党时间2015年7月1日。'])
    expect(await told('中共党员', '', '2126-07-01')).toEqual(['党员转正时间还没有到。'])
    expect(await told('中共预备党员', '2025-07-01', '2026-07-01')).toEqual([
      '只有正式党员有党员转正时间；要清空请填“无”。',
    ])
  })
})
