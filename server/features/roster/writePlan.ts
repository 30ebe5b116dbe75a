import { randomUUID } from 'node:crypto'
import { In } from 'typeorm'
import { accountAddedCard } from '../../../bot/cards/account'
import {
  Department,
  ImportBatch,
  ImportChange,
  PartyGroup,
  PartyOrganisation,
  Person,
  Placement,
  PlatformAccount,
} from '../../../entities'
import { orTaken } from '../../database/faults'
import type { Work } from '../../database/work'
import { onceFor } from '../../domain/cardKeys'
import { platformNames } from '../../domain/organisation/platforms'
import { accountChange } from '../../domain/workflows/accountChange'
import { recordChanged } from '../../refusals'
import { endSessionsOf } from '../session'
import { rewritePeople, setPlacementEnds, takePeople } from './bulkChange'
import { inTurns } from './inTurns'
import type { ImportPlan, PersonChange } from './planImport'

export interface ImportFile {
  fileName: string
  sha256: string
  /** What was answered to the questions of the import, and why; null when it asked nothing. */
  answers: { yes: readonly string[]; skip: readonly string[]; reason: string } | null
}

export const summaryOf = ({ changes, unchanged }: ImportPlan): ImportBatch['summary'] => ({
  added: changes.filter((change) => !change.before).length,
  changed: changes.filter((change) => change.before).length,
  unchanged,
})

async function writePeople(work: Work, changes: readonly PersonChange[]): Promise<void> {
  const added = changes.filter((change) => !change.before).map((change) => change.after.person)
  const known = changes.flatMap(({ before, after }) => (before ? [{ before: before.person, after: after.person }] : []))
  await takePeople(
    work,
    known.map((one) => one.before),
  )
  await rewritePeople(
    work,
    known.map((one) => one.after),
  )
  await inTurns(added, (part) => work.insert(Person, part))
}

/** A placement is new, ended or reopened, or (begun today) put right. */
async function writePlacements(work: Work, changes: readonly PersonChange[]): Promise<void> {
  const before = new Map(changes.flatMap((change) => (change.before?.placements ?? []).map((one) => [one.id, one])))
  const after = changes.flatMap((change) => change.after.placements)
  const ends = new Map<string | null, Placement[]>()
  const replaced: Placement[] = []
  for (const one of after) {
    const was = before.get(one.id)
    if (was && was.departmentId === one.departmentId && was.partyGroupId === one.partyGroupId) {
      const ending = ends.get(one.toDay)
      if (ending) ending.push(was)
      else ends.set(one.toDay, [was])
    } else if (was) replaced.push(one)
  }
  for (const [toDay, placements] of ends) await setPlacementEnds(work, placements, toDay)
  await inTurns(replaced, (part) => work.manager.delete(Placement, { id: In(part.map((one) => one.id)) }))
  const inserted = [...replaced, ...after.filter((one) => !before.has(one.id))]
  await inTurns(inserted, (part) => work.insert(Placement, part))
}

/** Whoever came in by an account that is taken away is out. */
async function writeAccounts(work: Work, changes: readonly PersonChange[]): Promise<void> {
  const gone = changes.flatMap((change) => change.before?.accounts ?? [])
  const added = changes.flatMap((change) => change.after.accounts)
  await inTurns(gone, (part) => work.manager.delete(PlatformAccount, { id: In(part.map((one) => one.id)) }))
  await inTurns(gone, (part) => endSessionsOf(work, ...part.map((one) => one.personId)))
  await inTurns(added, (part) => work.insert(PlatformAccount, part))
}

/**
 * Whoever can come in already is told that there is one more way in in his name (M3): a file has one author, and nobody
 * confirms it.
 */
async function tellOwners(work: Work, plan: ImportPlan, batchId: string): Promise<void> {
  const owners = new Set(plan.changes.flatMap(({ hadAccount, after }) => (hadAccount ? [after.person.id] : [])))
  const added = plan.changes.flatMap(({ after }) => after.accounts).filter(({ personId }) => owners.has(personId))
  await inTurns(added, (part) =>
    work.notifyAll(
      part.map(({ personId, platform }) => ({
        dedupeKey: onceFor.accountAdded(batchId, personId, platform),
        personId,
        kind: accountChange.name,
        subjectKeys: [],
        card: accountAddedCard({ platformName: platformNames[platform], byName: work.who.name }),
      })),
    ),
  )
}

const places = [
  ['branches', 'party_organisation', PartyOrganisation],
  ['departments', 'department', Department],
  ['groups', 'party_group', PartyGroup],
] as const

/** One line for each person and each new place: what it was and what it became. */
function changeLines(batchId: string, plan: ImportPlan): ImportChange[] {
  const lines: Omit<ImportChange, 'sequence'>[] = [
    ...places.flatMap(([list, table]) =>
      plan[list].map((after) => ({ batchId, table, recordId: after.id, before: null, after })),
    ),
    ...plan.changes.map(({ before, after }) => ({
      batchId,
      table: 'person',
      recordId: after.person.id,
      before,
      after,
    })),
  ]
  return lines.map((line, at) => ({ ...line, sequence: at + 1 }))
}

async function writeRows(work: Work, plan: ImportPlan): Promise<void> {
  for (const [list, , entity] of places) if (plan[list].length) await work.insert<{ id: string }>(entity, plan[list])
  await writePeople(work, plan.changes)
  await writePlacements(work, plan.changes)
  await writeAccounts(work, plan.changes)
}

/**
 * Does what was planned, in this unit of work, and keeps how to undo it. Refuses with `record.changed` when somebody
 * changed one of the records since the plan was made.
 */
export async function writePlan(
  work: Work,
  plan: ImportPlan,
  { fileName, sha256, answers }: ImportFile,
): Promise<string> {
  const batchId = randomUUID()
  const summary = summaryOf(plan)
  await orTaken(writeRows(work, plan), () => recordChanged())
  const facts = { kind: 'ROSTER' as const, state: 'APPLIED' as const, fileName, sha256, summary, revision: 1 }
  const dates = { appliedById: work.who.personId, appliedAt: work.now, undoneAt: null }
  await work.insert(ImportBatch, { id: batchId, ...facts, ...dates })
  await inTurns(changeLines(batchId, plan), (part) => work.insert(ImportChange, part))
  await tellOwners(work, plan, batchId)
  await work.audit({
    action: 'roster.apply',
    subjectKind: 'importBatch',
    subjectId: batchId,
    change: { fileName, sha256, summary, ...(answers && { yes: answers.yes, skip: answers.skip }) },
    ...(answers && { reason: answers.reason }),
  })
  return batchId
}
