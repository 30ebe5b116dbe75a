import type { SubjectKey } from '../../server/domain/cardKeys'
import type { Card, CardChoice } from '../port'
import { type Done, doneCard } from './done'
import { cardLimits, cutCharacters } from './limits'

/** Records a card can list for one answer: as many as both platforms show in full. */
export const longestList = cardLimits.facts

/** Records alike that wait for one person and can be answered together. */
export interface SeveralWaiting {
  /** What one of them is called: '岗区表'. */
  what: string
  /** How many wait; more than are listed, perhaps. */
  total: number
  /** All of them, as the outbox knows them; those listed come first. */
  about: SubjectKey[]
  listed: { label: string }[]
  choice: CardChoice
}

/** '有8份岗区表等您办理，下面列出6份。…'. */
export const severalLine = ({ what, total, listed }: SeveralWaiting): string => {
  const shown = total > listed.length ? `下面列出${listed.length}份` : '都列在下面'
  return `有${total}份${what}等您办理，${shown}。要退回或细看的，请打开页面。`
}

/** What became of one of them. */
export interface PartDone {
  label: string
  /** Why it was not taken, without a full stop; null when it was. */
  reason: string | null
}

const joined = (parts: readonly PartDone[]): string => parts.map(({ label }) => label).join('；')

/** Those not taken first, by reason: a card that is cut loses what is done. */
export function outcomeLines(done: readonly PartDone[]): string[] {
  const reasons = [...new Set(done.flatMap(({ reason }) => (reason === null ? [] : [reason])))]
  const taken = done.filter(({ reason }) => reason === null)
  return [
    ...reasons.map((reason) => `没有办理：${joined(done.filter((part) => part.reason === reason))}（${reason}）。`),
    ...(taken.length ? [`已办理：${joined(taken)}。`] : []),
  ].map((line) => cutCharacters(line, cardLimits.line))
}

/** The card once all it listed was tried: who, when, what comes next, and by name what was not taken. */
export function severalDoneCard(done: readonly PartDone[], facts: Omit<Done, 'line'>): Card {
  const taken = done.filter(({ reason }) => reason === null).length
  const card = doneCard(facts)
  const title = taken ? `${facts.title}（${taken}份）` : '没有办理'
  return { ...card, title, summary: title, lines: [...outcomeLines(done), ...card.lines] }
}

/**
 * The card as it was sent, when something of it is still open: what was done stands above, what was left out of the list
 * below; the line about the list, the last of it, is over, and so is the title that counted it.
 */
export function severalOnCard(sent: Card, done: readonly PartDone[], left: readonly string[]): Card {
  const { answers, ...card } = sent
  const others = sent.lines.slice(0, -1)
  const taken = done.filter(({ reason }) => reason === null).length
  const said = taken ? `已办理${taken}份` : '没有办理'
  const title = left.length ? `${said}，没勾选的还有${left.length}份` : said
  const isFull = (answers?.listed?.length ?? 0) >= longestList
  return {
    ...card,
    title,
    summary: title,
    lines: [
      ...outcomeLines(done),
      ...(isFull ? ['这张卡片没有列出的，请打开页面办理。'] : []),
      ...(others.length ? ['这张卡片发出时还有：', ...others] : []),
    ],
    facts: left.map((value, position) => ({ label: `未办${position + 1}`, value })),
  }
}
