import { BranchOpening, BranchPackage, type Campaign, type PartyOrganisation } from '../../../entities'
import type { Work } from '../../database/work'
import { type Role, scopeOfRole } from '../../domain/organisation/roles'
import { type PostPlace, type VacantPost, vacantPost } from '../../domain/organisation/vacantPosts'
import { grantOf } from '../../domain/workflows/doers'
import type { StepRole } from '../../domain/workflows/steps'
import { owedStates, turnOf } from '../../domain/workflows/workflow'
import { openCampaignOf } from '../campaign'
import { owing } from '../flows'
import { branches, type DepartmentDesk, desks, holders } from '../organisation'
import { branchStandings } from '../postArea'
import { allOwed, type Owed, type Owing } from '../workflow'
import { postRow } from './records'

/** As a row of the table says it, without its id and since when. */
export interface FoundVacancy extends VacantPost {
  workflow: string
  recordId: string
  title: string
  about: string
  path: string
}

interface House {
  campaign: Campaign | null
  branches: PartyOrganisation[]
  desks: DepartmentDesk[]
  isHeld: (post: { role: Role; scopeId: string }) => boolean
}

type Thing = Pick<FoundVacancy, 'workflow' | 'recordId' | 'title' | 'about' | 'path'>

const postOf = (house: House, capacities: readonly StepRole[], place: Partial<PostPlace>): VacantPost | null =>
  vacantPost(capacities, place, house.isHeld)

const itself = ({ role, scopeId, another }: VacantPost): FoundVacancy => ({
  role,
  scopeId,
  another,
  workflow: postRow,
  recordId: scopeId,
  title: '',
  about: '',
  path: '',
})

/** What only people owe for themselves (a sheet, its member) waits for no post: their rows are not read. */
const ofPosts = ({ table }: Owing): boolean =>
  owedStates(table).some((state) => turnOf(table, state)?.by.some((capacity) => grantOf(capacity) !== undefined))

/** Records of the engine's workflows whose owed step, or the one after it, nobody can take. */
function ofRecord(house: House, due: Owed): FoundVacancy[] {
  const { workflow, recordId, title, about, path, owners, vacant, places = {} } = due
  if (!vacant.length) return []
  const { departmentId, branchId } = places
  const desk = house.desks.find((each) => each.departmentId === departmentId)
  // A department that is no more has nobody who leads it; its records are voided or taken down.
  const lead = desk?.lead ?? { rule: 'noMember' as const }
  const place = { lead, ...(departmentId ? { departmentId } : {}), ...(branchId ? { branchId } : {}) }
  const post = postOf(house, vacant, place)
  const waits = owners.length ? `办完“${title}”以后没有人接着办` : title
  return post ? [{ ...post, workflow, recordId, title: waits, about, path }] : []
}

/** What a department still has to set up, or has under way, needs the people of its line. */
async function ofDepartments(work: Work, house: House, campaign: Campaign): Promise<FoundVacancy[]> {
  const standings = await branchStandings(work, campaign.id, house.desks)
  return house.desks.flatMap((desk): FoundVacancy[] => {
    const standing = standings.get(desk.departmentId)
    const underWay = standing && (standing.posts > standing.readyPosts || standing.areas > standing.readyAreas)
    if (!desk.members.length || !standing || (standing.satisfied && !underWay)) return []
    const empty = (['departmentHead', 'supervisingLeader'] as const).flatMap((capacity) => {
      const post = postOf(house, [capacity], desk)
      return post && !post.another ? [itself(post)] : []
    })
    const undecided = desk.lead.rule === 'designationNeeded' ? postOf(house, ['partyGroupLead'], desk) : null
    const path = `/branch/${desk.branchId}/posts`
    const thing: Thing = {
      workflow: 'designation',
      recordId: desk.departmentId,
      title: '指定部门党员负责人',
      about: desk.name,
      path,
    }
    return [...empty, ...(undecided ? [{ ...undecided, ...thing }] : [])]
  })
}

/** A branch without a 书记: the post, and what he would have begun (R03, R19). */
async function ofBranches(work: Work, house: House, campaign: Campaign): Promise<FoundVacancy[]> {
  const empty = house.branches.flatMap((branch) => {
    const post = postOf(house, ['branchSecretary'], { branchId: branch.id })
    return post && !post.another ? [{ branch, post }] : []
  })
  if (!empty.length) return []
  const campaignId = campaign.id
  const opened = new Set((await work.manager.findBy(BranchOpening, { campaignId })).map(({ branchId }) => branchId))
  const packages = await work.manager.find(BranchPackage, { select: { branchId: true }, where: { campaignId } })
  const handedIn = new Set(packages.map(({ branchId }) => branchId))
  return empty.flatMap(({ branch: { id, name }, post }) => {
    const mayOpen = !opened.has(id) && house.desks.some(({ branchId }) => branchId === id)
    const things: Thing[] = [
      ...(mayOpen
        ? [
            {
              workflow: 'opening',
              recordId: id,
              title: '通知各部门推荐示范岗、确定责任区',
              about: name,
              path: `/branch/${id}/posts`,
            },
          ]
        : []),
      ...(handedIn.has(id)
        ? []
        : [{ workflow: 'collecting', recordId: id, title: '收集并报送承诺书', about: name, path: `/branch/${id}` }]),
    ]
    return [itself(post), ...things.map((thing) => ({ ...post, ...thing }))]
  })
}

/** What a row is unique by. */
export const keyOf = ({ workflow, recordId, role }: Pick<FoundVacancy, 'workflow' | 'recordId' | 'role'>): string =>
  `${workflow} ${recordId} ${role}`

async function loadHouse(work: Work): Promise<House> {
  const held = await holders(work, Object.keys(scopeOfRole) as Role[])
  const taken = new Set(held.map(({ role, scopeId }) => `${role} ${scopeId}`))
  return {
    campaign: await openCampaignOf(work),
    branches: await branches(work),
    desks: await desks(work),
    isHeld: ({ role, scopeId }) => taken.has(`${role} ${scopeId}`),
  }
}

/**
 * Every post that somebody waits for and nobody holds, by key, with what waits for it (M10): a fixed number of statements,
 * however many records there are. Without a campaign no branch or department owes anything yet.
 */
export async function findVacancies(work: Work): Promise<Map<string, FoundVacancy>> {
  const house = await loadHouse(work)
  const { campaign } = house
  const office = { role: 'HQ_OFFICE', scopeId: '' } as const
  const found = [
    // Nobody else sees to the others: it is missing whatever waits.
    ...(house.isHeld(office) ? [] : [itself({ ...office, another: false })]),
    ...(await allOwed(work, owing.filter(ofPosts))).flatMap((due) => ofRecord(house, due)),
    ...(campaign ? await ofBranches(work, house, campaign) : []),
    ...(campaign ? await ofDepartments(work, house, campaign) : []),
  ]
  const posts = found.filter(({ workflow }) => workflow !== postRow).map(itself)
  return new Map([...posts, ...found].map((each) => [keyOf(each), each]))
}
