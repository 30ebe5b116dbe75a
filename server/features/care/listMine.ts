import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { addDays, instantOf } from '../../domain/calendar/calendarDay'
import { isLate } from '../../domain/visits/care'
import { emergencyCare, openCareStates } from '../../domain/workflows/emergencyCare'
import { isOwedBy, rolesOf } from './people'
import { caresNear, type KnownCare } from './records'

const pageSize = 20
/** How long what is over stands in the list. */
const shownDays = 366

const { states } = emergencyCare
const nameOf = (state: string): string => (states as Readonly<Record<string, string>>)[state] ?? state

function lineOf(work: Work, known: KnownCare) {
  const { id: careId, state, raisedAt, reachedAt, openFor } = known.record
  return {
    careId,
    state,
    stateName: nameOf(state),
    raisedAt: Number(raisedAt),
    reachedAt,
    late: state !== 'CANCELLED' && isLate(Number(raisedAt), reachedAt, work.now),
    mine: openFor !== null && isOwedBy(work.who, known),
  }
}

/** Those the actor has a hand in: what is open first, then what was over within a year. */
export async function listMine(work: Work, { page }: Checked<'care.mine'>): Promise<Output<'care.mine'>> {
  work.must('handleCare')
  const since = instantOf(addDays(work.today, -shownDays), 0)
  const near = await caresNear(work, [...openCareStates, 'CLOSED', 'CANCELLED'])
  const shown = near.filter(
    (known) => rolesOf(work.who, known).length > 0 && (known.record.openFor !== null || known.record.raisedAt >= since),
  )
  const ordered = [
    ...shown.filter(({ record }) => record.openFor !== null),
    ...shown.filter(({ record }) => record.openFor === null),
  ]
  const from = (page - 1) * pageSize
  return {
    total: ordered.length,
    pageSize,
    cares: ordered.slice(from, from + pageSize).map((known) => lineOf(work, known)),
  }
}
