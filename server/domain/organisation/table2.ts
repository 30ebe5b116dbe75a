// 附件2 表2 《党员干部联系群众名册》 (R64, rules §5.5) as plain cells; .xlsx and PDF print the same ones.
import { dayName } from '../calendar/calendarDay'
import { type AidKind, aidKindNames, type ContactCategory, contactCategoryNames } from './contacts'

/** INTERNAL is kept by the branch and names everybody; PUBLIC hangs on the board, where nobody is recognised but the 党员. */
export const table2Renderings = ['INTERNAL', 'PUBLIC'] as const
export type Table2Rendering = (typeof table2Renderings)[number]
export const table2RenderingNames: Record<Table2Rendering, string> = { INTERNAL: '内部版', PUBLIC: '公开版' }

/** One member and one contact of his. */
export interface Table2Line {
  memberName: string
  memberTitle: string
  leadingCadre: boolean
  cadreMember: boolean
  contactName: string
  departmentName: string
  positionTitle: string
  category: ContactCategory
  aidKind: AidKind
  fromDay: string
  /** Visits of this member in the half-year, joint ones too. */
  visits: number
}

export interface Table2Column {
  label: string
  /** Millimetres on paper, and characters in the spreadsheet. */
  width: number
  letters: number
  align: 'left' | 'center'
  cell: (line: Table2Line, serial: number) => string | number
}

/** 姓 and no more (rules §6.2): how long the name is says something too. */
export const maskedName = (name: string): string => `${[...name][0] ?? ''}**`

const cadreOf = ({ leadingCadre, cadreMember }: Table2Line): string =>
  leadingCadre ? '领导干部' : cadreMember ? '党员干部' : '否'

/** U8: each contact once a quarter. */
const planned = '每季度1次'

const column = (
  label: string,
  width: number,
  letters: number,
  cell: Table2Column['cell'],
  align: Table2Column['align'] = 'center',
): Table2Column => ({ label, width, letters, align, cell })

const memberColumns = [
  column('序号', 10, 6, (_line, serial) => serial),
  column('党员姓名', 20, 11, ({ memberName }) => memberName),
  column('职务', 33, 18, ({ memberTitle }) => memberTitle, 'left'),
  column('党员干部/\n领导干部', 19, 11, cadreOf),
]

const aidColumns = [
  column('类别', 21, 12, ({ category }) => contactCategoryNames[category]),
  column('帮扶形式', 17, 10, ({ aidKind }) => aidKindNames[aidKind]),
  column('结对日期', 24, 15, ({ fromDay }) => dayName(fromDay)),
  column('计划频次', 18, 11, () => planned),
  column('本期走\n访次数', 15, 8, ({ visits }) => visits),
]

const columnsOf: Record<Table2Rendering, readonly Table2Column[]> = {
  INTERNAL: [
    ...memberColumns,
    column('联系对象', 20, 11, ({ contactName }) => contactName),
    column(
      '部门/岗位',
      36,
      22,
      ({ departmentName, positionTitle }) => [departmentName, positionTitle].filter(Boolean).join(' '),
      'left',
    ),
    // Nobody's number is kept; the branch writes it on its own copy.
    column('联系方式', 24, 15, () => ''),
    ...aidColumns,
  ],
  // With the post beside the 姓, half a department would be named.
  PUBLIC: [
    ...memberColumns,
    column('联系对象', 24, 11, ({ contactName }) => maskedName(contactName)),
    column('部门', 40, 22, ({ departmentName }) => departmentName, 'left'),
    ...aidColumns,
    column('备注', 16, 14, () => ''),
  ],
}

export const table2Columns = (rendering: Table2Rendering): readonly Table2Column[] => columnsOf[rendering]

export const table2Cells = (rendering: Table2Rendering, lines: readonly Table2Line[]): (string | number)[][] =>
  lines.map((line, at) => columnsOf[rendering].map(({ cell }) => cell(line, at + 1)))

export const table2Title = '党员干部联系群众名册'
