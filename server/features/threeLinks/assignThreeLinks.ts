import { randomUUID } from 'node:crypto'
import { LeaderLink, LinkTarget, Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { yearOf } from '../../domain/calendar/calendarDay'
import { sameText } from '../../domain/wording/foldText'
import { recordNotFound } from '../../refusals'
import type { Kind } from './records'

/** The target of this name among the known ones, however it is typed; made, and known from now on, when it is new. */
async function targetOf(work: Work, known: LinkTarget[], kind: Kind, name: string): Promise<string> {
  const same = known.find((each) => each.kind === kind && sameText(each.name, name))
  if (same) return same.id
  const target = { id: randomUUID(), kind, name, toDay: null }
  await work.insert(LinkTarget, target)
  known.push(target)
  return target.id
}

/** Adds the links that are new and says how many they were. */
async function addLinks(work: Work, leaderId: string, targets: Checked<'threeLinks.assign'>['targets']) {
  const year = yearOf(work.today)
  const known = await work.manager.find(LinkTarget)
  let added = 0
  for (const { kind, name } of targets) {
    const targetId = await targetOf(work, known, kind, name)
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
