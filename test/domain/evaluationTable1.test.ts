// R57, rules §5.4: 套表1, its posted version, and the recalculation before it is submitted.
import { defaultTemplate } from '../../server/domain/evaluation/defaultTemplate'
import type { GroupBallots } from '../../server/domain/evaluation/results'
import type { Subject } from '../../server/domain/evaluation/roster'
import { buildTable1, type Table1, type Table1Input, type Table1Person } from '../../server/domain/evaluation/table1'
import { checkTable1, recomputeTable1 } from '../../server/domain/evaluation/table1Check'
import { tallyRound } from '../../server/domain/evaluation/tally'
import type { Grade, RaterGroup } from '../../server/domain/scoring/terms'

const ballots = (group: RaterGroup, count: number, answers: string, due = count): GroupBallots => {
  return { group, due, struck: 0, ballots: Array.from({ length: count }, () => answers) }
}
const memberGroups = (answers: string, masses = 5) => [
  ballots('SELF', 1, 'AAAAA'),
  ballots('PEER', 5, answers),
  ballots('MASSES', masses, 'ABABA', 5),
  ballots('ORG', 1, 'BABAB'),
]
const branchGroups = [ballots('PEER', 5, 'ABBBA'), ballots('MASSES', 6, 'BBCBB', 7), ballots('SUPERIOR', 1, 'BABAB')]

const subjects: Subject[] = [
  ...['a', 'b', 'c', 'p'].map(
    (id): Subject => ({ key: `MEMBER:${id}`, kind: 'MEMBER', personId: id, graded: id !== 'p' }),
  ),
  { key: 'SECRETARY:a', kind: 'SECRETARY', personId: 'a', graded: true },
  { key: 'ORG:demo', kind: 'ORG', personId: null, graded: true },
]
const tally = tallyRound({
  template: defaultTemplate,
  subjects,
  ballots: [
    { subjectKey: 'MEMBER:a', groups: memberGroups('AAAAA') },
    { subjectKey: 'MEMBER:b', groups: memberGroups('AABAA') },
    { subjectKey: 'MEMBER:c', groups: memberGroups('BCBBC', 2) },
    { subjectKey: 'MEMBER:p', groups: memberGroups('BBBBB') },
    { subjectKey: 'SECRETARY:a', groups: branchGroups },
    { subjectKey: 'ORG:demo', groups: branchGroups },
  ],
  vetoes: [],
})
const person = (subjectKey: string, name: string, departmentOrder: number, remark = ''): Table1Person => {
  const politicalLabel = subjectKey === 'MEMBER:p' ? '中共预备党员' : '中共党员'
  return {
    subjectKey,
    name,
    departmentName: departmentOrder === 1 ? '综合办公室' : '人力资源部',
    departmentOrder,
    politicalLabel,
    remark,
  }
}
const input: Table1Input = {
  template: defaultTemplate,
  people: [
    person('MEMBER:a', '周牧野', 2),
    person('MEMBER:b', '江予安', 2, '转入'),
    person('MEMBER:c', '许青禾', 1),
    person('MEMBER:p', '林知夏', 1),
    person('SECRETARY:a', '周牧野', 2),
    person('ORG:demo', '综合支部', 0),
  ],
  results: tally.results,
  grades: new Map<string, Grade>([
    ['MEMBER:a', 'EXCELLENT'],
    ['MEMBER:b', 'QUALIFIED'],
    ['MEMBER:c', 'QUALIFIED'],
    ['SECRETARY:a', 'FAIR'],
    ['ORG:demo', 'FAIR'],
  ]),
  header: [{ key: 'branch', label: '支部', value: '综合支部' }],
  footer: [{ key: 'preparedBy', label: '填表人', value: '沈云舟' }],
}
const internal = buildTable1(input, 'INTERNAL')
const posted = buildTable1(input, 'POSTED')
const part = (table: Table1, key: string) => table.parts.find((one) => one.key === key)
const share = defaultTemplate.excellentShare
const withCell = (table: Table1, key: string, row: number, column: string, value: string): Table1 => ({
  ...table,
  parts: table.parts.map((one) => {
    if (one.key !== key) return one
    return {
      ...one,
      rows: one.rows.map((old, n) => (n === row ? { ...old, cells: { ...old.cells, [column]: value } } : old)),
    }
  }),
})

describe('the internal table', () => {
  it('has the columns of part A with their weights', () => {
    expect(part(internal, 'A')?.columns.map((column) => column.label)).toEqual([
      '序号',
      '部门',
      '姓名',
      '政治面貌',
      '自评（10%）',
      '互评（30%）',
      '群众评议（40%）',
      '组织评定（20%）',
      '综合得分',
      '建议等次',
      '支部评定等次',
      '备注',
    ])
    expect(part(internal, 'B')?.columns.map((column) => column.label)).toEqual([
      '姓名',
      '党员评（30%）',
      '群众评（30%）',
      '上级评（40%）',
      '综合得分',
      '等次',
      '备注',
    ])
  })

  it('is sorted by department and pinyin of the name, never by score', () => {
    expect(part(internal, 'A')?.rows.map((row) => row.cells.name)).toEqual(['林知夏', '许青禾', '江予安', '周牧野'])
    expect(part(internal, 'A')?.rows.map((row) => row.cells.serial)).toEqual(['1', '2', '3', '4'])
  })

  it('prints scores with two decimals and a dash where nothing counts', () => {
    expect(part(internal, 'A')?.rows[1]?.cells).toMatchObject({
      SELF: '100.00',
      PEER: '79.00',
      MASSES: '—',
      ORG: '91.75',
      // (10×100.00 + 30×79.00 + 20×91.75) / 60 = 86.75
      total: '86.75',
      grade: '合格',
      remark: '权重已调整',
    })
  })

  it('says why a row is special', () => {
    const remarks = part(internal, 'A')?.rows.map((row) => row.cells.remark)
    expect(remarks).toEqual(['预备不定等次', '权重已调整', '优秀名额已满、转入', ''])
  })

  it('counts ballots, grades, share and cap in part D', () => {
    expect(part(internal, 'D')?.rows.map((row) => Object.values(row.cells).join(' '))).toContain(
      '党员 群众评议 20 20 17 17 0 0 85.00',
    )
    expect(internal.summary.map((line) => `${line.label} ${line.value}`)).toEqual([
      '党员总数 4',
      '定等次人数 3',
      '优秀 1',
      '优秀率（%） 33.33',
      '优秀上限 1',
      '合格 2',
      '基本合格 0',
      '不合格 0',
      // (95.65 + 94.53 + 86.75) / 3; the 预备党员 is not in it.
      '平均分 92.31',
    ])
  })

  it('refuses a result without a person', () => {
    expect(() => buildTable1({ ...input, people: input.people.slice(1) }, 'INTERNAL')).toThrow(RangeError)
  })
})

describe('the posted table', () => {
  it('keeps department, name, total and grade, and nothing else in any cell', () => {
    expect(posted.parts.map((one) => one.key)).toEqual(['A', 'B', 'C'])
    expect(part(posted, 'A')?.columns.map((column) => column.label)).toEqual(['部门', '姓名', '综合得分', '等次'])
    for (const { rows } of posted.parts) {
      for (const row of rows) {
        expect(row.subjectKey).toBeNull()
        expect(Object.keys(row.cells).filter((key) => !['department', 'name', 'total', 'grade'].includes(key))).toEqual(
          [],
        )
      }
    }
    expect(JSON.stringify(posted)).not.toMatch(/79\.00|SELF|PEER|MASSES|MEMBER:/)
  })

  it('can be switched to grades without totals', () => {
    const anonymity = { ...defaultTemplate.anonymity, publicTotal: false }
    const quiet = buildTable1({ ...input, template: { ...defaultTemplate, anonymity } }, 'POSTED')
    expect(JSON.stringify(quiet.parts)).not.toMatch(/\d\.\d\d/)
    expect(quiet.summary.map((line) => line.label)).not.toContain('平均分')
  })
})

describe('the recalculation before submission', () => {
  it('finds nothing in an untouched table', () => {
    expect(recomputeTable1(internal, share)).toEqual([])
    expect(checkTable1(internal, subjects, share)).toEqual([])
  })

  it.each([
    ['a changed total', 'A', 3, 'total', '99.99'],
    ['a changed group mean', 'A', 3, 'PEER', '60.00'],
    ['a total where nothing may be produced', 'B', 0, 'PEER', '—'],
    ['a returned count', 'D', 0, 'returned', '9'],
    ['a turnout', 'D', 1, 'turnout', '12.34'],
    ['more issued than due', 'D', 2, 'due', '1'],
    ['a grade that the summary does not count', 'A', 3, 'grade', '合格'],
  ])('finds %s', (_name, key, row, column, value) => {
    expect(recomputeTable1(withCell(internal, key, row, column, value), share)).not.toEqual([])
  })

  it('expects no total where neither 互评 nor 群众 counts', () => {
    const silent = withCell(withCell(internal, 'B', 0, 'PEER', '—'), 'B', 0, 'MASSES', '—')
    expect(recomputeTable1(silent, share).map((one) => one.recomputed)).toEqual(['—'])
  })

  it('says what is printed and what it should be', () => {
    expect(recomputeTable1(withCell(internal, 'A', 1, 'total', '87.51'), share)).toContainEqual({
      part: 'A',
      row: '许青禾',
      column: '综合得分',
      printed: '87.51',
      recomputed: '86.75',
    })
  })

  it('finds a wrong summary line', () => {
    const summary = internal.summary.map((line) => (line.key === 'cap' ? { ...line, value: '2' } : line))
    expect(recomputeTable1({ ...internal, summary }, share).map((one) => one.row)).toEqual(['优秀上限'])
  })

  it('refuses a missing, a strange and a repeated subject', () => {
    const codes = (frozen: { key: string }[], table = internal) =>
      checkTable1(table, frozen, share).map((one) => one.code)
    expect(codes([...subjects, { key: 'MEMBER:x' }])).toEqual(['SUBJECT_MISSING'])
    expect(codes(subjects.slice(1))).toEqual(['SUBJECT_UNKNOWN'])
    const parts = internal.parts.map((one) => (one.key === 'B' ? { ...one, rows: [...one.rows, ...one.rows] } : one))
    expect(codes(subjects, { ...internal, parts })).toEqual(['SUBJECT_REPEATED'])
  })

  it('refuses an unconfirmed 等次 but not the empty one of a 预备党员', () => {
    const grades = new Map([...input.grades].filter(([key]) => key !== 'SECRETARY:a'))
    const open = buildTable1({ ...input, grades }, 'INTERNAL')
    expect(checkTable1(open, subjects, share)).toEqual([
      { code: 'GRADE_MISSING', about: 'SECRETARY:a', text: '等次还没有确认' },
    ])
  })
})
