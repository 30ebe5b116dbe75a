import { IsNull, Not } from 'typeorm'
import { LinkActivity, LinkTarget } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { dayName, toCalendarDay, yearOf } from '../../domain/calendar/calendarDay'
import { requiredLinks } from '../../domain/quotas/threeLinks'
import { refusal, requestKeyReused } from '../../refusals'
import { requireSameEntry } from '../requireSameEntry'
import { myThreeLinksOf } from './readMine'
import { linksOf } from './records'

const threeLinksNotAssigned = refusal(
  422,
  'threeLinks.notAssigned',
  '“{name}”不在您今年的联系名单里，请联系机关党办调整。',
)
const threeLinksSameDay = refusal(
  409,
  'threeLinks.sameDay',
  '{day}在“{name}”的活动已经登记过，同一天同一家只算一次。要改内容，请先撤回那一条。',
)
const threeLinksFuture = refusal(422, 'threeLinks.future', '活动日期{day}在今天之后，请改成已经开展的日期。')

/** Whether it is there already; an id belongs to whoever wrote it first, and to what it said. */
async function isKnown(work: Work, input: Checked<'threeLinks.log'>): Promise<boolean> {
  const { activityId, effect = null, ...facts } = input
  const known = await work.manager.findOneBy(LinkActivity, { id: activityId })
  if (!known) return false
  if (known.leaderId !== work.who.personId) throw requestKeyReused()
  requireSameEntry(known, { ...facts, effect })
  return true
}

const sameDay = ({ heldDay }: Checked<'threeLinks.log'>, name: string) =>
  threeLinksSameDay({ day: dayName(heldDay), name })

/** The same place on the same day is one activity, however many times it is written; itself sent at the same instant is no other. */
async function requireAnotherDay(work: Work, input: Checked<'threeLinks.log'>, name: string) {
  const { activityId, heldDay, targetId } = input
  const same = { id: Not(activityId), leaderId: work.who.personId, heldDay, targetId, voidReason: IsNull() }
  if (await work.manager.existsBy(LinkActivity, same)) throw sameDay(input, name)
}

/** Adds the activity; false when it is there already, sent before or at the same instant. */
async function addActivity(work: Work, input: Checked<'threeLinks.log'>, name: string): Promise<boolean> {
  if (await isKnown(work, input)) return false
  await requireAnotherDay(work, input, name)
  const leaderId = work.who.personId
  const { activityId, effect = null, ...facts } = input
  const entered = {
    enteredById: leaderId,
    proxyEntry: false,
    loggedAt: work.now,
    voidReason: null,
    counts: true as const,
    revision: 1,
  }
  if (await work.insertOnce(LinkActivity, { id: activityId, leaderId, ...facts, effect, ...entered })) return true
  if (await isKnown(work, input)) return false
  // Another one of that place and day, written at the same instant.
  throw sameDay(input, name)
}

/** One activity, logged by the leader; the id comes from the phone, so sending twice writes once. */
export async function logThreeLinks(work: Work, input: Checked<'threeLinks.log'>): Promise<Output<'threeLinks.log'>> {
  work.must('logThreeLinks')
  const { heldDay, targetId } = input
  if (heldDay > work.today) throw threeLinksFuture({ day: heldDay })
  const year = yearOf(toCalendarDay(heldDay))
  const { links } = await linksOf(work, work.who.personId, year)
  const link = links.find((each) => each.targetId === targetId)
  if (!link || (link.closedDay && heldDay >= link.closedDay)) {
    const target = await work.manager.findOneBy(LinkTarget, { id: targetId })
    throw threeLinksNotAssigned({ name: target?.name ?? '这个联系点' })
  }
  if (await addActivity(work, input, link.name)) {
    const line = { action: 'threeLinks.log', subjectKind: 'linkActivity', subjectId: input.activityId }
    await work.audit({ ...line, role: 'LEADING_CADRE', change: { targetId, heldDay } })
  }
  const coverage = (await myThreeLinksOf(work, year)).coverage.find((each) => each.kind === link.kind)
  return { visited: coverage?.visited ?? 0, required: requiredLinks[link.kind] }
}
