import { type EntityTarget, In, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm'
import {
  Absence,
  AccountChange,
  AccountInvite,
  AuditEntry,
  BranchPackage,
  EvaluationRound,
  ImportChange,
  LeaderLink,
  Liaison,
  LinkActivity,
  OutboxMessage,
  PartyGroup,
  type Person,
  Placement,
  PlatformAccount,
  Pledge,
  RoleGrant,
  RoundAssignment,
  RoundSubject,
  StoredFile,
  UnitRename,
  Visit,
  VisitMember,
} from '../../../entities'
import type { Work } from '../../database/work'
import { readInTurns } from './inTurns'
import { rosterFields } from './planImport'
import type { UndoLine } from './undoImport'

/** Where a person can have left a trace that an undo would leave hanging. */
const traces: [EntityTarget<ObjectLiteral>, string][] = [
  [RoleGrant, 'personId'],
  [RoleGrant, 'actsForId'],
  [Absence, 'personId'],
  [AccountChange, 'personId'],
  [AccountInvite, 'personId'],
  [Pledge, 'personId'],
  [Liaison, 'memberId'],
  [Liaison, 'contactId'],
  [Visit, 'authorId'],
  [Visit, 'contactId'],
  [VisitMember, 'memberId'],
  [LeaderLink, 'leaderId'],
  [LinkActivity, 'leaderId'],
  [LinkActivity, 'enteredById'],
  [RoundSubject, 'personId'],
  [RoundAssignment, 'voterId'],
  [OutboxMessage, 'personId'],
  [StoredFile, 'ownerId'],
  [AuditEntry, 'actorId'],
]

/** Where a department, branch or 党小组 made by the import can be in use by then. */
const placeUses: [EntityTarget<ObjectLiteral>, string][] = [
  [RoleGrant, 'scopeId'],
  [UnitRename, 'unitId'],
  [EvaluationRound, 'branchId'],
  [BranchPackage, 'branchId'],
]

/** Ids of what the import made, of these tables; as a list of its own it is looked up, not joined row by row. */
const madeIn = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>): string =>
  query
    .subQuery()
    .select('imported.recordId')
    .from(ImportChange, 'imported')
    .where('imported.batchId = :batchId and imported.table in (:...tables) and imported.before is null')
    .getQuery()

const placeTables = ['department', 'party_organisation', 'party_group']

async function used(work: Work, uses: typeof traces, batchId: string, tables: string[]): Promise<string[]> {
  const found: string[] = []
  for (const [entity, column] of uses) {
    const rows = await work.manager
      .createQueryBuilder()
      .select(`distinct trace.${column}`, 'id')
      .from(entity, 'trace')
      .where((query) => `trace.${column} in ${madeIn(query)}`)
      .setParameters({ batchId, tables })
      .getRawMany<{ id: string }>()
    found.push(...rows.map((row) => row.id))
  }
  return found
}

/** People who are gone, or whose facts are no longer what the import made of them. */
function changedPeople(lines: readonly UndoLine[], present: ReadonlyMap<string, Person>): string[] {
  return lines.flatMap(({ after: { person } }) => {
    const now = present.get(person.id)
    return now && rosterFields.every((field) => now[field] === person[field]) ? [] : [person.id]
  })
}

/** People whose places are no longer what the import made of them, a later transfer included. */
async function movedPeople(work: Work, lines: readonly UndoLine[]): Promise<string[]> {
  const touched = lines.filter((line) => line.after.placements.length)
  const ids = touched.map((line) => line.after.person.id)
  const present = await readInTurns(ids, (part) => work.manager.findBy(Placement, { personId: In(part) }))
  const byId = new Map(present.map((one) => [one.id, one]))
  const lastDay = new Map<string, string>()
  for (const { personId, fromDay } of present) {
    if (fromDay > (lastDay.get(personId) ?? '')) lastDay.set(personId, fromDay)
  }
  return touched.flatMap(({ after: { person, placements } }) => {
    const kept = placements.every((one) => {
      const now = byId.get(one.id)
      return now?.departmentId === one.departmentId && now.partyGroupId === one.partyGroupId && now.toDay === one.toDay
    })
    const latest = placements.reduce((day, one) => (one.fromDay > day ? one.fromDay : day), '')
    return kept && lastDay.get(person.id) === latest ? [] : [person.id]
  })
}

/** People whose accounts changed since, or whose former account belongs to somebody else by now. */
async function relinkedPeople(work: Work, lines: readonly UndoLine[]): Promise<string[]> {
  const touched = lines.filter(({ before, after }) => after.accounts.length || before?.accounts.length)
  const ids = touched.map((line) => line.after.person.id)
  const made = new Set(lines.flatMap((line) => line.after.accounts.map((one) => one.id)))
  const present = await readInTurns(ids, (part) => work.manager.findBy(PlatformAccount, { personId: In(part) }))
  const byId = new Map(present.map((one) => [one.id, one]))
  const slots = new Set(
    present.filter((one) => !made.has(one.id)).map((one) => `${one.personId}:${one.platform}:${one.tenant}`),
  )
  const former = touched.flatMap((line) => line.before?.accounts ?? [])
  const holders = await readInTurns(
    former.map((one) => one.userKey),
    (part) => work.manager.findBy(PlatformAccount, { userKey: In(part) }),
  )
  const taken = new Set(
    holders.filter((one) => !made.has(one.id)).map((one) => `${one.platform}:${one.tenant}:${one.userKey}`),
  )
  return touched.flatMap(({ before, after }) => {
    const kept = after.accounts.every((one) => byId.get(one.id)?.userKey === one.userKey)
    const free = (before?.accounts ?? []).every(
      (one) =>
        !taken.has(`${one.platform}:${one.tenant}:${one.userKey}`) &&
        !slots.has(`${one.personId}:${one.platform}:${one.tenant}`),
    )
    return kept && free ? [] : [after.person.id]
  })
}

/** Departments and 党小组 made by the import in which somebody works by now whom it did not put there. */
async function occupiedPlaces(work: Work, batchId: string, lines: readonly UndoLine[]): Promise<string[]> {
  const made = new Set(lines.flatMap((line) => line.after.placements.map((one) => one.id)))
  const occupied: string[] = []
  for (const column of ['departmentId', 'partyGroupId']) {
    const rows = await work.manager
      .createQueryBuilder(Placement, 'placement')
      .select('placement.id', 'id')
      .addSelect(`placement.${column}`, 'placeId')
      .where((query) => `placement.${column} in ${madeIn(query)}`, { batchId, tables: placeTables })
      .getRawMany<{ id: string; placeId: string }>()
    occupied.push(...rows.filter((row) => !made.has(row.id)).map((row) => row.placeId))
  }
  return occupied
}

/** 党小组 that came later to a department or branch of the import. */
async function laterGroups(work: Work, batchId: string): Promise<string[]> {
  const rows = await work.manager
    .createQueryBuilder(PartyGroup, 'partyGroup')
    .select('partyGroup.id', 'id')
    .where((query) => {
      const made = madeIn(query)
      return `(partyGroup.departmentId in ${made} or partyGroup.branchId in ${made}) and partyGroup.id not in ${made}`
    })
    .setParameters({ batchId, tables: placeTables })
    .getRawMany<{ id: string }>()
  return rows.map((row) => row.id)
}

/** How many records of an import are not as it left them, or are in use since; 0 means that it can be undone exactly. */
export async function countTouched(
  work: Work,
  batchId: string,
  lines: readonly UndoLine[],
  present: ReadonlyMap<string, Person>,
): Promise<number> {
  const ids = [
    ...changedPeople(lines, present),
    ...(await movedPeople(work, lines)),
    ...(await relinkedPeople(work, lines)),
    ...(await used(work, traces, batchId, ['person'])),
    ...(await used(work, placeUses, batchId, placeTables)),
    ...(await occupiedPlaces(work, batchId, lines)),
    ...(await laterGroups(work, batchId)),
  ]
  return new Set(ids).size
}
