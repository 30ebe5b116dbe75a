import { type EvaluationRound, Person, type RoundSubject } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { groupLabel } from '../../domain/scoring/terms'
import { openRollStates } from '../../domain/workflows/evaluationRound'
import { namesOf } from '../organisation'
import { leftToActor, mayEnter, type OpenSheet, openSheets } from './collectiveSheets'

type MissingSheets = Output<'round.read'>['sheetsMissing']

export const isRollOpen = ({ state }: EvaluationRound): boolean => (openRollStates as readonly string[]).includes(state)

/**
 * Sheets that keep the vote open, by who enters them: the reader's own first, with those he takes over from whoever has
 * left the office; nobody's name where another one takes them over.
 */
export async function missingSheets(
  work: Work,
  round: EvaluationRound,
  subjects: readonly RoundSubject[],
): Promise<MissingSheets> {
  const open = isRollOpen(round) ? await openSheets(work, round.id) : []
  if (!open.length) return []
  const reader = work.who.personId
  // An office may have ended since the freeze.
  const isMine = (sheet: OpenSheet) => sheet.voterId === reader && mayEnter(work.who, sheet.raterGroup, round.branchId)
  const taken = await leftToActor(work, round.branchId, open)
  const names = await namesOf(
    work,
    Person,
    open.map((sheet) => sheet.voterId),
  )
  const rows = subjects.flatMap((subject) =>
    open
      .filter((sheet) => sheet.subjectId === subject.id)
      .map((sheet: OpenSheet) => ({
        mine: isMine(sheet) || (taken.includes(sheet) && subject.personId !== reader),
        entrant: names.get(sheet.voterId) ?? null,
        sheet: `${subject.name}的${groupLabel(subject.kind, sheet.raterGroup)}`,
      })),
  )
  const groups = new Map<string, MissingSheets[number]>()
  for (const { mine, entrant, sheet } of rows) {
    const key = mine ? 'mine' : `by ${entrant}`
    const group = groups.get(key) ?? { entrant, mine, sheets: [] }
    groups.set(key, { ...group, sheets: [...group.sheets, sheet] })
  }
  return [...groups.values()].sort((left, right) => Number(right.mine) - Number(left.mine))
}
