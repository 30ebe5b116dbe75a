import type { FormHead, FormText, OpinionCells, RecommendationMeeting, SignedOpinion } from './formData'
import { qrPicture } from './formPictures'
import { chineseDay, labelled, printable } from './formText'
import { type Block, type Cell, cell, type Row, row, type Sheet, table, text } from './layout'

/** A4 as GB/T 9704 has it: 版心 156×225 mm (rules §6.7). */
const a4 = { width: 210, height: 297, margin: { top: 37, right: 26, bottom: 35, left: 28 } }
export const a4Width = 156

const headQrSide = 20

/** 依据文件 above, the rest below: 支部, 期间, 版本号, 生成时间 (rules §5). */
export const headLines = ({ basis, branch, period, version, generatedAt }: FormHead): string[] => [
  labelled([['依据文件', basis]]),
  labelled([
    ['支部', branch],
    ['期间', period],
  ]),
  labelled([
    ['版本号', version],
    ['生成时间', generatedAt],
  ]),
]

function headBlocks(head: FormHead, width: number): Block[] {
  const lines = headLines(head)
    .filter(Boolean)
    .map((line) => text(line, { size: 9, leading: 1.3, face: 'note' }))
  const code = head.recordUrl ? [qrPicture(head.recordUrl, headQrSide)] : []
  if (lines.length + code.length === 0) return []
  const cells = [cell(lines, { edges: 'b', vertical: 'bottom' }), cell(code, { edges: 'b', vertical: 'bottom' })]
  return [table([width - headQrSide - 3, headQrSide + 3], [row(cells)])]
}

/** A form of one A4 page (or more, where its texts do not fit) with the head every document carries. */
export const a4Sheet = (title: string, head: FormHead, blocks: readonly Block[], lowestScale = 0.6): Sheet => ({
  title,
  ...a4,
  head: headBlocks(head, a4Width),
  headTop: 13,
  footBottom: 24,
  footSize: 12,
  lowestScale,
  pages: [blocks],
})

/** 附件1 at the upper left and the form's name below it (GB/T 9704); under the name what else the attachment calls it. */
export const titleBlocks = (title: string, subtitle = ''): Block[] => [
  text('附件1', { size: 14, leading: 1.2, face: 'heading', maxLines: 1, fixed: true }),
  text(title, { size: 22, leading: 1.3, face: 'title', align: 'center', maxLines: 1, fixed: true }),
  ...(subtitle
    ? [text(subtitle, { size: 12, leading: 1.6, face: 'note', align: 'center', maxLines: 1, fixed: true })]
    : // Word puts what a line is higher than its letters above them: below the title there would be none.
      [text('　', { size: 5, leading: 1, fixed: true })]),
]

export const label = (content: string, style: Partial<Omit<Cell, 'blocks'>> = {}): Cell =>
  cell([text(content, { align: 'center', face: 'heading', size: 11, leading: 1.2 })], style)

/** What was filled in; nothing at all leaves room for the pen. */
export const value = (content: FormText, style: Partial<Omit<Cell, 'blocks'>> = {}): Cell => {
  const printed = printable(content)
  return cell(printed ? [text(printed)] : [], style)
}

const count = (heads: number | null): string => (heads === null ? '　　' : String(heads))

/** Row 6 of rules §5.1 (R07). */
export function meetingText(meeting: RecommendationMeeting | null): string {
  const { day = null, place = null, due = null, present = null, agreed = null } = meeting ?? {}
  const [printedDay, printedPlace] = [chineseDay(day) || '　　　　年　　月　　日', printable(place) || '　　　　　　']
  return `时间：${printedDay}　地点：${printedPlace}\n应到${count(due)}人，实到${count(present)}人，同意${count(agreed)}人`
}

const blankDay = '　　　　年　　月　　日'

/** The opinion above, the signature below, in one box of two rows: the pen signs at its foot. */
function opinionCells(opinion: SignedOpinion | null, title: string, style: { span: number }): [Cell, Cell] {
  const note = printable(opinion?.note)
  const signature = `签名：${printable(opinion?.signer)}${note ? `（${note}）` : ''}`
  const heading = text(`${printable(opinion?.title) || title}：`, { face: 'heading', size: 11, leading: 1.3 })
  const said = printable(opinion?.opinion)
  const day = text(chineseDay(opinion?.day) || blankDay, { size: 11, align: 'right', leading: 1.3 })
  return [
    cell(said ? [heading, text(said, { size: 11, leading: 1.3 })] : [heading], {
      ...style,
      vertical: 'top',
      edges: 'tlr',
    }),
    cell([text(signature, { size: 11, leading: 1.3 }), day], { ...style, vertical: 'bottom', edges: 'blr' }),
  ]
}

/** Rows 7 to 9 of rules §5.1, on a grid that halves at `half` of its columns. */
export function opinionRows(opinions: OpinionCells, half: number, columns: number): Row[] {
  const pairs = [
    [opinions.groupLead, '部门党员负责人', opinions.consultation, '征求分管领导意见'],
    [opinions.headReview, '部门第一负责人审核意见', opinions.leaderDecision, '分管领导意见'],
    [opinions.branch, '党支部意见（书记签名）', opinions.office, '机关党办汇总意见'],
  ] as const
  return pairs.flatMap(([left, leftTitle, right, rightTitle]) => {
    const [leftTop, leftFoot] = opinionCells(left, leftTitle, { span: half })
    const [rightTop, rightFoot] = opinionCells(right, rightTitle, { span: columns - half })
    return [row([leftTop, rightTop], 11, 1, true), row([leftFoot, rightFoot], 11)]
  })
}
