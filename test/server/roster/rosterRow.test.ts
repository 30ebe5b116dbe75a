import type { RawCell } from '../../../server/domain/organisation/rosterCell'
import { type RosterKey, rosterColumns } from '../../../server/domain/organisation/rosterColumns'
import { crossCheck } from '../../../server/domain/organisation/rosterFile'
import { contradictions, type RosterRow, readRosterRow } from '../../../server/domain/organisation/rosterRow'
import type { Pieces } from '../../../server/domain/pieces'

/** What comes out of it when nobody else waits. */
function wholeOf<Result>(pieces: Pieces<Result>): Result {
  for (;;) {
    const { done, value } = pieces.next()
    if (done) return value
  }
}

/** As a Chinese keyboard in 全角 writes it. */
const wide = (text: string): string => text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))

const complete: Partial<Record<RosterKey, string>> = {
  staffNumber: 'JY0900',
  name: '江予安',
  politicalStatus: '中共党员',
}

function read(cells: Partial<Record<RosterKey, string | RawCell>>, row = 2) {
  const raw = Object.entries({ ...complete, ...cells }).map(([key, cell]): [RosterKey, RawCell] => [
    key as RosterKey,
    typeof cell === 'string' ? { text: cell, kind: 'text' } : cell,
  ])
  return readRosterRow(row, new Map(raw))
}
const problemsOf = (cells: Partial<Record<RosterKey, string | RawCell>>) =>
  read(cells).problems.map((one) => one.sentence)
const row = (cells: Partial<Record<RosterKey, string>>, number = 2): RosterRow => {
  const { facts } = read(cells, number)
  if (!facts) throw new Error('not readable')
  return facts
}

describe('one line of the roster file', () => {
  it('says every problem of the line at once, each at its cell', () => {
    const { facts, problems } = read({
      staffNumber: '',
      name: '江',
      politicalStatus: '党员同志',
      positionRank: '高',
      gender: '女士',
    })
    expect(facts).toBeNull()
    expect(problems).toEqual([
      { row: 2, column: '工号', sentence: '工号没有填。' },
      {
        row: 2,
        column: '姓名',
        sentence: '姓名“江”不对，至少要有两个字，不能有数字或符号；生僻字请用规范汉字，不要用造字。',
      },
      { row: 2, column: '性别', sentence: '性别“女士”不对，只能填：男、女。' },
      { row: 2, column: '政治面貌', sentence: '政治面貌“党员同志”不对，只能填：中共党员、中共预备党员、群众。' },
      { row: 2, column: '职务级别', sentence: '职务级别“高”不对，要填0到99的整数。' },
    ])
  })

  it('tidies 全角 digits and stray spaces, and says so', () => {
    const { facts, warnings } = read({
      staffNumber: ` ${wide('JY0900')} `,
      name: '江 予安',
      positionRank: wide('10'),
      departmentName: '财务部 ',
    })
    expect(facts).toMatchObject({ staffNumber: 'JY0900', name: '江予安', positionRank: 10, departmentName: '财务部' })
    expect(warnings.map((one) => one.sentence)).toEqual([
      `工号“${wide('JY0900')}”有全角字符，已按“JY0900”处理。`,
      '姓名“江 予安”有多余的空格或符号，已按“江予安”处理。',
      '部门“财务部”有多余的空格或符号，已按“财务部”处理。',
      `职务级别“${wide('10')}”有全角字符，已按“10”处理。`,
    ])
  })

  it('leaves a title with Chinese brackets as it is', () => {
    const { facts, warnings } = read({ positionTitle: `会计${wide('（主管）')}` })
    expect(facts?.positionTitle).toBe('会计\uff08主管\uff09')
    expect(warnings).toEqual([])
  })

  it.each([
    ['formula', '是公式，请改成值（复制后选择性粘贴为数值）。'],
    ['date', '被表格当成了日期，请把单元格设为文本格式后重新填写。'],
    ['error', '是错误值#N/A，请重新填写。'],
  ] as const)('refuses a cell that is a %s', (kind, sentence) => {
    expect(problemsOf({ staffNumber: { text: kind === 'error' ? '#N/A' : '', kind } })).toEqual([`工号${sentence}`])
  })

  it('takes a staff number typed as a number, but not one that the spreadsheet has cut', () => {
    expect(read({ staffNumber: { text: '10086', kind: 'number' } }).facts?.staffNumber).toBe('10086')
    expect(problemsOf({ staffNumber: { text: '1.23456789012345e+21', kind: 'number' } })[0]).toContain('过长的数字')
    expect(problemsOf({ staffNumber: { text: '1234567890123456', kind: 'number' } })[0]).toContain('过长的数字')
  })

  it('keeps a rare character, and refuses one from a private font', () => {
    expect(read({ name: '林𠮷安' }).facts?.name).toBe('林𠮷安')
    expect(read({ name: '苏㛃' }).problems).toEqual([])
    expect(problemsOf({ name: '林\ue000安' })[0]).toContain('造字')
    expect(problemsOf({ positionTitle: '会计\ud842' })).toEqual(['职务第3个字已经损坏，请删去后重新输入。'])
  })

  it('takes out what nobody sees and writes the dot of a name in one way, and says so', () => {
    const { facts, warnings } = read({
      staffNumber: '\u202dZZ77\u202c',
      name: '买买提\u30fb艾力',
      positionTitle: '科长\r',
    })
    expect(facts).toMatchObject({ staffNumber: 'ZZ77', name: '买买提·艾力', positionTitle: '科长' })
    expect(warnings.map((one) => one.sentence)).toEqual([
      '工号“ZZ77”有多余的空格或符号，已按“ZZ77”处理。',
      '姓名“买买提\u30fb艾力”有多余的空格或符号，已按“买买提·艾力”处理。',
      '职务“科长”有多余的空格或符号，已按“科长”处理。',
    ])
    expect(read({ name: '林\u0007安' }).facts?.name).toBe('林安')
  })

  it('knows the usual words, and takes party-less people for 群众 with a warning', () => {
    expect(read({ politicalStatus: '预备党员' }).facts?.politicalStatus).toBe('PROBATIONARY')
    const member = read({ politicalStatus: '共青团员', keyPost: '√' })
    expect(member.facts).toMatchObject({ politicalStatus: 'MASSES', keyPost: true })
    expect(member.warnings).toEqual([{ row: 2, column: '政治面貌', sentence: '政治面貌“共青团员”按群众登记。' }])
    expect(problemsOf({ politicalStatus: 'constructor' })).toHaveLength(1)
  })

  it('knows the official lists by code, full and short name (GB/T 4762, GB/T 2261.1)', () => {
    const statuses = [
      '01',
      '1',
      '中国共产党党员',
      '02',
      '中国共产党预备党员',
      '03',
      '中国民主建国会会员',
      '台盟盟员',
      '13',
      '01 中共党员',
    ]
    const read13 = statuses.map((politicalStatus) => read({ politicalStatus }).facts?.politicalStatus)
    const [member, probationary, masses] = ['FULL_MEMBER', 'PROBATIONARY', 'MASSES']
    expect(read13).toEqual([member, member, member, probationary, probationary, masses, masses, masses, masses, member])
    expect(['1', '女性', '未说明的性别'].map((gender) => read({ gender }).facts?.gender)).toEqual([
      '男',
      '女',
      undefined,
    ])
    expect(['在职', '已退休'].map((dutyStatus) => read({ dutyStatus }).facts?.dutyStatus)).toEqual([
      'ON_DUTY',
      'RETIRED',
    ])
  })

  it('says what a rank may be, not that 10.5 is too long', () => {
    expect(problemsOf({ positionRank: { text: '10.5', kind: 'number' } })).toEqual([
      '职务级别“10.5”不对，要填0到99的整数。',
    ])
  })

  it('tells a blank cell (stays) from 无 (empties)', () => {
    expect(read({}).facts).toMatchObject({ partyPost: undefined, wecomAccount: undefined })
    expect(read({ partyPost: '无', wecomAccount: '无' }).facts).toMatchObject({ partyPost: null, wecomAccount: null })
  })

  it.each([
    '2008-07-01',
    '2008.7.1',
    '2008/07/01',
    '2008年7月1日',
    '20080701',
    wide('2008.7.1'),
    '2008-07-01T00:00:00',
    '2008/7/1 0:00',
    '39630',
    '二〇〇八年七月一日',
  ])('reads the day %s', (text) => {
    expect(read({ joinedPartyDay: text }).facts?.joinedPartyDay).toBe('2008-07-01')
  })

  it('takes no month for a day, and none that is not in the calendar', () => {
    expect(read({ joinedPartyDay: '无' }).facts?.joinedPartyDay).toBeNull()
    expect(problemsOf({ joinedPartyDay: '2008.07' })).toEqual(['入党时间“2008.07”不对，要写到日，如2008年7月1日。'])
    expect(problemsOf({ joinedPartyDay: '2008-02-30' })).toHaveLength(1)
  })

  it('knows what an account looks like, and how long a text may be', () => {
    expect(problemsOf({ feishuAccount: 'jiangyuan' })).toEqual(['飞书账号“jiangyuan”不对，要填以ou_开头的Open ID。'])
    expect(problemsOf({ wecomAccount: '江予安' })[0]).toContain('企业微信账号“江予安”不对，只能用字母')
    expect(problemsOf({ positionTitle: '长'.repeat(61) })).toEqual(['职务最多60字，现在61字。'])
    expect(problemsOf({ positionTitle: '𠮷'.repeat(60) })).toEqual([])
  })
})

describe('facts that exclude each other', () => {
  it('a 群众 has neither 入党时间 nor a party post and is neither 党员干部 nor 党员领导干部', () => {
    const party = { joinedPartyDay: '2008-07-01', partyPost: '支部委员', leadingCadre: true, cadreMember: true }
    const masses = { politicalStatus: 'MASSES' as const, ...party }
    expect(contradictions(masses).map((one) => one.key)).toEqual([
      'joinedPartyDay',
      'partyPost',
      'leadingCadre',
      'cadreMember',
    ])
    expect(contradictions({ ...masses, politicalStatus: 'FULL_MEMBER' })).toEqual([])
  })

  it('rows disagree: a number or an account twice, a department with two names or in two branches', () => {
    const rows = [
      row({ departmentCode: 'D04', departmentName: '财务部', branchName: '财投支部', wecomAccount: 'abc' }, 2),
      row(
        {
          staffNumber: 'JY0901',
          departmentCode: 'D04',
          departmentName: '财务处',
          branchName: '综合支部',
          wecomAccount: 'ABC',
        },
        3,
      ),
      row({ departmentCode: 'D05' }, 4),
    ]
    const problems = wholeOf(crossCheck(rows))
    expect(problems.map((one) => `${one.row}${one.column}：${one.sentence}`)).toEqual([
      '4工号：工号“JY0900”和第2行重复。',
      '3企业微信账号：企业微信账号“ABC”和第2行重复。',
      '3部门：部门编号“D04”在第2行是“财务部”，这里是“财务处”。',
      '3所属支部：部门“D04”在第2行是“财投支部”，这里是“综合支部”。',
    ])
  })

  it('every column has a note, and its heading stands once', () => {
    expect(new Set(rosterColumns.map((column) => column.heading)).size).toBe(20)
    for (const { note } of rosterColumns) expect(note.length).toBeGreaterThan(3)
  })
})
