import { randomUUID } from 'node:crypto'
import { LeaderLink, LinkTarget, Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { yearOf } from '../../domain/calendar/calendarDay'
import { sameText } from '../../domain/wording/foldText'
import { recordNotFound, refusal } from '../../refusals'
import { endDuties } from '../campaign'
import { checkReason } from '../checkReason'
import { type Kind, type LinkRow, type LinksOfYear, linksOf } from './records'

const linksNothing = refusal(422, 'threeLinks.nothing', '请至少写一个联系点，或者选一个沿用、结束的联系点。')

/** The target of this name among the known ones, however it is typed; made, and known from now on, when it is new. */
async function targetOf(work: Work, known: LinkTarget[], kind: Kind, name: string): Promise<string> {
  const same = known.find((each) => each.kind === kind && sameText(each.name, name))
  if (same) return same.id
  const target = { id: randomUUID(), kind, name, toDay: null }
  await work.insert(LinkTarget, target)
  known.push(target)
  return target.id
}

type Asked = Checked<'threeLinks.assign'>

/** The ids of what is written by name. */
async function writtenTargets(work: Work, targets: Asked['targets']): Promise<string[]> {
  if (!targets.length) return []
  const known = await work.manager.find(LinkTarget)
  const ids: string[] = []
  for (const { kind, name } of targets) ids.push(await targetOf(work, known, kind, name))
  return ids
}

/** Adds the links that are new, or takes an ended one up again, and says how many they were. */
async function addLinks(work: Work, leaderId: string, targetIds: Iterable<string>, links: readonly LinkRow[]) {
  const year = yearOf(work.today)
  let added = 0
  for (const targetId of new Set(targetIds)) {
    const there = links.find((link) => link.targetId === targetId)
    const ended = there?.closedDay
    if (there && !ended) continue
    if (there) await work.change(LeaderLink, { id: there.linkId }, { closedDay: null, closeReason: null })
    else {
      const link = { id: randomUUID(), leaderId, year, targetId, closedDay: null, closeReason: null }
      await work.insert(LeaderLink, link)
    }
    added += 1
  }
  return added
}

/** Ends links of this year: what was done there stays and counts (rules §3.7). */
async function endLinks(work: Work, { ended, reason }: Asked, { links }: LinksOfYear): Promise<number> {
  if (!ended.length) return 0
  checkReason(reason ?? '')
  let count = 0
  for (const targetId of new Set(ended)) {
    const link = links.find((each) => each.targetId === targetId)
    if (!link) throw recordNotFound({ what: '联系点' })
    if (link.closedDay) continue
    await work.change(LeaderLink, { id: link.linkId }, { closedDay: work.today, closeReason: reason ?? '' })
    count += 1
  }
  return count
}

/**
 * This year's links of a leader (R46): 党办 names them; he or 党办 takes over last year's and ends one that is no longer his or
 * was wrong. Last year's never become this year's by themselves.
 */
export async function assignThreeLinks(work: Work, asked: Asked): Promise<Output<'threeLinks.assign'>> {
  const { leaderId, targets, carried, reason } = asked
  work.must('assignThreeLinks', { personId: leaderId, named: targets.length > 0 })
  const leader = await work.manager.findOneBy(Person, { id: leaderId, leadingCadre: true })
  if (!leader) throw recordNotFound({ what: '党员领导干部' })
  if (!targets.length && !carried.length && !asked.ended.length) throw linksNothing()
  const year = yearOf(work.today)
  const known = await linksOf(work, leaderId, year)
  const offered = new Set([...known.carried, ...known.links].map(({ targetId }) => targetId))
  if (carried.some((targetId) => !offered.has(targetId))) throw recordNotFound({ what: '去年的联系点' })
  const ended = await endLinks(work, asked, known)
  const written = await writtenTargets(work, targets)
  const added = await addLinks(work, leaderId, [...carried, ...written], known.links)
  const role = work.may('assignThreeLinks', { personId: leaderId, named: true }) ? 'HQ_OFFICE' : 'LEADING_CADRE'
  const line = { action: 'threeLinks.assign', subjectKind: 'person', subjectId: leaderId, role }
  const change = { year, added, carried: carried.length, ended }
  await work.audit({ ...line, change, ...(ended ? { reason: reason ?? '' } : {}) })
  if (added) await endDuties(work, 'threeLinks')
  return { added, ended }
}
