import type { Database } from '../../database/work'
import type { CalendarDay } from '../../domain/calendar/calendarDay'
import { branchId, departmentId, samplePeople } from '../sampleOrganisationPeople'
import type { Act } from './acting'

/** The branch the story is told of: 财务部 with 11 members, and 投资发展部, where there are no 群众. */
export const storyBranch = { branchId: branchId('finance') }
export const moneyDepartment = departmentId('D04')
export const investmentDepartment = departmentId('D05')

/** Person ids of those who act in it, by key of the cast. */
export interface Cast {
  office: string
  secretary: string
  supervisor: string
  committee: string
  scrutineer: string
  member: string
  generalOffice: string
}

export function storyCast(): Cast {
  const ids = new Map(samplePeople().map(({ key, person }) => [key, person.id]))
  const idOf = (key: string): string => {
    const id = ids.get(key)
    if (!id) throw new Error(`nobody in the sample is called ${key}`)
    return id
  }
  return {
    office: idOf('office'),
    secretary: idOf('financeSecretary'),
    supervisor: idOf('supervisor'),
    committee: idOf('investHead'),
    scrutineer: idOf('scrutineer'),
    member: idOf('member'),
    generalOffice: idOf('generalOffice'),
  }
}

/** What the parts of the story are told with. Each does what is missing and leaves alone what somebody has done already. */
export interface Telling {
  act: Act
  database: Database
  cast: Cast
  today(): CalendarDay
  /** Lives through the days until this one. */
  moveTo(day: CalendarDay): Promise<void>
}
