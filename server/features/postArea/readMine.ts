import { Brackets, In } from 'typeorm'
import { BranchOpening, Person, PostArea } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { supervisedStates } from '../../domain/workflows/postArea'
import { holds } from '../../policy/actor'
import { findCampaign } from '../campaign'
import { type DepartmentDesk, desks, namesOf } from '../organisation'
import { exemptionsOf } from './listExemptions'
import { presentListed, waitsForActor } from './present'
import type { KnownPostArea } from './records'
import { branchStandings } from './standings'

/** Departments in whose line the actor stands, and branches whose 书记 he is. */
const placesOf = ({ who }: Work) => {
  const scopes = (roles: string[]) =>
    who.grants.filter(({ role }) => roles.includes(role)).map(({ scopeId }) => scopeId)
  const departmentIds = [
    ...scopes(['DEPARTMENT_HEAD', 'SUPERVISING_LEADER']),
    ...(who.departmentId ? [who.departmentId] : []),
  ]
  return { departmentIds: [...new Set(departmentIds)], branchIds: scopes(['BRANCH_SECRETARY']) }
}

/** Records that could wait for the actor or concern him, in one query; voided ones are history, and of earlier years what is taken down. */
function nearRecords(work: Work, campaignId: string): Promise<PostArea[]> {
  const { departmentIds, branchIds } = placesOf(work)
  return work.manager
    .createQueryBuilder(PostArea, 'record')
    .where("record.state <> 'VOID' and (record.campaignId = :campaignId or record.state <> 'REMOVED')", { campaignId })
    .andWhere(
      new Brackets((any) => {
        any.where('record.nomineeId = :personId', { personId: work.who.personId })
        if (departmentIds.length) any.orWhere('record.departmentId in (:...departmentIds)', { departmentIds })
        if (branchIds.length) any.orWhere('record.branchId in (:...branchIds)', { branchIds })
        // R12: 机关党委 is asked only where 分管领导 is the nominee, in any department.
        if (holds(work.who, ['HQ_COMMITTEE']))
          any.orWhere('record.state in (:...supervisedStates)', { supervisedStates })
      }),
    )
    .orderBy('record.departmentId')
    .addOrderBy('record.kind', 'DESC')
    .addOrderBy('record.id')
    .getMany()
}

/** Whether the record is the actor's own affair: nominated, or in the line of its department. */
const concerns = ({ who }: Work, { record, desk }: KnownPostArea): boolean =>
  record.nomineeId === who.personId ||
  record.memberIds.includes(who.personId) ||
  desk.leadId === who.personId ||
  desk.head?.personId === who.personId ||
  desk.supervisorIds.includes(who.personId)

async function ledDepartments(
  work: Work,
  campaignId: string | null,
  led: DepartmentDesk[],
): Promise<Output<'postArea.mine'>['led']> {
  if (!led.length) return []
  const standings = await branchStandings(work, campaignId, led)
  const exemptions = await exemptionsOf(work, campaignId, led)
  const branchIds = led.map((desk) => desk.branchId)
  const openings = campaignId ? await work.manager.findBy(BranchOpening, { campaignId, branchId: In(branchIds) }) : []
  return led.map(({ departmentId, branchId, name }) => ({
    departmentId,
    branchId,
    name,
    shortfall: standings.get(departmentId)?.shortfall ?? '',
    opened: openings.some((opening) => opening.branchId === branchId),
    exemptions: exemptions.filter((each) => each.departmentId === departmentId),
  }))
}

/** What waits for the asking person, what else concerns him, and the departments he leads. A fixed number of statements. */
export async function myPostAreas(work: Work): Promise<Output<'postArea.mine'>> {
  const campaign = await findCampaign(work)
  const campaignId = campaign?.id ?? null
  const records = campaignId ? await nearRecords(work, campaignId) : []
  const { departmentId } = work.who
  const departmentIds = [
    ...new Set([...records.map((record) => record.departmentId), ...(departmentId ? [departmentId] : [])]),
  ]
  const departments = await desks(work, { departmentIds })
  const deskOf = new Map(departments.map((desk) => [desk.departmentId, desk]))
  const near = records.flatMap((record): KnownPostArea[] => {
    const desk = deskOf.get(record.departmentId)
    return desk ? [{ record, desk }] : []
  })
  const waiting = near.filter((known) => waitsForActor(work, known))
  const others = near.filter((known) => !waiting.includes(known) && concerns(work, known))
  const names = await namesOf(
    work,
    Person,
    [...waiting, ...others].map(({ record }) => record.nomineeId),
  )
  const led = departments.filter((desk) => desk.leadId === work.who.personId && work.who.activeMember)
  return {
    waiting: waiting.map((known) => presentListed(work, known, names, campaignId)),
    others: others.map((known) => presentListed(work, known, names, campaignId)),
    led: await ledDepartments(work, campaignId, led),
  }
}
