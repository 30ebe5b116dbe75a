import { LinkActivity } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay, yearOf } from '../../domain/calendar/calendarDay'
import { linkKindNames, requiredLinks } from '../../domain/quotas/threeLinks'
import { type Kind, linksOf, presentLink } from './records'

const kinds: Kind[] = ['MARKET', 'SUBSIDIARY', 'PHARMACY']

const activitiesOf = (work: Work, leaderId: string, year: number): Promise<LinkActivity[]> =>
  work.manager
    .createQueryBuilder(LinkActivity, 'activity')
    .where('activity.leaderId = :leaderId and activity.voidReason is null', { leaderId })
    .andWhere('activity.heldDay between :from and :to', { from: `${year}-01-01`, to: `${year}-12-31` })
    .orderBy('activity.heldDay', 'DESC')
    .getMany()

/** 「市场 1 · 企业 1 · 药店 6/10」: distinct targets with at least one activity this year (R46). */
export const myThreeLinks = (work: Work): Promise<Output<'threeLinks.mine'>> => myThreeLinksOf(work, yearOf(work.today))

/** As myThreeLinks, of the year given: what is entered in January may have been held in December. */
export async function myThreeLinksOf(work: Work, year: number): Promise<Output<'threeLinks.mine'>> {
  work.must('logThreeLinks')
  const leaderId = work.who.personId
  const { links, proposed } = await linksOf(work, leaderId, year)
  const activities = await activitiesOf(work, leaderId, year)
  const targetOf = new Map(links.map((link) => [link.targetId, link]))
  const coverage = kinds.map((kind) => {
    const targets = links
      .filter((link) => link.kind === kind)
      .map(({ targetId, name, closedDay }) => {
        const held = activities.filter((activity) => activity.targetId === targetId)
        const lastDay = held[0] ? toCalendarDay(held[0].heldDay) : null
        const open = { targetId, name, activities: held.length, lastDay }
        return closedDay === null ? open : { ...open, name: `${name}（不再联系）`, ended: true as const }
      })
      // What was done where it has ended since counts; an ended one without is nobody's.
      .filter((target) => !('ended' in target) || target.activities > 0)
    const visited = targets.filter((target) => target.activities > 0).length
    return { kind, name: linkKindNames[kind], visited, required: requiredLinks[kind], targets }
  })
  return {
    year,
    coverage,
    proposed: proposed.map(presentLink),
    activities: activities.slice(0, 50).map((activity) => ({
      activityId: activity.id,
      kind: targetOf.get(activity.targetId)?.kind ?? 'PHARMACY',
      targetName: targetOf.get(activity.targetId)?.name ?? '已调整的联系点',
      heldDay: toCalendarDay(activity.heldDay),
      place: activity.place,
      problem: activity.problem,
      help: activity.help,
      effect: activity.effect,
      proxyEntry: activity.proxyEntry,
    })),
  }
}
