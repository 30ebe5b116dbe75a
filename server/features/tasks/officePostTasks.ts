import { Department, PartyGroup } from '../../../entities'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { dutyWords } from '../../domain/officeDuties'
import { vacancyWords } from '../../domain/organisation/vacantPosts'
import { accountFlow } from '../account'
import { owedDuties } from '../campaign'
import { listTroubles } from '../message'
import type { StateCount } from '../pledge'
import { exemptionFlow } from '../postArea'
import { countVacancies, isOfficeVacant } from '../vacancy'
import { duesOf } from '../workflow'
import { type Task, task } from './task'

/** Departments that are mapped to no branch today (R03, R04). */
const unmappedDepartments = (work: Work): Promise<number> =>
  work.manager
    .createQueryBuilder(Department, 'department')
    .leftJoin(PartyGroup, 'partyGroup', `partyGroup.departmentId = department.id and ${inForce('partyGroup')}`)
    .where(`${inForce('department')} and partyGroup.id is null`, { today: work.today })
    .getCount()

/** Work that nobody holds the post for (M10). */
export async function vacancyTasks(work: Work): Promise<Task[]> {
  if (work.may('appointOffice') && (await isOfficeVacant(work)))
    return [task(work, 'vacancies', '补任机关党办', '机关党办没有人任职，请补任一位同志', '/office/vacancies', null)]
  if (!work.may('manageOrganisation')) return []
  const counts = await countVacancies(work)
  if (!counts.posts) return []
  return [task(work, 'vacancies', '补任空缺岗位', vacancyWords(counts), '/office/vacancies', null)]
}

/** What 党办 has to begin by a day of the year (rules §6.5). */
export async function dutyTasks(work: Work): Promise<Task[]> {
  if (!work.may('decidePackage')) return []
  return (await owedDuties(work)).map((duty) => {
    const { title, line, path } = dutyWords(duty, duty.count)
    const kind = duty.name === 'campaign' ? 'openCampaign' : 'officeDuty'
    return task(work, kind, title, line.replace(/。$/, ''), path, duty.dueDay)
  })
}

/** Another chat account for somebody, to be confirmed by a second person. */
export async function accountTasks(work: Work): Promise<Task[]> {
  const waiting = (await duesOf(work, accountFlow)).length
  if (!waiting) return []
  return [task(work, 'accounts', '确认换绑账号', `${waiting}份申请等待确认`, '/account-changes', null)]
}

/** Nobody is reached on a chat platform: for whoever can mend it. */
export async function deliveryTasks(work: Work): Promise<Task[]> {
  if (!work.may('readMessages')) return []
  const { troubles } = await listTroubles(work)
  return troubles.map(({ platformName, words }) =>
    task(work, 'messages', `${platformName}的卡片发不出去`, `${words}。修好以后自动补发`, '/messages', work.today),
  )
}

/**
 * What the 岗区 work asks of 党办: who may go without (R05), and departments and members nobody answers for (R04 「a 党员 in
 * no group」; `everybody` with their branch).
 */
export async function officePostTasks(work: Work, everybody: readonly StateCount[]): Promise<Task[]> {
  if (!work.may('decideExemption')) return []
  const asked = (await duesOf(work, exemptionFlow)).length
  const departments = await unmappedDepartments(work)
  const members = everybody.filter(({ branchId }) => branchId === null).reduce((sum, count) => sum + count.members, 0)
  const loose = [
    ...(departments ? [`${departments}个部门没有对应的支部`] : []),
    ...(members ? [`${members}名党员没有编入党小组`] : []),
  ]
  return [
    ...(asked ? [task(work, 'exemptions', '办理免设申请', `${asked}份申请等待决定`, '/office/exemptions', null)] : []),
    ...(loose.length ? [task(work, 'unmapped', '核对部门和支部', loose.join('，'), '/organisation', null)] : []),
  ]
}
