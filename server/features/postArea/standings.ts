import { PostArea, PostExemption } from '../../../entities'
import type { Work } from '../../database/work'
import { type PostAreaKind, postAreaKinds } from '../../domain/postArea/kinds'
import { type DepartmentStanding, departmentStanding } from '../../domain/postArea/shortfall'
import type { DepartmentDesk } from '../organisation'

export interface BranchStanding extends DepartmentStanding {
  desk: DepartmentDesk
  exempt: PostAreaKind[]
}

/**
 * What each of these departments owes and has in the campaign, by department id and in the order of the desks: two queries
 * however many there are (R05, R06). Heads are counted today. Without a campaign nothing is there yet.
 */
export async function branchStandings(
  work: Work,
  campaignId: string | null,
  desks: readonly DepartmentDesk[],
): Promise<Map<string, BranchStanding>> {
  const asked = campaignId !== null && desks.length > 0
  const rows = asked
    ? await work.manager.find(PostArea, {
        select: { departmentId: true, kind: true, state: true },
        where: { campaignId },
      })
    : []
  const granted = asked ? await work.manager.findBy(PostExemption, { campaignId, state: 'GRANTED' }) : []
  return new Map(
    desks.map((desk) => {
      const own = rows.filter((row) => row.departmentId === desk.departmentId)
      const statesOf = (kind: PostAreaKind) => own.filter((row) => row.kind === kind).map((row) => row.state)
      const exempt = postAreaKinds.filter((kind) =>
        granted.some((row) => row.departmentId === desk.departmentId && row.kind === kind),
      )
      const facts = { memberCount: desk.members.length, posts: statesOf('POST'), areas: statesOf('AREA'), exempt }
      return [desk.departmentId, { desk, exempt, ...departmentStanding(facts) }]
    }),
  )
}
