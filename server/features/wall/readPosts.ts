import { In } from 'typeorm'
import { Department, PartyOrganisation, Person, PostArea } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { isActiveMember } from '../../domain/organisation/persons'
import { holding } from '../../domain/wording/foldText'
import { findCampaign } from '../campaign'
import { inBranchOrder } from '../organisation'
import { pageSize, wallFrame } from './wallFrame'
import { narrow } from './wallSheets'

/** Suspended or removed: off the wall at once (rules §3.1). */
const hanging = ['ACCEPTED', 'ACTIVE']

type Post = Output<'wall.posts'>['posts'][number]
/** A 岗 or 区 of the wall with its department, and what the hash of a posting is made of (recordPosting.ts). */
export type WallPost = Post & { departmentId: string; acceptedAt: number | null }

/** 岗区, of whatever year, that 党办 has accepted and whose nominee is still an active member of the house. */
export function wallPostRows(work: Work) {
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
    .where('post.state in (:...hanging)', { hanging })
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

/**
 * One page of those that hold the words in the 岗区, its department or the name of somebody in it, and how many they are.
 * All of them are read: names are known by their ids only, and a house has some hundred.
 */
async function holdingPage(
  work: Work,
  query: ReturnType<typeof wallPostRows>,
  words: string,
  offset: number,
): Promise<{ total: number; posts: WallPost[] }> {
  const holds = holding(words)
  const found = (await presentPosts(work, query)).filter((post) =>
    holds(post.departmentName, post.title, post.goal, post.content, post.scope, post.nomineeName, ...post.memberNames),
  )
  return { total: found.length, posts: found.slice(offset, offset + pageSize) }
}

/** 示范岗 and 责任区 as everybody of the house sees them (R15). */
export async function readWallPosts(work: Work, input: Checked<'wall.posts'>): Promise<Output<'wall.posts'>> {
  const campaign = await findCampaign(work)
  const query = narrow(wallPostRows(work), input)
  const offset = (input.page - 1) * pageSize
  const { total, posts } = input.search
    ? await holdingPage(work, query, input.search, offset)
    : { total: await query.getCount(), posts: await presentPosts(work, query.limit(pageSize).offset(offset)) }
  return {
    total,
    ...(await wallFrame(work, campaign)),
    posts: posts.map(({ departmentId: _place, acceptedAt: _instant, ...post }) => post),
  }
}
