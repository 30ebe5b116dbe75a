import { dayOfInstant } from '../../../server/domain/calendar/calendarDay'
import { dayText } from '../../composables/dayText'
import { named, type RecordFace, turnText } from './chain'
import { recordTexts } from './texts'

/** One link of the drawn chain: done, now, or still ahead. */
export interface ChainLink {
  place: 'done' | 'now' | 'ahead'
  title: string
  /** Who, when, what else. */
  line: string
  /** Whose face stands beside it; '' for a job or an empty post. */
  name: string
  /** What stands there in place of a face. */
  faceless: 'job' | 'vacant' | null
  /** Where a step that is done led; one still to come leads on. */
  led: RecordFace['history'][number]['led']
  comment: string
  mine: boolean
}

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join('，')

function doneLinks(history: RecordFace['history'], today: string): ChainLink[] {
  return history.map(({ name, personName, roleName, comment, notes, at, led }) => {
    const byJob = personName === recordTexts.job
    const who = byJob ? recordTexts.byItself : `${roleName}${roleName && personName ? ' ' : ''}${personName}`
    return {
      place: 'done',
      title: name,
      line: joined(who, dayText(dayOfInstant(at), today), ...notes),
      name: byJob ? '' : personName,
      faceless: byJob ? 'job' : null,
      led,
      comment,
      mine: false,
    }
  })
}

/** The first of those it is up to, or the empty chair. */
const faceOfFirst = ([first]: readonly { name: string }[]): Pick<ChainLink, 'name' | 'faceless' | 'led'> => ({
  name: first?.name ?? '',
  faceless: first ? null : 'vacant',
  led: 'on',
})

function nowLinks(face: RecordFace, today: string): ChainLink[] {
  const { turn, dueDay, history } = face
  if (!turn) return []
  const last = history.at(-1)
  const since = last ? recordTexts.since(dayText(dayOfInstant(last.at), today)) : ''
  const due = dueDay ? recordTexts.due(dayText(dueDay, today)) : ''
  return [
    {
      place: 'now',
      title: turnText(face),
      line: joined(since, due, turn.instead ?? ''),
      ...faceOfFirst(turn.people),
      comment: '',
      mine: turn.mine,
    },
  ]
}

const aheadLinks = ({ ahead }: RecordFace): ChainLink[] =>
  ahead.map(({ title, people, vacant }) => ({
    place: 'ahead',
    title,
    line: named(people) || vacant.join('、'),
    ...faceOfFirst(people),
    comment: '',
    mine: false,
  }))

/** The whole chain as it is drawn; steps that a return has undone apart, the oldest first. */
export function chainOf(face: RecordFace, today: string): { links: ChainLink[]; earlier: ChainLink[] } {
  const counted = face.history.filter(({ counts }) => counts)
  const undone = face.history.filter(({ counts }) => !counts)
  return {
    links: [...doneLinks(counted, today), ...nowLinks(face, today), ...aheadLinks(face)],
    earlier: doneLinks(undone, today),
  }
}

/** A long chain begins folded: of what is done the last two are enough. */
const longChain = 8

/** What of a chain is folded, and what is shown at once. */
export function foldedChain(links: readonly ChainLink[]): { folded: ChainLink[]; shown: ChainLink[] } {
  const done = links.filter(({ place }) => place === 'done').length
  const hidden = links.length > longChain ? Math.max(0, done - 2) : 0
  return { folded: links.slice(0, hidden), shown: links.slice(hidden) }
}

/** '第4步，共6步'; that all is done when nothing follows. */
export function placeText(links: readonly ChainLink[]): string {
  const at = links.findIndex(({ place }) => place !== 'done')
  return at < 0 ? recordTexts.ended(links.length) : recordTexts.place(at + 1, links.length)
}
