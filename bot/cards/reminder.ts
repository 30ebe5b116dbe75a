import type { CalendarDay } from '../../server/domain/calendar/calendarDay'
import type { SubjectKey } from '../../server/domain/cardKeys'
import type { Reminder, ReminderItem } from '../../server/domain/reminders/facts'
import type { Card, CardButton } from '../port'
import { type BranchProgress, nudgeButton, openProgress, progressFacts, progressLine } from './branchProgress'
import { reminderWords as words } from './reminderWords'
import { type SeveralWaiting, severalLine } from './several'
import { deadlineWords, shortDay } from './words'

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
