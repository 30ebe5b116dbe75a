import { In } from 'typeorm'
import { PostArea, PostExemption } from '../../../entities'
import type { Work } from '../../database/work'
import { type PostAreaKind, postAreaKinds } from '../../domain/postArea/kinds'
import { type DepartmentStanding, departmentStanding } from '../../domain/postArea/shortfall'
import type { DepartmentDesk } from '../organisation'

export interface BranchStanding extends DepartmentStanding {
  desk: DepartmentDesk
  exempt: PostAreaKind[]
}

/** Departments that are named one by one in a statement. */
const mostNamed = 200

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
  // Of many departments everything is read: naming them one by one would only make the statement long.
  const departmentId = In(desks.map((desk) => desk.departmentId))
  const where = { campaignId: campaignId ?? '', ...(desks.length <= mostNamed ? { departmentId } : {}) }
  const rows = asked
    ? await work.manager.find(PostArea, { select: { departmentId: true, kind: true, state: true }, where })
    : []
  const granted = asked ? await work.manager.findBy(PostExemption, { ...where, state: 'GRANTED' }) : []
  const byDepartment = new Map<string, typeof rows>()
  for (const row of rows) {
    const known = byDepartment.get(row.departmentId)
    if (known) known.push(row)
    else byDepartment.set(row.departmentId, [row])
  }
  return new Map(
    desks.map((desk) => {
      const own = byDepartment.get(desk.departmentId) ?? []
      const statesOf = (kind: PostAreaKind) => own.filter((row) => row.kind === kind).map((row) => row.state)
      const exempt = postAreaKinds.filter((kind) =>
        granted.some((row) => row.departmentId === desk.departmentId && row.kind === kind),
      )
      const facts = { memberCount: desk.members.length, posts: statesOf('POST'), areas: statesOf('AREA'), exempt }
      return [desk.departmentId, { desk, exempt, ...departmentStanding(facts) }]
    }),
  )
}
