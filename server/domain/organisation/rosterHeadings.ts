import { cleanText } from '../wording/cleanText'
import { type RosterKey, rosterColumns } from './rosterColumns'

/** What HR files call a column that is none of the template's own headings. */
const otherNames: Partial<Record<RosterKey, readonly string[]>> = {
  staffNumber: ['员工编号', '员工工号', '职工编号', '职工号', '人员编号', '员工号'],
  name: ['员工姓名', '职工姓名', '人员姓名', '名字'],
  politicalStatus: ['政治面目', '政治面貌代码', '政治面貌名称'],
  gender: ['性别代码', '性别名称'],
  joinedPartyDay: ['入党日期', '加入中共时间', '参加党派时间'],
  departmentCode: ['部门代码', '部门编码', '部门号'],
  departmentName: ['部门名称', '所在部门', '所属部门', '工作部门'],
  branchName: ['所在支部', '党支部', '所属党支部', '所在党支部', '支部名称'],
  positionTitle: ['职务名称', '行政职务', '岗位', '岗位名称', '现任职务'],
  positionRank: ['职级', '职务层级'],
  dutyStatus: ['人员状态', '员工状态', '在职状态', '状态'],
  fullMemberDay: ['党员转正日期', '预备党员转正时间', '预备党员转正日期', '转为正式党员时间', '转为正式党员日期'],
  joinedDay: ['入职日期', '进入本单位时间', '到岗日期', '入司时间', '入司日期'],
  leftDay: ['离职日期', '离岗时间', '退休时间', '退休日期'],
}

/** How a column is to be filled in, said behind its name: （必填）, （年月日）. Which one it is may stand in brackets too. */
const howToFill =
  /\((?:必填|选填|可不填|年月日|年\/月\/日|年-月-日|y{2,4}[-./]?m{1,2}[-./]?d{1,2}|格式[^()]*|如[^()]*)\)$/i

/** A heading as it is compared: without blanks, width, and the star of what must be filled in. */
export const tidyHeading = (text: string): string =>
  cleanText(text)
    .normalize('NFKC')
    .replace(/[\s**::]/g, '')
    .replace(howToFill, '')

const own = new Map(rosterColumns.map(({ heading, key }) => [heading, key]))
const other = new Map(
  Object.entries(otherNames).flatMap(([key, names]) => names.map((name) => [name, key as RosterKey])),
)

export interface HeadingRow {
  places: Map<RosterKey, number>
  /** Columns that are none of ours, as they are called. */
  ignored: string[]
  /** Of those, the ones of which nobody has said yet what they are. */
  unknown: string[]
  /** Two columns for one thing. */
  doubled: string[]
}

/** What was said of headings that are none of ours, by tidyHeading; null where they are to be left out. */
export type KnownHeadings = ReadonlyMap<string, RosterKey | null>

/** Whether a heading is one of the template's own, of which nothing has to be said. */
export const isOwnHeading = (heading: string): boolean => own.has(tidyHeading(heading))

/**
 * What the cells of a row are as headings: the template's own names count before what was said of a heading, and that before
 * what others usually mean by it.
 */
export function readHeadingRow(texts: readonly (string | null)[], said: KnownHeadings = new Map()): HeadingRow {
  const places = new Map<RosterKey, number>()
  const ignored: string[] = []
  const unknown: string[] = []
  const doubled: string[] = []
  const given = texts.map((text) => tidyHeading(text ?? ''))
  for (const [at, heading] of given.entries()) {
    const key = own.get(heading)
    if (key && places.has(key)) doubled.push(heading)
    else if (key) places.set(key, at)
  }
  for (const [at, heading] of given.entries()) {
    if (!heading || own.has(heading)) continue
    const key = said.has(heading) ? said.get(heading) : other.get(heading)
    if (key && !places.has(key)) {
      places.set(key, at)
      continue
    }
    const shown = [...cleanText(texts[at] ?? '').trim()].slice(0, 20).join('')
    ignored.push(shown)
    if (!said.has(heading)) unknown.push(shown)
  }
  return { places, ignored, unknown, doubled }
}

/** Without these a row of headings is none. */
export const isHeadingRow = ({ places }: HeadingRow): boolean => places.has('staffNumber') && places.has('name')
