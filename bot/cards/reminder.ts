import type { CalendarDay } from '../../server/domain/calendar/calendarDay'
import type { SubjectKey } from '../../server/domain/cardKeys'
import { vacancyWords } from '../../server/domain/organisation/vacantPosts'
import type { Reminder, ReminderItem, ReminderKind } from '../../server/domain/reminders/facts'
import type { Card, CardButton } from '../port'
import { ballotLine } from './ballotLine'
import { type BranchProgress, nudgeButton, openProgress, progressFacts, progressLine } from './branchProgress'
import { type SeveralWaiting, severalLine } from './several'
import { deadlineWords, shortDay } from './words'

interface ItemWords {
  title: (item: ReminderItem) => string
  line: (item: ReminderItem) => string
  button: string
  path: (item: ReminderItem, branchId: string) => string
}

/** What each kind of reminder says and opens. Counts and dates only (rules §6.3); for the names see branchProgress.ts. */
const words: Record<ReminderKind, ItemWords> = {
  pledgeDue: {
    title: () => '请填写“三亮”公开承诺书',
    line: () => '职责不超过30字，三条承诺不超过100字，再上传一张2寸红底照片，约5分钟。',
    button: '去填写',
    path: () => '/pledge',
  },
  pledgeReturned: {
    title: () => '公开承诺书待修改',
    line: () => '支部退回了您的承诺书，请修改后重新提交。',
    button: '去修改',
    path: () => '/pledge',
  },
  branchPackageDue: {
    title: () => '请收集并报送本支部材料',
    line: () => '请查看还有谁没有提交，催交后报送机关党办。',
    button: '去查看',
    path: (item) => `/branch/${item.subjectId}`,
  },
  branchPackageReturned: {
    title: () => '支部报送待补正',
    line: () => '机关党办退回了支部报送，请补正后重新报送。',
    button: '去补正',
    path: (item) => `/branch/${item.subjectId}`,
  },
  officeSummary: {
    title: () => '各支部报送汇总',
    line: (item) => `还有${item.count ?? 0}个支部没有受理完毕。`,
    button: '去查看',
    path: () => '/office',
  },
  roundDue: {
    title: () => '请组织本支部评价',
    line: () => '评价党员、书记和党组织，支委会确认等次后才算完成。',
    button: '去办理',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  ballotDue: {
    title: () => '请参加评价',
    line: ({ minutes = 0 }) => ballotLine(minutes),
    button: '去评价',
    path: (item) => `/ballot/${item.subjectId}`,
  },
  ballotClosing: {
    title: () => '评价今天截止',
    line: () => '请监票人按时截止投票并计票。',
    button: '去办理',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  scrutineersGone: {
    title: () => '请改派监票人',
    line: () => '该办这一步的监票人已不在单位，改派后评价才能接着办。',
    button: '去改派',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  lockDue: {
    title: () => '请设监票码',
    line: () => '两名监票人都设好监票码，投票才能开始。',
    button: '去设监票码',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  boxDue: {
    title: () => '请打开票箱',
    line: () => '投票已截止，请带上码条，用您的监票码开封。',
    button: '去办理',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  takeInDue: {
    title: () => '请取回计票结果',
    line: () => '系统用计票以前的备份恢复过，请照“计票已完成”卡片填计票校验码，取回结果。',
    button: '去取回',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  slipLost: {
    title: () => '监票码条还没有找到',
    line: () => '请再找一找。找到了到页面上点“码条找到了”；找不到，请按页面上写的办。',
    button: '去看',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  safeDue: {
    title: () => '请用备份码开封',
    line: () => '监票码条丢了，轮到这把锁了。请从保险柜取出备份码，到页面上开封。',
    button: '去开封',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  reportDue: {
    title: () => '请报送表1',
    line: () => '评价完成后10日内报送机关党办。',
    button: '去报送',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  reportReturned: {
    title: () => '表1待补正',
    line: () => '机关党办退回了表1，请补正后重新报送。',
    button: '去补正',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  reportOverdue: {
    title: () => '有支部逾期未报表1',
    line: () => '请了解情况并督促。',
    button: '去查看',
    path: () => '/rounds',
  },
  visitDue: {
    title: () => '请走访联系对象',
    line: (item) => `本季度还有${item.count ?? 0}位联系对象没有走访。`,
    button: '去登记',
    path: () => '/visits',
  },
  threeLinksDue: {
    title: () => '请开展“三联系”活动',
    line: (item) => `还有${item.count ?? 0}个联系点本半年没有活动。`,
    button: '去登记',
    path: () => '/three-links',
  },
  postAreaDue: {
    title: () => '请办理示范岗和责任区',
    line: (item) => `本部门还有${item.count ?? 0}项要您办理：集体推荐、征求意见、填表。`,
    button: '去办理',
    path: () => '/posts',
  },
  postAreaWaiting: {
    title: () => '示范岗和责任区等您办理',
    line: (item) => `有${item.count ?? 0}份表在等您答复。`,
    button: '去办理',
    path: () => '/posts',
  },
  plateDue: {
    title: () => '请挂牌公开',
    line: (item) => `本部门有${item.count ?? 0}块牌子还没有登记挂牌。`,
    button: '去登记',
    path: () => '/posts',
  },
  branchPlatesDue: {
    title: () => '请督促挂牌公开',
    line: (item) => `本支部有${item.count ?? 0}块牌子还没有登记挂牌。`,
    button: '去查看',
    path: (item) => `/branch/${item.subjectId}/posts`,
  },
  postingDue: {
    title: () => '请张贴公开栏海报',
    line: (item) => `本支部有${item.count ?? 0}个部门还没有张贴，或张贴的不是最新内容。`,
    button: '去登记',
    path: (item) => `/branch/${item.subjectId}/postings`,
  },
  reviewPostsDue: {
    title: () => '请复核示范岗和责任区',
    line: (item) => `本支部有${item.count ?? 0}个岗区还没有做半年复核。`,
    button: '去复核',
    path: (item) => `/branch/${item.subjectId}/posts`,
  },
  proofDue: {
    title: () => '请校对牌子样稿',
    line: () => '请逐块核对本部门的牌子，有错请写明。',
    button: '去校对',
    path: () => '/sign-orders',
  },
  vacancies: {
    title: () => '请补任空缺岗位',
    line: ({ posts = 0, count = 0 }) => `${vacancyWords({ posts, things: count })}。`,
    button: '去补任',
    path: () => '/office/vacancies',
  },
  officeVacant: {
    title: () => '请补任机关党办',
    line: () => '机关党办没有人任职，报送无人受理，权限也无人授予。',
    button: '去补任',
    path: () => '/office/vacancies',
  },
  signOrderDue: {
    title: () => '请终审工作牌费用',
    line: () => '机关党办已审核，等您终审。',
    button: '去办理',
    path: (item) => `/sign-orders/${item.subjectId}`,
  },
  officeDuty: {
    title: ({ filing }) => filing?.title ?? '',
    line: ({ filing }) => filing?.line ?? '',
    button: '去办理',
    path: ({ filing }) => filing?.path ?? '/',
  },
  stalled: {
    title: ({ filing }) => filing?.title ?? '',
    line: ({ filing }) => filing?.line ?? '',
    button: '去查看',
    path: ({ filing }) => filing?.path ?? '/',
  },
  filingDue: {
    title: ({ filing }) => filing?.title ?? '',
    line: ({ filing }) => filing?.line ?? '',
    button: '去办理',
    path: ({ filing }) => filing?.path ?? '/filings',
  },
}

/** What the card is about, so that it can end by itself when the matter is done. */
export const subjectKeysOf = (reminder: Reminder, several?: SeveralWaiting): SubjectKey[] => [
  // Also those that are not listed: the card counts them all and must not end before the last.
  ...new Set([...reminder.items.flatMap((item) => item.about), ...(several?.about ?? [])]),
]

const progressOf = ({ progress }: ReminderItem): BranchProgress | undefined =>
  progress && {
    branchName: progress.branchName,
    handedIn: progress.total - progress.missing.length,
    total: progress.total,
    missing: progress.missing.map(({ name }) => name),
  }

const titleOf = (item: ReminderItem): string => words[item.kind].title(item)

const lineOf = (item: ReminderItem): string => {
  const progress = progressOf(item)
  if (item.kind !== 'branchPackageDue' || !progress) return words[item.kind].line(item)
  const { missing } = progress
  return missing.length ? progressLine(progress) : `${progressLine(progress)}已经交齐，请报送机关党办。`
}

/** The 书记's card, when it is about the branch alone: who is missing, and one press that reminds them (R17). */
function withProgress(card: Card, item: ReminderItem): Card {
  const progress = progressOf(item)
  if (!progress?.missing.length) return card
  const { mayNudge = 0, subjectId } = item
  const hint = mayNudge
    ? `按“提醒这${mayNudge}位”，他们各收到一张卡片，今天不再重复提醒。`
    : '今天已经提醒过他们，不再重复提醒。'
  return {
    ...card,
    ...(item.kind === 'branchPackageDue' && { title: `承诺书还差${progress.missing.length}人` }),
    lines: [...card.lines, hint],
    facts: [...card.facts, ...progressFacts(progress)],
    buttons: mayNudge ? [openProgress(subjectId), nudgeButton(subjectId, mayNudge)] : card.buttons,
  }
}

/** The line of a matter with its day, for a card whose facts are taken. */
const datedLine = (item: ReminderItem, today: CalendarDay): string =>
  `${lineOf(item).replace(/。$/, '')}（${deadlineWords(item.dueDay, today)}）。`

/** What the list alone is about stands in the list, and in no line of its own. */
const isListed = (item: ReminderItem, { about }: SeveralWaiting): boolean =>
  item.about.every((key) => about.includes(key))

/** The day's card with a list below that one press answers (several.ts); the list is one of its matters. */
function withSeveral(reminder: Reminder, several: SeveralWaiting): Card {
  const today = reminder.day as CalendarDay
  const others = reminder.items.filter((item) => !isListed(item, several))
  const [listed, ...more] = reminder.items.filter((item) => isListed(item, several))
  const alone = !others.length
  const [only] = others
  const title = alone ? `有${several.total}份${several.what}等您办理` : `您有${others.length + 1}件事要办`
  const dated = listed ? `（${deadlineWords(listed.dueDay, today)}）` : ''
  const buttons = others.slice(0, 2).map(
    (item, position): CardButton => ({
      kind: 'open',
      label: others.length > 1 ? `${words[item.kind].button}（${position + 1}）` : words[item.kind].button,
      path: words[item.kind].path(item, ''),
    }),
  )
  const open: CardButton = {
    kind: 'open',
    label: '打开页面',
    path: alone && listed && !more.length ? words[listed.kind].path(listed, '') : '/',
  }
  return {
    title,
    tone: reminder.items.some((item) => item.daysLeft <= 2) ? 'attention' : 'plain',
    summary: only ? `${titleOf(only)}，${deadlineWords(only.dueDay, today)}等${others.length + 1}件事` : title,
    lines: [
      ...others.map((item, position) => `${position + 1}. ${titleOf(item)}：${datedLine(item, today)}`),
      `${alone ? '' : `${others.length + 1}. `}${severalLine(several)}${dated}`,
    ],
    facts: [],
    answers: { listed: several.listed, choices: [several.choice] },
    buttons: [open, ...buttons],
  }
}

/**
 * One card for one person and day; several matters become a digest with at most three buttons. `several`: what can be
 * answered in it at once.
 */
export function reminderCard(reminder: Reminder, form?: Card['form'], waiting?: SeveralWaiting): Card {
  const [first] = reminder.items
  if (!first) throw new RangeError('a reminder without items')
  if (waiting) return withSeveral(reminder, waiting)
  const several = reminder.items.length > 1
  const today = reminder.day as CalendarDay
  const buttons: CardButton[] = reminder.items.slice(0, 3).map((item, position) => ({
    kind: 'open',
    label: several ? `${words[item.kind].button}（${position + 1}）` : words[item.kind].button,
    path: words[item.kind].path(item, ''),
    primary: position === 0 && !form,
  }))
  const card: Card = {
    title: several ? `您有${reminder.items.length}件事要办` : titleOf(first),
    tone: reminder.items.some((item) => item.daysLeft <= 2) ? 'attention' : 'plain',
    summary: `${titleOf(first)}，${deadlineWords(first.dueDay, today)}${several ? `等${reminder.items.length}件事` : ''}`,
    lines: reminder.items.map((item, position) =>
      several ? `${position + 1}. ${titleOf(item)}：${lineOf(item)}` : lineOf(item),
    ),
    facts: reminder.items.slice(0, 6).map((item, position) => ({
      label: several ? `第${position + 1}件` : '截止',
      value: `${shortDay(item.dueDay)}（${deadlineWords(item.dueDay, today)}）`,
    })),
    ...(form ? { form } : {}),
    buttons,
  }
  return several ? card : withProgress(card, first)
}
