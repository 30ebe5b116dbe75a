import { Vacancy } from '../../../entities'
import type { Work } from '../../database/work'
import type { VacancyCounts } from '../../domain/organisation/vacantPosts'

/** The row of the post itself, beside those of what waits for it. */
export const postRow = 'post'

/** Whether 党办 itself was empty when the last run looked. */
export const isOfficeVacant = (work: Work): Promise<boolean> =>
  work.manager.existsBy(Vacancy, { workflow: postRow, role: 'HQ_OFFICE' })

/** 党办 itself among the empty posts, and since when. */
export const officeVacancy = (work: Work): Promise<Vacancy | null> =>
  work.manager.findOneBy(Vacancy, { workflow: postRow, role: 'HQ_OFFICE' })

/** As the last run found them; one statement. */
export async function countVacancies(work: Work): Promise<VacancyCounts> {
  const rows = await work.manager
    .createQueryBuilder(Vacancy, 'vacancy')
    .select('vacancy.workflow', 'workflow')
    .addSelect('count(*)', 'rows')
    .groupBy('vacancy.workflow')
    .getRawMany<{ workflow: string; rows: number | string }>()
  const sum = (own: boolean) =>
    rows.filter(({ workflow }) => (workflow === postRow) === own).reduce((total, row) => total + Number(row.rows), 0)
  return { posts: sum(true), things: sum(false) }
}
