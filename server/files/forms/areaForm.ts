import type { AreaFormData } from './formData'
import { a4Sheet, label, meetingText, opinionRows, titleBlocks, value } from './formParts'
import { printable } from './formText'
import { type Row, row, type Sheet, table } from './layout'

const columns = [26, 26, 26, 26, 26, 26]
const whole = { span: columns.length - 1 }

function dutyRows({ duties }: AreaFormData): Row[] {
  const written = duties.filter(({ content }) => printable(content))
  if (written.length === 0) return [row([label('责任内容'), value(null, whole)], 24, 3)]
  const heading = label('责任内容', { rowSpan: written.length })
  return written.map(({ topic, content }, index) => {
    const name = printable(topic)
    const cells = name ? [label(name), value(content, { span: columns.length - 2 })] : [value(content, whole)]
    return row([...(index === 0 ? [heading] : []), ...cells], name ? 8 : 16, 1)
  })
}

/** 附件1-2 《党员责任区确定表》, rules §5.2. */
export function areaForm(data: AreaFormData): Sheet {
  const members = data.members.map(printable).filter(Boolean).join('、')
  const covered = data.coveredPeople === null ? null : `${data.coveredPeople}人`
  const rows = [
    row(
      [label('所属支部'), value(data.head.branch, { span: 2 }), label('责任区名称'), value(data.areaName, { span: 2 })],
      9,
    ),
    row([label('部门\n（党小组）'), value(data.department, whole)], 9),
    row([label('区域/\n业务范围'), value(data.scope, whole)], 9, 1),
    row([label('期限'), value(data.term, whole)], 9),
    row([label('负责人'), value(data.accountable, { span: 2 }), label('覆盖群众'), value(covered, { span: 2 })], 9),
    row([label('责任党员'), value(members, whole)], 9),
    row([label('责任目标\n（结合生产经营）'), value(data.goal, whole)], 14, 2),
    ...dutyRows(data),
    row([label('检查办法\n与周期'), value(data.checks, whole)], 10, 1),
    row([label('集体推荐\n情况'), value(meetingText(data.meeting), whole)], 12),
    ...opinionRows(data.opinions, columns.length / 2, columns.length),
  ]
  const title = '党员责任区确定表'
  return a4Sheet(title, data.head, [...titleBlocks(title), table(columns, rows)])
}
