import { randomUUID } from 'node:crypto'
import { IsNull } from 'typeorm'
import { LeaderLink, LinkActivity, LinkTarget, Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay, yearOf } from '../../domain/calendar/calendarDay'
import { requiredLinks } from '../../domain/quotas/threeLinks'
import { recordNotFound, refusal, requestKeyReused } from '../../refusals'
import { checkReason } from '../checkReason'
import { placedPeople } from '../organisation'

const threeLinksNotAssigned = refusal(
  422,
  'threeLinks.notAssigned',
  '“{name}”不在您今年的联系名单里，请联系机关党办调整。',
)
const threeLinksFuture = refusal(422, 'threeLinks.future', '活动日期{day}在今天之后，请改成已经开展的日期。')

type Kind = LinkTarget['kind']
const kinds: Kind[] = ['MARKET', 'SUBSIDIARY', 'PHARMACY']
const kindNames: Record<Kind, string> = { MARKET: '销售市场', SUBSIDIARY: '下属企业', PHARMACY: '零售药店' }

interface LinkRow {
  targetId: string
  name: string
  kind: Kind
}

const linksOf = (work: Work, leaderId: string, year: number): Promise<LinkRow[]> =>
  work.manager
    .createQueryBuilder(LeaderLink, 'link')
    .innerJoin(LinkTarget, 'target', 'target.id = link.targetId')
    .select('target.id', 'targetId')
    .addSelect('target.name', 'name')
    .addSelect('target.kind', 'kind')
    .where({ leaderId, year, closedDay: IsNull() })
    .orderBy('target.name')
    .getRawMany<LinkRow>()

const activitiesOf = (work: Work, leaderId: string, year: number): Promise<LinkActivity[]> =>
  work.manager
    .createQueryBuilder(LinkActivity, 'activity')
    .where('activity.leaderId = :leaderId and activity.voidReason is null', { leaderId })
    .andWhere('activity.heldDay between :from and :to', { from: `${year}-01-01`, to: `${year}-12-31` })
    .orderBy('activity.heldDay', 'DESC')
    .getMany()

/** 「市场 1 · 企业 1 · 药店 6/10」: distinct targets with at least one activity this year (R46). */
export async function myThreeLinks(work: Work): Promise<Output<'threeLinks.mine'>> {
  work.must('logThreeLinks')
  const leaderId = work.who.personId
  const year = yearOf(work.today)
  const links = await linksOf(work, leaderId, year)
  const activities = await activitiesOf(work, leaderId, year)
  const targetOf = new Map(links.map((link) => [link.targetId, link]))
  const coverage = kinds.map((kind) => {
    const targets = links
      .filter((link) => link.kind === kind)
      .map(({ targetId, name }) => {
        const held = activities.filter((activity) => activity.targetId === targetId)
        const lastDay = held[0] ? toCalendarDay(held[0].heldDay) : null
        return { targetId, name, activities: held.length, lastDay }
      })
    const visited = targets.filter((target) => target.activities > 0).length
    return { kind, name: kindNames[kind], visited, required: requiredLinks[kind], targets }
  })
  return {
    year,
    coverage,
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

/** Adds the activity; false when it is there already, sent before or at the same instant. */
async function addActivity(work: Work, input: Checked<'threeLinks.log'>): Promise<boolean> {
  const leaderId = work.who.personId
  const { activityId, effect = null, ...facts } = input
  const known = await work.manager.findOneBy(LinkActivity, { id: activityId })
  if (known && known.leaderId !== leaderId) throw requestKeyReused()
  if (known) return false
  const entered = { enteredById: leaderId, proxyEntry: false, loggedAt: work.now, voidReason: null, revision: 1 }
  return work.insertOnce(LinkActivity, { id: activityId, leaderId, ...facts, effect, ...entered })
}

/** One activity, logged by the leader; the id comes from the phone, so sending twice writes once. */
export async function logThreeLinks(work: Work, input: Checked<'threeLinks.log'>): Promise<Output<'threeLinks.log'>> {
  work.must('logThreeLinks')
  const { heldDay, targetId } = input
  if (heldDay > work.today) throw threeLinksFuture({ day: heldDay })
  const links = await linksOf(work, work.who.personId, yearOf(toCalendarDay(heldDay)))
  const link = links.find((each) => each.targetId === targetId)
  if (!link) {
    const target = await work.manager.findOneBy(LinkTarget, { id: targetId })
    throw threeLinksNotAssigned({ name: target?.name ?? '这个联系点' })
  }
  if (await addActivity(work, input)) {
    const line = { action: 'threeLinks.log', subjectKind: 'linkActivity', subjectId: input.activityId }
    await work.audit({ ...line, role: 'LEADING_CADRE', change: { targetId, heldDay } })
  }
  const coverage = (await myThreeLinks(work)).coverage.find((each) => each.kind === link.kind)
  return { visited: coverage?.visited ?? 0, required: requiredLinks[link.kind] }
}

export async function voidThreeLinks(
  work: Work,
  { activityId, reason }: Checked<'threeLinks.void'>,
): Promise<Output<'threeLinks.void'>> {
  const activity = await work.manager.findOneBy(LinkActivity, { id: activityId })
  if (!activity) throw recordNotFound({ what: '三联系活动' })
  work.must('changeLinkActivity', { leaderId: activity.leaderId, enteredById: activity.enteredById })
  checkReason(reason)
  if (activity.voidReason) return { done: true }
  await work.revise(LinkActivity, activity, { voidReason: reason })
  await work.audit({
    action: 'threeLinks.void',
    subjectKind: 'linkActivity',
    subjectId: activityId,
    role: 'LEADING_CADRE',
    reason,
  })
  return { done: true }
}

/** All leaders with their coverage, three queries however many they are. */
export async function threeLinksBoard(work: Work): Promise<Output<'threeLinks.board'>> {
  work.must('readThreeLinks')
  const year = yearOf(work.today)
  const leaders = await placedPeople(work)
    .andWhere("person.leadingCadre = :yes and person.politicalStatus <> 'MASSES'", { yes: true })
    .getRawMany<{ personId: string; name: string; branchName: string | null }>()
  const rows = await work.manager
    .createQueryBuilder(LinkActivity, 'activity')
    .innerJoin(LinkTarget, 'target', 'target.id = activity.targetId')
    .select('activity.leaderId', 'leaderId')
    .addSelect('target.kind', 'kind')
    .addSelect('count(distinct activity.targetId)', 'targets')
    .addSelect('count(*)', 'activities')
    .where('activity.voidReason is null and activity.heldDay between :from and :to', {
      from: `${year}-01-01`,
      to: `${year}-12-31`,
    })
    .groupBy('activity.leaderId')
    .addGroupBy('target.kind')
    .getRawMany<{ leaderId: string; kind: Kind; targets: number | string; activities: number | string }>()
  const countOf = (leaderId: string, kind: Kind) =>
    Number(rows.find((row) => row.leaderId === leaderId && row.kind === kind)?.targets ?? 0)
  return {
    year,
    leaders: leaders.map(({ personId, name, branchName }) => ({
      personId,
      name,
      branchName,
      market: countOf(personId, 'MARKET'),
      subsidiary: countOf(personId, 'SUBSIDIARY'),
      pharmacy: countOf(personId, 'PHARMACY'),
      activities: rows.filter((row) => row.leaderId === personId).reduce((sum, row) => sum + Number(row.activities), 0),
    })),
  }
}

/** The target of this name; made when it is new. */
async function targetOf(work: Work, kind: Kind, name: string): Promise<string> {
  const known = await work.manager.findOneBy(LinkTarget, { kind, name })
  if (known) return known.id
  const id = randomUUID()
  await work.insert(LinkTarget, { id, kind, name, toDay: null })
  return id
}

/** Adds the links that are new and says how many they were. */
async function addLinks(work: Work, leaderId: string, targets: Checked<'threeLinks.assign'>['targets']) {
  const year = yearOf(work.today)
  let added = 0
  for (const { kind, name } of targets) {
    const targetId = await targetOf(work, kind, name)
    if (await work.manager.existsBy(LeaderLink, { leaderId, year, targetId })) continue
    await work.insert(LeaderLink, { id: randomUUID(), leaderId, year, targetId, closedDay: null, closeReason: null })
    added += 1
  }
  return added
}

/** 党办 sets this year's links of a leader; a target is created when it is new (R46). */
export async function assignThreeLinks(
  work: Work,
  { leaderId, targets }: Checked<'threeLinks.assign'>,
): Promise<Output<'threeLinks.assign'>> {
  work.must('assignThreeLinks')
  const leader = await work.manager.findOneBy(Person, { id: leaderId, leadingCadre: true })
  if (!leader) throw recordNotFound({ what: '党员领导干部' })
  const added = await addLinks(work, leaderId, targets)
  const line = { action: 'threeLinks.assign', subjectKind: 'person', subjectId: leaderId, role: 'HQ_OFFICE' }
  await work.audit({ ...line, change: { year: yearOf(work.today), added } })
  return { added }
}
