import type { NominationFormData } from './formData'
import { a4Sheet, label, meetingText, opinionRows, titleBlocks, value } from './formParts'
import { chineseDay } from './formText'
import { cell, type Row, row, type Sheet, table, text } from './layout'

const columns = [26, 26, 26, 26, 26, 26]
const whole = { span: columns.length - 1 }

const box = (ticked: boolean): string => (ticked ? '■' : '□')

/** 姓名, 性别, 入党时间 and, where it is printed at all, 出生年月. */
function personRows(data: NominationFormData): Row[] {
  const joined = chineseDay(data.joinedParty)
  if (!data.birthMonth)
    return [
      row([label('姓名'), value(data.name, { span: 3 }), label('性别'), value(data.gender)], 10),
      row([label('入党时间'), value(joined, whole)], 10),
    ]
  return [
    row([label('姓名'), value(data.name, { span: 3 }), label('性别'), value(data.gender)], 10),
    row([label('出生年月'), value(data.birthMonth, { span: 2 }), label('入党时间'), value(joined, { span: 2 })], 10),
  ]
}

/** 附件1-1 《党员示范岗推荐表》, rules §5.1; the subtitle is the attachment's own heading (R69). */
export function nominationForm(data: NominationFormData): Sheet {
  const kinds = `${box(data.isCadre)}党员干部　${box(data.isKeyPost)}重点岗位`
  const rows = [
    row(
      [label('所属支部'), value(data.head.branch, { span: 2 }), label('岗位名称'), value(data.postTitle, { span: 2 })],
      10,
    ),
    row([label('部门\n（党小组）'), value(data.department, whole)], 10),
    ...personRows(data),
    row(
      [
        label('行政职务\n/岗位'),
        value(data.position, { span: 2 }),
        label('党内职务'),
        value(data.partyPosition, { span: 2 }),
      ],
      10,
    ),
    row([label('类别'), cell([text(kinds)], whole)], 9),
    row([label('示范内容\n（结合生产经营的目标、指标、措施）'), value(data.demoContent, whole)], 28, 4),
    row([label('推荐理由/\n主要表现'), value(data.reason, whole)], 22, 3),
    row([label('集体推荐\n情况'), value(meetingText(data.meeting), whole)], 12),
    ...opinionRows(data.opinions, columns.length / 2, columns.length),
  ]
  const title = '党员示范岗推荐表'
  return a4Sheet(title, data.head, [...titleBlocks(title, '（党员示范岗申报表）'), table(columns, rows)])
}
