import { Department, PartyOrganisation, Vacancy } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { roleNames, scopeOfRole } from '../../domain/organisation/roles'
import { namesOf } from '../organisation'
import { postRow } from './records'

/** 党办 itself is nobody's. */
const isOffice = ({ workflow, role }: Vacancy): boolean => workflow === postRow && role === 'HQ_OFFICE'

type PostAnswer = Output<'vacancy.list'>['posts'][number]

/** Posts that nobody holds, the longest empty first, for 党办 each with what waits for it. */
export async function listVacancies(work: Work): Promise<Output<'vacancy.list'>> {
  work.must('readVacantPosts')
  const withThings = work.may('manageOrganisation')
  const rows = await work.manager.find(Vacancy, { order: { sinceDay: 'ASC', about: 'ASC', title: 'ASC' } })
  const scopes = (kind: 'BRANCH' | 'DEPARTMENT') =>
    rows.filter(({ role }) => scopeOfRole[role] === kind).map(({ scopeId }) => scopeId)
  const names = new Map([
    ...(await namesOf(work, PartyOrganisation, scopes('BRANCH'))),
    ...(await namesOf(work, Department, scopes('DEPARTMENT'))),
  ])
  const posts = rows
    .filter(({ workflow }) => workflow === postRow)
    .map(({ id, role, scopeId, another, sinceDay }): PostAnswer => {
      const waiting = rows.filter(
        (row) => withThings && row.workflow !== postRow && row.role === role && row.scopeId === scopeId,
      )
      return {
        vacancyId: id,
        role,
        roleName: roleNames[role],
        scopeName: names.get(scopeId) ?? '',
        another,
        sinceDay: toCalendarDay(sinceDay),
        things: waiting.map((row) => ({
          vacancyId: row.id,
          title: row.title,
          about: row.about,
          path: row.path,
          sinceDay: toCalendarDay(row.sinceDay),
        })),
      }
    })
  const mayAppoint = work.may('appointOffice') && rows.some(isOffice)
  return { mayAppoint, posts: posts.sort((one, other) => other.things.length - one.things.length) }
}
