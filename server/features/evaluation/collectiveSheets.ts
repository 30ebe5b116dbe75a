import { In } from 'typeorm'
import { RoundAssignment, RoundSubject } from '../../../entities'
import type { Work } from '../../database/work'
import type { CollectiveSheet } from '../../domain/evaluation/roster'
import { type CollectiveGroup, collectiveGroups } from '../../domain/scoring/collective'
import { type Actor, holds } from '../../policy/actor'
import { type Refusal, refusal } from '../../refusals'
import { holders } from '../organisation'

const roundSheetEntrantMissing = refusal(
  422,
  'round.sheetEntrantMissing',
  '没有人能录入{sheet}，请先请机关党办设置支部委员或机关党委成员。',
)

const roundCollectiveMissing = refusal(409, 'round.collectiveMissing', '还缺{missing}，请先录入再截止投票。')

/** Whether these posts let somebody enter sheets of the group. */
export function grantsEnter(
  grants: Pick<Actor, 'grants'>['grants'],
  group: CollectiveGroup,
  branchId: string,
): boolean {
  const holder = { grants } as Actor
  // A 书记 without 支委 leaves for his own score, and 机关党委 enters that sheet.
  if (holds(holder, ['HQ_COMMITTEE'])) return true
  return group === 'ORG' && holds(holder, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE'], branchId)
}

/** Whether this person's office still lets him enter sheets of the group; a grant may have ended since the freeze. */
export const mayEnter = ({ grants }: Actor, group: CollectiveGroup, branchId: string): boolean =>
  grantsEnter(grants, group, branchId)

/** In which order people of the branch and of 机关党委 are asked to enter sheets. */
export interface Entrants {
  committeeIds: string[]
  superiorIds: string[]
}

/** The 书记 enters for the committee; a superior from outside the branch is asked before one who belongs to it. */
export async function readEntrants(
  work: Work,
  branchId: string,
  secretaryId: string,
  ours: ReadonlySet<string>,
): Promise<Entrants> {
  const held = await holders(work, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE', 'HQ_COMMITTEE'])
  const committee = held.filter((each) => each.scopeId === branchId).map((each) => each.personId)
  const superiors = held.filter((each) => each.role === 'HQ_COMMITTEE').map((each) => each.personId)
  return {
    committeeIds: [...new Set([secretaryId, ...committee])],
    superiorIds: [...superiors.filter((id) => !ours.has(id)), ...superiors.filter((id) => ours.has(id))],
  }
}

/** Who enters this sheet: never the person it is about. Refuses when nobody is left. */
export function entrantOf(
  sheet: CollectiveSheet,
  subjectPersonId: string | null,
  name: string,
  entrants: Entrants,
): string {
  const { committeeIds, superiorIds } = entrants
  const asked = sheet.group === 'ORG' ? [...committeeIds, ...superiorIds] : superiorIds
  const entrant = asked.find((personId) => personId !== subjectPersonId && personId !== sheet.recusedId)
  if (!entrant) {
    throw roundSheetEntrantMissing({ sheet: `${name}的${sheet.group === 'ORG' ? '组织评定' : '上级评'}` })
  }
  return entrant
}

export interface OpenSheet {
  subjectId: string
  voterId: string
  raterGroup: CollectiveGroup
}

/** Sheets not entered yet. */
export const openSheets = (work: Work, roundId: string): Promise<OpenSheet[]> =>
  work.manager.findBy(RoundAssignment, { roundId, raterGroup: In([...collectiveGroups]), status: 'ISSUED' }) as Promise<
    OpenSheet[]
  >

/** Of these open sheets those whose entrant no longer holds the office, and that the actor may enter in his place. */
export async function leftToActor<Sheet extends OpenSheet>(
  work: Work,
  branchId: string,
  sheets: readonly Sheet[],
): Promise<Sheet[]> {
  const actor = work.who
  const open = sheets.filter((sheet) => sheet.voterId !== actor.personId && mayEnter(actor, sheet.raterGroup, branchId))
  if (!open.length) return []
  const held = await holders(work, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE', 'HQ_COMMITTEE'])
  const stillAble = ({ voterId, raterGroup }: OpenSheet) => {
    const grants = held.filter((each) => each.personId === voterId)
    return grantsEnter(grants, raterGroup, branchId)
  }
  return open.filter((sheet) => !stillAble(sheet))
}

/**
 * Sheets whose entrant no longer holds the office (edge case 28: the 书记 changed): whoever holds it now enters them.
 * Never the actor's own sheet, and none while the one asked at the freeze can do it himself: two would do it twice.
 */
export async function orphanedSheets(
  work: Work,
  roundId: string,
  branchId: string,
): Promise<(OpenSheet & { subject: RoundSubject })[]> {
  const actor = work.who
  if (!collectiveGroups.some((group) => mayEnter(actor, group, branchId))) return []
  const orphaned = await leftToActor(work, branchId, await openSheets(work, roundId))
  if (!orphaned.length) return []
  const subjects = await work.manager.findBy(RoundSubject, { id: In(orphaned.map((sheet) => sheet.subjectId)) })
  return orphaned.flatMap((sheet) => {
    const subject = subjects.find((each) => each.id === sheet.subjectId)
    return subject && subject.personId !== actor.personId ? [{ ...sheet, subject }] : []
  })
}

function describeSheets(sheets: readonly { raterGroup: string }[]): string {
  const count = (group: string) => sheets.filter((sheet) => sheet.raterGroup === group).length
  const parts: [number, string][] = [
    [count('ORG'), '组织评定'],
    [count('SUPERIOR'), '上级评'],
  ]
  return parts
    .filter(([number]) => number > 0)
    .map(([number, name]) => `${number}份${name}`)
    .join('、')
}

/** Why a vote cannot be closed while these are not entered. */
export const sheetsMissing = (sheets: readonly { raterGroup: string }[]): Refusal =>
  roundCollectiveMissing({ missing: describeSheets(sheets) })
