import { maskedName, type Table2Line, table2Cells, table2Columns } from '../../server/domain/organisation/table2'

const line: Table2Line = {
  memberName: '林知夏',
  memberTitle: '主管',
  leadingCadre: false,
  cadreMember: true,
  contactName: '江予安',
  departmentName: '生产管理部',
  positionTitle: '操作工',
  category: 'PRODUCTION_LINE',
  aidKind: 'MANY_TO_ONE',
  fromDay: '2026-03-02',
  visits: 2,
}

describe('表2 《党员干部联系群众名册》 (R64, rules §5.5)', () => {
  it('names everybody in the internal rendering, in the order of the paper', () => {
    const [row = []] = table2Cells('INTERNAL', [line])
    const said = '1|林知夏|主管|党员干部|江予安|生产管理部 操作工||生产一线|多对一|2026年3月2日|每季度1次|2'
    expect(row.join('|')).toBe(said)
  })

  it('hides who is looked after in the public one: 姓 alone, no post, no 联系方式', () => {
    const printed = JSON.stringify(table2Cells('PUBLIC', [line]))
    expect(printed).toContain('江**')
    for (const hidden of ['江予安', '操作工']) expect(printed).not.toContain(hidden)
    expect(table2Columns('PUBLIC').map(({ label }) => label)).not.toContain('联系方式')
    expect(maskedName('𠮷田')).toBe('𠮷**')
    expect(maskedName('')).toBe('**')
  })

  it('fills the breadth of the paper in both', () => {
    for (const rendering of ['INTERNAL', 'PUBLIC'] as const) {
      const width = table2Columns(rendering).reduce((sum, column) => sum + column.width, 0)
      expect([rendering, width]).toEqual([rendering, 257])
    }
  })
})
