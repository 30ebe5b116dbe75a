import { Brackets, In } from 'typeorm'
import { Department, PartyOrganisation, Person, PostArea } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { isActiveMember } from '../../domain/organisation/persons'
import { findCampaign } from '../campaign'
import { inBranchOrder } from '../organisation'
import { pageSize, wallFrame } from './wallFrame'
import { narrow, patternOf } from './wallSheets'

/** Suspended or removed: off the wall at once (rules §3.1). */
const hanging = ['ACCEPTED', 'ACTIVE']
const searched = ['department.name', 'post.title', 'post.goal', 'post.content', 'post.scope']
/** So many people of one name are looked for among 责任党员; more would make the question too long. */
const mostNamesakes = 40

type Post = Output<'wall.posts'>['posts'][number]
/** A 岗 or 区 of the wall with its department, and what the hash of a posting is made of (recordPosting.ts). */
export type WallPost = Post & { departmentId: string; acceptedAt: number | null }

/** 岗区 that 党办 has accepted and whose nominee is still an active member of the house. */
export function wallPostRows(work: Work, campaignId: string) {
  const query = work.manager
    .createQueryBuilder(PostArea, 'post')
    .innerJoin(Department, 'department', 'department.id = post.departmentId')
    .innerJoin(PartyOrganisation, 'branch', 'branch.id = post.branchId')
    .innerJoin(
      Person,
      'nominee',
      "nominee.id = post.nomineeId and nominee.politicalStatus <> 'MASSES' and nominee.dutyStatus not in ('LEFT', 'RETIRED')",
    )
    .addSelect('department.name', 'departmentName')
    .addSelect('branch.name', 'branchName')
    .addSelect('nominee.name', 'nomineeName')
    .where('post.campaignId = :campaignId and post.state in (:...hanging)', { campaignId, hanging })
  return inBranchOrder(query)
    .addOrderBy('department.code')
    .addOrderBy('post.kind', 'DESC')
    .addOrderBy('post.acceptedAt')
    .addOrderBy('post.id')
}

interface PostNames {
  departmentName: string
  branchName: string
  nomineeName: string
}

/** Names of the given people who are still members of the house. */
async function memberNames(work: Work, personIds: string[]): Promise<Map<string, string>> {
  if (!personIds.length) return new Map()
  const people = await work.manager.findBy(Person, { id: In([...new Set(personIds)]) })
  return new Map(people.filter(isActiveMember).map(({ id, name }) => [id, name]))
}

/** Runs the query and puts names to the ids, in one more question however many rows there are. */
export async function presentPosts(work: Work, query: ReturnType<typeof wallPostRows>): Promise<WallPost[]> {
  const { entities, raw } = await query.getRawAndEntities<PostNames>()
  const names = await memberNames(
    work,
    entities.flatMap((post) => post.memberIds),
  )
  return entities.map((post, index): WallPost => {
    const { departmentName = '', branchName = '', nomineeName = '' } = raw[index] ?? {}
    const { id, kind, title, goal, content, scope, platePlace, platePictureId, departmentId, acceptedAt } = post
    return {
      postAreaId: id,
      kind,
      title,
      branchName,
      departmentName,
      nomineeName,
      goal,
      content,
      scope,
      memberNames: post.memberIds.flatMap((personId) => names.get(personId) ?? []),
      plateDay: post.plateDay === null ? null : toCalendarDay(post.plateDay),
      platePlace,
      platePictureId,
      departmentId,
      acceptedAt,
    }
  })
}

/** Words of the 岗区, its department, or the name of somebody in it: ids lie in JSON, so people are looked up first. */
async function searchedFor(work: Work, wanted: string): Promise<Brackets> {
  const pattern = patternOf(wanted)
  const namesakes = await work.manager
    .createQueryBuilder(Person, 'person')
    .select('person.id', 'id')
    .where("person.name like :pattern escape '!' and person.politicalStatus <> 'MASSES'", { pattern })
    .andWhere("person.dutyStatus not in ('LEFT', 'RETIRED')")
    .limit(mostNamesakes)
    .getRawMany<{ id: string }>()
  return new Brackets((any) => {
    for (const column of [...searched, 'nominee.name']) any.orWhere(`${column} like :pattern escape '!'`, { pattern })
    namesakes.forEach(({ id }, index) => {
      any.orWhere(`post.memberIds like :member${index}`, { [`member${index}`]: `%${id}%` })
    })
  })
}

/** 示范岗 and 责任区 as everybody of the house sees them (R15). */
export async function readWallPosts(work: Work, input: Checked<'wall.posts'>): Promise<Output<'wall.posts'>> {
  const campaign = await findCampaign(work)
  const query = narrow(wallPostRows(work, campaign?.id ?? ''), input)
  const wanted = input.search.trim()
  if (wanted) query.andWhere(await searchedFor(work, wanted))
  const total = await query.getCount()
  const posts = await presentPosts(work, query.limit(pageSize).offset((input.page - 1) * pageSize))
  return {
    total,
    ...(await wallFrame(work, campaign)),
    posts: posts.map(({ departmentId: _place, acceptedAt: _instant, ...post }) => post),
  }
}
