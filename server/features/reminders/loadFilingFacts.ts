import { In } from 'typeorm'
import { FilingStep, Person } from '../../../entities'
import type { Work } from '../../database/work'
import { type CalendarDay, dayOfInstant } from '../../domain/calendar/calendarDay'
import { subjectFor } from '../../domain/cardKeys'
import { formNamed } from '../../domain/forms'
import { filingStates } from '../../domain/forms/form'
import { type FilingFacts, nobody } from '../../domain/reminders/facts'
import { filingDueKey, filingFlows } from '../filing'
import { allOwed } from '../workflow'

/** The day each of these came to the state it is in; what is not begun and a draft have none. */
async function arrivals(work: Work, filingIds: readonly string[]): Promise<Map<string, CalendarDay>> {
  if (!filingIds.length) return new Map()
  const steps = await work.manager.find(FilingStep, { where: { filingId: In([...filingIds]) }, order: { at: 'ASC' } })
  return new Map(steps.map(({ filingId, at }) => [filingId, dayOfInstant(Number(at))]))
}

/** Every filing that is somebody's turn, begun or not, in a fixed number of statements for each form. */
export async function loadFilingFacts(work: Work): Promise<FilingFacts[]> {
  const owed = await allOwed(work, filingFlows as never)
  if (!owed.length) return []
  const sick = await work.manager.find(Person, { select: { id: true }, where: { dutyStatus: 'LONG_SICK' } })
  const atRest = new Set(sick.map(({ id }) => id))
  const arrived = await arrivals(
    work,
    owed.map(({ recordId }) => recordId),
  )
  return owed.flatMap(({ workflow, recordId, state, title, about, path, owners, dueDay }): FilingFacts[] => {
    const form = formNamed(workflow)
    if (!form) return []
    const waits = !filingStates(form).includes(state)
    return [
      {
        filingId: recordId,
        about: waits ? subjectFor.turn(workflow, recordId, state) : filingDueKey(workflow, recordId),
        personIds: (owners.length ? owners : [nobody]).filter((personId) => !atRest.has(personId)),
        words: { title: `请${title}`, line: `${about}。`, path },
        waits,
        dueDay,
        arrivedOn: arrived.get(recordId) ?? null,
      },
    ]
  })
}
