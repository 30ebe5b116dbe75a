// What was asked for twice and is not done goes to those above (P9, R62): one line a person, however many matters.
import type { CalendarDay } from '../calendar/calendarDay'
import type { SubjectKey } from '../cardKeys'
import { type Entry, entry, type Today } from './entry'
import type { FilingWords } from './facts'

interface Stalled {
  /** Who was asked: he is not told of himself. */
  readonly ownerIds: readonly string[]
  readonly aboveIds: readonly string[]
  readonly about: SubjectKey
  readonly dueDay: CalendarDay
  /** What is not done, in a few words, and where those above see it. */
  readonly what: string
  readonly path: string
}

export const stalledEntries = (today: Today, { ownerIds, aboveIds, about, dueDay, what, path }: Stalled): Entry[] =>
  [...new Set(aboveIds)]
    .filter((personId) => !ownerIds.includes(personId))
    .map((personId) =>
      entry(today, 'stalled', { personId, subjectId: about, about, dueDay, filing: { title: what, line: '', path } }),
    )

const wordsOf = (matters: readonly Entry[]): FilingWords => {
  const each = matters.flatMap(({ item }) => (item.filing ? [item.filing] : []))
  const counts = new Map<string, number>()
  for (const { title } of each) counts.set(title, (counts.get(title) ?? 0) + 1)
  const paths = new Set(each.map(({ path }) => path))
  const [path = '/'] = paths
  const said = [...counts].map(([title, count]) => `${title}${count}件`).join('、')
  return {
    title: '请过问催过还没有办的事',
    line: `${said}，催过几次还没有办。`,
    path: paths.size === 1 ? path : '/',
  }
}

const together = (today: Today, personId: string, matters: readonly Entry[]): Entry => {
  const dueDay = matters.map(({ item }) => item.dueDay).reduce((one, other) => (other < one ? other : one))
  const about = [...new Set(matters.flatMap(({ item }) => item.about))].sort()
  const matter = { personId, subjectId: 'stalled', about, dueDay, count: about.length, filing: wordsOf(matters) }
  return entry(today, 'stalled', matter)
}

/** All that stands still below one person in one line. */
export const gatherStalled = (today: Today, entries: readonly Entry[]): Entry[] => {
  const byPerson = new Map<string, Map<string, Entry>>()
  for (const each of entries) {
    if (each.item.kind !== 'stalled') continue
    const own = byPerson.get(each.personId) ?? new Map<string, Entry>()
    byPerson.set(each.personId, own.set(each.item.subjectId, each))
  }
  return [
    ...entries.filter(({ item }) => item.kind !== 'stalled'),
    ...[...byPerson].map(([personId, matters]) => together(today, personId, [...matters.values()])),
  ]
}
