import { type CalendarDay, daysBetween } from '../../server/domain/calendar/calendarDay'
import { type PostAreaKind, postAreaKindNames } from '../../server/domain/postArea/kinds'
import type { Card } from '../port'
import { cardLimits, cutCharacters, toOneLine } from './limits'
import { deadlineWords, shortDay } from './words'

/**
 * Cards about 党员示范岗 and 党员责任区. Whoever judges in the card sees whom and what it is about; what was said about it
 * stands on the page (rules §6.3).
 */
export interface PostAreaMatter {
  postAreaId: string
  kind: PostAreaKind
  departmentName: string
  /** null before somebody is recommended. */
  nomineeName: string | null
  goal: string
  content: string
  meeting: { present: number; votes: number } | null
  dueDay: CalendarDay
  today: CalendarDay
}

const formName = (kind: PostAreaKind): string => (kind === 'POST' ? '党员示范岗推荐表' : '党员责任区确定表')
const openPage = (postAreaId: string, label: string) => ({
  kind: 'open' as const,
  label,
  path: `/posts/${postAreaId}`,
  primary: true,
})

const facts = ({ departmentName, kind, dueDay, today }: PostAreaMatter): Card['facts'] => [
  { label: '部门', value: departmentName },
  { label: '事项', value: postAreaKindNames[kind] },
  { label: '截止', value: `${shortDay(dueDay)}（${deadlineWords(dueDay, today)}）` },
]

interface Asked {
  title: string
  line: string
  button: string
}

const ask = (matter: PostAreaMatter, { title, line, button }: Asked): Card => ({
  title,
  tone: daysBetween(matter.today, matter.dueDay) <= 2 ? 'attention' : 'plain',
  summary: `${matter.departmentName}：${title}`,
  lines: [line],
  facts: facts(matter),
  buttons: [openPage(matter.postAreaId, button)],
})

const short = (text: string): string => cutCharacters(toOneLine(text), cardLimits.factValue)

/** Judged in the card (the workflow gives the buttons): whom, what and how it came about, and the page behind. */
const judge = (matter: PostAreaMatter, asked: Asked): Card => {
  const { nomineeName, goal, content, meeting } = matter
  const card = ask(matter, asked)
  const said = [
    { label: '人选', value: nomineeName ?? '' },
    { label: '目标', value: short(goal) },
    { label: '内容', value: short(content) },
    { label: '推荐', value: meeting ? `${meeting.present}人到会，${meeting.votes}人同意` : '' },
  ].filter(({ value }) => value !== '')
  const [department, , due] = card.facts
  return {
    ...card,
    facts: [...said.slice(0, 1), department, ...said.slice(1), due].flatMap((fact) => fact ?? []),
    buttons: card.buttons.map((button) => ({ ...button, primary: false })),
  }
}

/** The 书记 has begun one; 部门党员负责人 gathers the department's people (R07). */
export const recommendDueCard = (matter: PostAreaMatter): Card =>
  ask(matter, {
    title: `请组织推荐${postAreaKindNames[matter.kind]}`,
    line: '请召集本部门人员集体推荐，登记会议情况，再征求分管领导意见。',
    button: '去登记',
  })

/** R08: 征求分管领导意见, before the form is filled. */
export const opinionDueCard = (matter: PostAreaMatter): Card =>
  judge(matter, {
    title: `请对${postAreaKindNames[matter.kind]}人选提出意见`,
    line: '本部门已集体推荐人选，征求您的意见。人选和会议情况请打开页面查看。',
    button: '查看人选',
  })

export const fillDueCard = (matter: PostAreaMatter): Card =>
  ask(matter, {
    title: `请填写${formName(matter.kind)}`,
    line: '分管领导已经答复。请写明结合生产经营的目标，交部门第一负责人审核。',
    button: '去填写',
  })

/** R11: 部门第一负责人 reviews the content. */
export const reviewDueCard = (matter: PostAreaMatter): Card =>
  judge(matter, {
    title: `请审核${formName(matter.kind)}`,
    line: '请审核内容是否结合生产经营。内容请打开页面查看。',
    button: '查看内容',
  })

/** R12: 分管领导同意. */
export const decisionDueCard = (matter: PostAreaMatter): Card =>
  judge(matter, {
    title: `请审批${formName(matter.kind)}`,
    line: '部门第一负责人已审核通过，请您决定是否同意。内容请打开页面查看。',
    button: '查看内容',
  })

export const returnedPostCard = (matter: PostAreaMatter): Card => ({
  ...ask(matter, {
    title: `${formName(matter.kind)}被退回`,
    line: '请按退回原因修改，原因写在表上。',
    button: '去修改',
  }),
  tone: 'attention',
})

/** News for the 书记, who collects (R13). */
export const agreedPostCard = (matter: PostAreaMatter, branchId: string): Card => ({
  ...ask(matter, {
    title: `${formName(matter.kind)}可以收集了`,
    line: '分管领导已同意。本支部各部门办齐后，请收集并报送机关党办。',
    button: '去收集',
  }),
  buttons: [{ kind: 'open', label: '去收集', path: `/branch/${branchId}/posts`, primary: true }],
})

/** R15: after 受理 the plates are hung; one card a department however many were accepted. */
export const plateDueCard = (departmentName: string, postAreaIds: readonly string[], hangBy: CalendarDay): Card => {
  const [only = ''] = postAreaIds
  const count = postAreaIds.length
  return {
    title: '请挂牌公开',
    tone: 'plain',
    summary: `${departmentName}有${count}块牌子要挂`,
    lines: ['岗区已由机关党办受理，请在办公场所挂牌，再登记照片、地点和日期。'],
    facts: [
      { label: '部门', value: departmentName },
      { label: '牌子', value: `${count}块` },
      { label: '截止', value: shortDay(hangBy) },
    ],
    buttons: [{ kind: 'open', label: '去登记', path: count === 1 ? `/posts/${only}` : '/posts', primary: true }],
  }
}

export const suspendedPostCard = (matter: PostAreaMatter): Card => ({
  ...ask(matter, {
    title: `${postAreaKindNames[matter.kind]}已停用`,
    line: '请先把牌子摘下。恢复或摘牌的手续在页面上办理。',
    button: '查看',
  }),
  facts: facts(matter).filter((fact) => fact.label !== '截止'),
})
