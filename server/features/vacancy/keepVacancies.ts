import { randomUUID } from 'node:crypto'
import { In } from 'typeorm'
import { doneCard } from '../../../bot/cards/done'
import { Vacancy } from '../../../entities'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import { type FoundVacancy, findVacancies, keyOf } from './findVacancies'

/** Some servers limit the placeholders of a statement. */
const rowsAStatement = 500

const asRow = (found: FoundVacancy, sinceDay: string): Vacancy => ({
  id: randomUUID(),
  ...found,
  title: found.title.slice(0, 80),
  about: found.about.slice(0, 200),
  sinceDay,
})

const isSame = (known: Vacancy, found: Vacancy): boolean =>
  (['scopeId', 'another', 'title', 'about', 'path'] as const).every((key) => known[key] === found[key])

async function remove(work: Work, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += rowsAStatement)
    await work.manager.delete(Vacancy, { id: In(ids.slice(start, start + rowsAStatement)) })
}

/**
 * Keeps the list of posts nobody holds as it is now: what is new since when, what is filled gone. A second run changes
 * nothing. Answers how many posts are empty. Run it daily, and after whatever changes who holds a post.
 */
export async function keepVacancies(work: Work): Promise<number> {
  // Two at the same instant would both add what is new.
  await work.takeTurn('vacancies')
  const found = await findVacancies(work)
  const known = await work.manager.find(Vacancy)
  const since = new Map(known.map((row) => [keyOf(row), row]))
  const rows = [...found].map(([key, each]) => asRow(each, since.get(key)?.sinceDay ?? work.today))
  const wanted = new Map(rows.map((row) => [keyOf(row), row]))
  const stays = (row: Vacancy) => {
    const next = wanted.get(keyOf(row))
    return next !== undefined && isSame(row, next)
  }
  const staying = new Set(known.filter(stays).map(keyOf))
  await remove(
    work,
    known.filter((row) => !stays(row)).map(({ id }) => id),
  )
  const added = rows.filter((row) => !staying.has(keyOf(row)))
  if (added.length) await work.insert(Vacancy, added)
  if (known.length && !rows.length)
    await work.finishCards(
      subjectFor.vacancies(),
      doneCard({ title: '岗位都有人了', who: work.actor?.name ?? '系统', at: work.now, path: '/office/vacancies' }),
    )
  return new Set(rows.map(({ role, scopeId }) => `${role} ${scopeId}`)).size
}
