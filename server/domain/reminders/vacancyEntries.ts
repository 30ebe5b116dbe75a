// What nobody hears (M10): lines for an empty post become one line for 机关党办, on the day its holder would have been told.

import { subjectFor } from '../cardKeys'
import { type Entry, entry, type Today } from './entry'
import { nobody, type VacancyFacts } from './facts'
import { followUp } from './schedule'
import { stalledEntries } from './stalled'

/** Until there is somebody nobody is granted anything, and nothing is taken in. */
export const officeVacantEntries = (
  today: Today,
  { officeIds, administratorIds, officeVacantOn }: VacancyFacts,
  committeeIds: readonly string[],
): Entry[] => {
  if (officeIds.length || !officeVacantOn) return []
  const { owner, above } = followUp(today.day, officeVacantOn, today.table, 'daily')
  const about = subjectFor.vacancies()
  const asked = today.day === officeVacantOn || owner ? administratorIds : []
  const stalled = { ownerIds: administratorIds, aboveIds: committeeIds, about, dueDay: officeVacantOn }
  return [
    ...asked.map((personId) =>
      entry(today, 'officeVacant', { personId, subjectId: 'vacancies', about, dueDay: today.day }),
    ),
    ...(above ? stalledEntries(today, { ...stalled, what: '补任机关党办', path: '/' }) : []),
  ]
}

export const heardBySomebody = (today: Today, vacancies: VacancyFacts, entries: readonly Entry[]): Entry[] => {
  const unheard = entries.filter(({ personId }) => personId === nobody).map(({ item }) => item)
  const heard = entries.filter(({ personId }) => personId !== nobody)
  if (!unheard.length) return heard
  const dueDay = unheard.map((item) => item.dueDay).reduce((one, other) => (other < one ? other : one))
  const { officeIds, posts } = vacancies
  // A post that fell empty since the night is not counted yet, and is told all the same.
  const count = Math.max(vacancies.things, unheard.length)
  const matter = { subjectId: 'vacancies', about: subjectFor.vacancies(), dueDay, count, posts }
  return [...heard, ...officeIds.map((personId) => entry(today, 'vacancies', { personId, ...matter }))]
}
