import { In } from 'typeorm'
import { doneCard } from '../../../bot/cards/done'
import { plateDueCard } from '../../../bot/cards/postArea'
import { PostArea, PostExemption } from '../../../entities'
import type { Work } from '../../database/work'
import { halfOf } from '../../domain/calendar/calendarDay'
import { addWorkdays } from '../../domain/calendar/workdays'
import { rulesOf } from '../../domain/campaignRules'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import type { PostAreaEvent } from '../../domain/postArea/states'
import { leadToDo, withLead } from '../../domain/reminders/leadToDo'
import { loadHolidays, sendingTime } from '../calendar'
import { findCampaign } from '../campaign'
import type { DepartmentDesk } from '../organisation'
import type { Taken } from '../workflow'
import { requireCampaignOf } from './campaignOf'
import type { postAreaFlow } from './flow'
import { findOpening } from './opening'
import type { KnownPostArea } from './records'
import { replaceEarlier } from './replaceEarlier'
import { branchStandings } from './standings'

/** Ends the reminder of the department's 岗区 (rules §6.5) once nothing lies with its 党员负责人. */
async function endReminder(work: Work, { record, desk }: KnownPostArea): Promise<void> {
  const { departmentId } = record
  // What the year in force asks for, whichever year this record is of.
  const campaignId = (await findCampaign(work))?.id ?? record.campaignId
  const opened = campaignId === record.campaignId || (await findOpening(work, campaignId, desk.branchId)) !== null
  const standing = (opened && (await branchStandings(work, campaignId, [desk])).get(departmentId)) || null
  const records = await work.manager.findBy(PostArea, { departmentId, state: In([...withLead]) })
  const asked = await work.manager.findBy(PostExemption, { campaignId, departmentId, state: 'ASKED' })
  const excused = [...(standing?.exempt ?? []), ...asked.map(({ kind }) => kind)]
  const states = records.map(({ state }) => state)
  if (leadToDo(standing, states, excused)) return
  const said = { title: '本部门的事项已经办理', line: desk.name, who: work.actor?.name ?? '系统', at: work.now }
  await work.finishCards(subjectFor.postAreaDue(departmentId), doneCard({ ...said, path: '/posts' }))
}

/** 受理 of one or several of a department: one card asks its 党员负责人 to hang the plates (R15). */
export async function tellAboutPlates(work: Work, desk: DepartmentDesk, records: readonly PostArea[]): Promise<void> {
  const [first] = records
  if (!desk.leadId || !first) return
  const holidays = await loadHolidays(work)
  const { notBefore } = sendingTime(work, holidays)
  const { plateWorkdays } = rulesOf((await requireCampaignOf(work, first)).rules)
  const hangBy = addWorkdays(work.today, plateWorkdays, holidays).day
  await work.notify({
    dedupeKey: onceFor.platesToHang(first.packageId ?? first.id, desk.departmentId, first.revision),
    personId: desk.leadId,
    kind: 'plateDue',
    subjectKeys: records.map((record) => subjectFor.postArea(record.id, record.state)),
    card: plateDueCard(
      desk.name,
      records.map((record) => record.id),
      hangBy,
    ),
    notBefore,
  })
}

/** Steps after which 部门党员负责人 may have nothing left to do for now. */
const handedOn: readonly PostAreaEvent[] = ['consult', 'fill']

/** Steps after which its effect in this half-year is asked about no more. */
const reviewed: readonly PostAreaEvent[] = ['confirmHalfYear', 'suspend']

async function endReview(work: Work, { record, desk }: KnownPostArea): Promise<void> {
  const said = { title: '已经复核', line: desk.name, who: work.actor?.name ?? '系统', at: work.now }
  const path = `/branch/${desk.branchId}/posts`
  await work.finishCards(subjectFor.postReview(record.id, halfOf(work.today)), doneCard({ ...said, path }))
}

/**
 * 受理 of a package asks each department once for all its plates (pledge/packagePosts.ts); a 岗 resumed before it ever had
 * one waits for its plate again.
 */
export async function afterStep(
  work: Work,
  flow: typeof postAreaFlow,
  taken: Taken<KnownPostArea, PostAreaEvent>,
): Promise<void> {
  const { event, known } = taken
  if (handedOn.includes(event)) await endReminder(work, known)
  if (reviewed.includes(event)) await endReview(work, known)
  if (event === 'hangPlate') await replaceEarlier(work, flow, known)
  if (event === 'resumeUnhung') await tellAboutPlates(work, known.desk, [known.record])
}
