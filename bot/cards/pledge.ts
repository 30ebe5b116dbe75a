import { type CalendarDay, daysBetween } from '../../server/domain/calendar/calendarDay'
import type { Card } from '../port'
import { deadlineWords, shortDay } from './words'

/** Cards about the 承诺书: type, date and link only; whoever looks over a shoulder learns nothing else (rules §6.3). */
const openPledge = { kind: 'open' as const, label: '去填写', path: '/pledge', primary: true }

export const pledgeDoneCard = (today: CalendarDay): Card => ({
  title: '公开承诺书已提交',
  tone: 'done',
  summary: '您的公开承诺书已提交',
  lines: [`${shortDay(today)}提交，等待支部收集。`],
  facts: [],
  buttons: [{ kind: 'open', label: '查看', path: '/pledge' }],
})

export const nudgeCard = (dueDay: CalendarDay, today: CalendarDay): Card => ({
  title: '请填写“三亮”公开承诺书',
  tone: daysBetween(today, dueDay) <= 2 ? 'attention' : 'plain',
  summary: `公开承诺书${deadlineWords(dueDay, today)}`,
  lines: ['支部书记提醒您：职责不超过30字，三条承诺不超过100字，再上传一张2寸红底照片，约5分钟。'],
  facts: [{ label: '截止', value: `${shortDay(dueDay)}（${deadlineWords(dueDay, today)}）` }],
  buttons: [openPledge],
})

export const returnedCard = (dueDay: CalendarDay, today: CalendarDay): Card => ({
  title: '公开承诺书被退回',
  tone: 'attention',
  summary: '您的公开承诺书需要修改',
  lines: ['支部请您修改后重新提交，原因写在表上。'],
  facts: [{ label: '截止', value: `${shortDay(dueDay)}（${deadlineWords(dueDay, today)}）` }],
  buttons: [{ ...openPledge, label: '去修改' }],
})

export interface PackageCounts {
  pledgeCount: number
  postCount: number
  areaCount: number
  missing: readonly unknown[]
}

/** Asks 党办 to decide; its two answers come from the workflow. */
export function packageWaitingCard(
  branchName: string,
  contents: PackageCounts & { id: string },
  submitterName: string,
): Card {
  const { id, pledgeCount, postCount, areaCount, missing } = contents
  const posts = postCount + areaCount
  return {
    title: `${branchName}报送了材料`,
    tone: 'plain',
    summary: `${branchName}报送承诺书${pledgeCount}份、岗区表${posts}份`,
    lines: ['请核对后受理或退回。'],
    facts: [
      { label: '支部', value: branchName },
      { label: '承诺书', value: `${pledgeCount}份` },
      { label: '岗区', value: `${posts}份` },
      { label: '未交', value: `${missing.length}人` },
      { label: '报送人', value: submitterName },
    ],
    buttons: [{ kind: 'open', label: '查看材料', path: `/office/packages/${id}` }],
  }
}

export const packageDecidedCard = (
  event: 'accept' | 'return',
  branchId: string,
  day: CalendarDay,
  mend = '请按退回原因补正后重新报送。',
): Card => ({
  title: event === 'accept' ? '支部报送已受理' : '支部报送被退回',
  tone: event === 'accept' ? 'done' : 'attention',
  summary: event === 'accept' ? '机关党办已受理支部报送' : '机关党办退回了支部报送',
  lines: [event === 'accept' ? `${shortDay(day)}由机关党办受理。` : mend],
  facts: [],
  buttons: [{ kind: 'open', label: event === 'accept' ? '查看' : '去补正', path: `/branch/${branchId}` }],
})
