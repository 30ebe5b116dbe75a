import { In } from 'typeorm'
import { Person, Visit, VisitMember, VisitPicture } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { listsBy } from '../../domain/listsBy'
import { namesOf } from '../organisation'

/** rules §3.5: the author may take an entry back within this time. */
const editDays = 7
const dayMilliseconds = 86_400_000

export type VisitAnswer = Output<'visit.log'>['visit']

/** Whether its author may still take it back. */
export const isFresh = (work: Work, visit: Visit): boolean =>
  visit.state !== 'VOID' && work.now - visit.loggedAt < editDays * dayMilliseconds

/** The first one of those met together: their pictures hang there. */
export const firstIdOf = ({ id, withVisitId }: Pick<Visit, 'id' | 'withVisitId'>): string => withVisitId ?? id

interface Around {
  went: Map<string, VisitMember[]>
  names: Map<string, string>
  pictures: Map<string, VisitPicture[]>
  /** Of each first one, how many others were met with it. */
  others: Map<string, number>
}

async function around(work: Work, visits: readonly Visit[]): Promise<Around> {
  const firstIds = [...new Set(visits.map(firstIdOf))]
  const went = await work.manager.findBy(VisitMember, { visitId: In(visits.map(({ id }) => id)) })
  const memberIds = went.map(({ memberId }) => memberId)
  const pictures = await work.manager.find(VisitPicture, {
    where: { visitId: In(firstIds) },
    order: { visitId: 'ASC', number: 'ASC' },
  })
  const others = await work.manager
    .createQueryBuilder(Visit, 'visit')
    .select('visit.withVisitId', 'firstId')
    .addSelect('count(*)', 'others')
    .where({ withVisitId: In(firstIds) })
    .groupBy('visit.withVisitId')
    .getRawMany<{ firstId: string; others: number | string }>()
  return {
    went: listsBy(went, ({ visitId }) => visitId),
    names: await namesOf(work, Person, memberIds),
    pictures: listsBy(pictures, ({ visitId }) => visitId),
    others: new Map(others.map((row) => [row.firstId, Number(row.others)])),
  }
}

const answerOf = ({ state }: Visit): VisitAnswer['answer'] =>
  state === 'CONFIRMED' || state === 'OBJECTED' ? state : null

function presentOne(work: Work, visit: Visit, { went, names, pictures, others }: Around): VisitAnswer {
  const companions = (went.get(visit.id) ?? []).filter(({ memberId }) => memberId !== visit.authorId)
  const { contactName, onRoster, way, purposes, content, problem, place, topic, outcome, correction } = visit
  const { backfilled, repeated, copied } = visit
  return {
    visitId: visit.id,
    contactName,
    onRoster,
    way,
    purposes,
    content,
    problem,
    place,
    topic,
    outcome,
    correction,
    visitedDay: toCalendarDay(visit.visitedDay),
    pictureIds: (pictures.get(firstIdOf(visit)) ?? []).map(({ fileId }) => fileId),
    companions: companions.map(({ memberId }) => names.get(memberId) ?? ''),
    together: 1 + (others.get(firstIdOf(visit)) ?? 0),
    answer: answerOf(visit),
    backfilled,
    repeated,
    copied,
    voided: visit.state === 'VOID',
    mayVoid: visit.authorId === work.who.personId && isFresh(work, visit),
  }
}

/** Visits as whoever reads their text sees them; four statements, however many. */
export async function present(work: Work, visits: readonly Visit[]): Promise<VisitAnswer[]> {
  if (!visits.length) return []
  const known = await around(work, visits)
  return visits.map((visit) => presentOne(work, visit, known))
}
