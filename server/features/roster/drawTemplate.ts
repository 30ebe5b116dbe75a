import type { Work } from '../../database/work'
import { rosterColumns } from '../../domain/organisation/rosterColumns'
import { workbookMediaType, writeWorkbook } from '../../files/workbookWriter'
import type { FileAnswer } from '../call'
import { columnWidth } from './columnWidth'
import { mostRows, sheetName } from './findTable'

const examples: (string | null)[][] = [
  [
    'A0001',
    '示例甲',
    '女',
    '中共党员',
    '2008年7月1日',
    'D01',
    '综合办公室',
    '综合支部',
    '党群主管',
    '10',
    null,
    '在岗',
    '否',
    '否',
    '是',
    null,
    'A0001',
  ],
  [
    'A0002',
    '示例乙',
    '男',
    '群众',
    null,
    'D02',
    '人力资源部',
    '综合支部',
    '人力资源部部长',
    '30',
    null,
    '在岗',
    '否',
    '否',
    '否',
    null,
    'A0002',
  ],
  [
    'A0003',
    '示例丙',
    '男',
    '中共党员',
    '1999年6月25日',
    'D04',
    '财务部',
    '财投支部',
    '财务部部长',
    '30',
    '支部书记',
    '在岗',
    '是',
    '是',
    '是',
    null,
    'A0003',
  ],
  [
    'A0004',
    '示例丁',
    '男',
    '中共党员',
    '1994年12月8日',
    null,
    null,
    '综合支部',
    '集团党委副书记',
    '60',
    '党委副书记',
    '在岗',
    '是',
    '是',
    '是',
    null,
    'A0004',
  ],
]

const instructions = [
  `一、只在“${sheetName}”表里填写，从第2行开始，一行一人；“示例”表只供参考，不会导入。`,
  '二、红色表头的列必填，别的列可以不要；列的顺序可以调换，多出来的列不导入。',
  '三、请填值，不要用公式，不要合并单元格。工号、账号请用文本格式，以免丢失前面的0。',
  '四、按工号认人：名册里没有的工号是新增，已有的是修改。不在表里的人不受影响。',
  '五、空白的格子：新增的人按默认值（在岗、职务级别0、三个“是否”列为否）；已有的人保持不变。入党时间、党内职务和账号填“无”为清空。',
  '六、部门或支部变了，从导入当天起算调动；要指定别的生效日期，请在“人员”页面办理调动。',
  '七、党内职务只作显示，支部书记等权限请在“人员”页面授予。',
  `八、一次最多${mostRows}行。先“检查”，没有错误再“导入”；导入后如有差错，可以整体撤销。`,
]

const mainSheet = () => ({
  name: sheetName,
  widths: rosterColumns.map(columnWidth),
  headRows: 1,
  columnFormats: rosterColumns.map((column) => (column.kind === 'rank' ? '0' : '@')),
  pickLists: rosterColumns.flatMap(({ choices }, at) =>
    choices ? [{ column: at + 1, fromRow: 2, toRow: mostRows + 1, choices }] : [],
  ),
  blocks: [
    {
      kind: 'table' as const,
      headings: rosterColumns.map(({ heading, note, required }) => ({
        text: heading,
        note,
        required: required ?? false,
      })),
      columns: rosterColumns.map(() => ({})),
      rows: [],
    },
  ],
})

/** Its rows are nobody, also where the template comes back filled in. */
export const exampleSheetName = '示例'

const exampleSheet = () => ({
  name: exampleSheetName,
  widths: rosterColumns.map(columnWidth),
  headRows: 1,
  blocks: [
    {
      kind: 'table' as const,
      headings: rosterColumns.map(({ heading }) => ({ text: heading })),
      columns: rosterColumns.map(() => ({ format: '@' })),
      rows: examples,
    },
  ],
})

const instructionSheet = () => ({
  name: '填写说明',
  widths: [16, 70],
  headRows: 1,
  blocks: [
    { kind: 'title' as const, text: '名册导入填写说明' },
    ...instructions.map((text) => ({ kind: 'line' as const, text })),
    { kind: 'gap' as const },
    {
      kind: 'table' as const,
      headings: [{ text: '列' }, { text: '说明' }],
      columns: [{}, {}],
      rows: rosterColumns.map(({ heading, note, choices }) => [
        heading,
        choices ? `${note}可填：${choices.join('、')}。` : note,
      ]),
    },
  ],
})

/** The empty roster file: notes at the headings, pick lists, examples and instructions on sheets of their own. */
export async function rosterTemplate(work: Work): Promise<FileAnswer> {
  work.must('importRoster')
  const content = await writeWorkbook([mainSheet(), exampleSheet(), instructionSheet()])
  return { mediaType: workbookMediaType, fileName: '名册导入模板.xlsx', content }
}
