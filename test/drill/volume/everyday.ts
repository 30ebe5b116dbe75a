import { randomUUID } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import { BadgeInspection, LeaderLink, Liaison, LinkActivity, LinkTarget, SupervisionOpinion } from '../../../entities'
import { type People, put, times } from './people'
import { anyId, joined } from './sql'

// What a house writes down all year round, year after year.

/** One contact each, of the own department where there is one. */
export async function putContacts(manager: EntityManager, { members }: People): Promise<void> {
  await put(
    manager,
    Liaison,
    members.map(({ personId }, index): Liaison => {
      const contactId = members[(index + 1) % members.length]?.personId ?? personId
      return {
        id: randomUUID(),
        memberId: personId,
        contactId,
        category: 'PRODUCTION_LINE',
        aidKind: 'ONE_TO_ONE',
        fromDay: '2017-01-01',
        toDay: null,
        revision: 1,
      }
    }),
  )
}

/** A visit to each contact on this day, with who went and the line of 留痕. */
export async function putVisits(manager: EntityManager, day: string): Promise<void> {
  const at = Date.parse(`${day}T02:00:00Z`)
  await manager.query(
    `insert into visit (id, authorId, contactId, contactName, onRoster, way, purposes, visitedDay, loggedAt, backfilled, content,
      problem, state, voidReason, revision, branchId)
    select ${anyId(manager)}, memberId, contactId, '同志', 1, 'FACE', '["CARE"]', ?, ?, 0, '了解工作和生活情况，解答问题', null, 'LOGGED', null, 1,
      (select coalesce(own.branchId, team.branchId) from placement place left join party_group own on own.id = place.partyGroupId
        left join party_group team on place.partyGroupId is null and team.departmentId = place.departmentId
        where place.personId = liaison.memberId and place.toDay is null limit 1) from liaison`,
    [day, at],
  )
  await manager.query(
    'insert into visit_member (visitId, memberId) select id, authorId from visit where visitedDay = ?',
    [day],
  )
  await manager.query(
    `insert into audit_entry (id, at, actorId, actorRole, client, action, subjectKind, subjectId)
    select ${anyId(manager)}, loggedAt, authorId, 'MEMBER', 'phone', 'visit.log', 'visit', id from visit where visitedDay = ?`,
    [day],
  )
}

/** Markets, subsidiaries and pharmacies. */
export async function putTargets(manager: EntityManager): Promise<string[]> {
  const targets = times(12, (index): LinkTarget => {
    return {
      id: randomUUID(),
      kind: index === 0 ? 'MARKET' : index === 1 ? 'SUBSIDIARY' : 'PHARMACY',
      name: `联系点${index}`,
      toDay: null,
    }
  })
  await put(manager, LinkTarget, targets)
  return targets.map(({ id }) => id)
}

export async function putLinks(
  manager: EntityManager,
  { leaders }: People,
  targetIds: readonly string[],
  year: number,
): Promise<void> {
  const pairs = leaders.flatMap(({ personId }) => targetIds.map((targetId) => ({ leaderId: personId, targetId })))
  await put(
    manager,
    LeaderLink,
    pairs.map((pair) => ({ id: randomUUID(), ...pair, year, closedDay: null, closeReason: null })),
  )
  await put(
    manager,
    LinkActivity,
    pairs.map(({ leaderId, targetId }, index) => ({
      id: randomUUID(),
      leaderId,
      targetId,
      heldDay: `${year}-${String(1 + (index % 9)).padStart(2, '0')}-15`,
      place: '门店',
      problem: '到货不够及时',
      help: '已协调配送',
      effect: null,
      enteredById: leaderId,
      proxyEntry: false,
      loggedAt: 1,
      voidReason: null,
      counts: true as const,
      revision: 1,
    })),
  )
}

/** One inspection a month and branch, and an opinion or two on its pledges. */
export async function putBranchRecords(
  manager: EntityManager,
  { departments, members, readers }: People,
  year: number,
  pledgeId: string,
): Promise<void> {
  const own = departments.filter((_one, index) => index % 3 === 0)
  const inspectorId = readers.inspector ?? ''
  const memberOf = new Map(members.map((member) => [member.departmentId, member.personId]))
  await put(
    manager,
    BadgeInspection,
    own.flatMap(({ id: departmentId, branchId }) =>
      times(9, (month) => ({
        id: randomUUID(),
        branchId,
        departmentId,
        heldDay: `${year}-${String(month + 1).padStart(2, '0')}-10`,
        checked: 8,
        notWearing: 1,
        note: '',
        notWearingIds: [memberOf.get(departmentId) ?? ''],
        inspectorId,
        enteredAt: 1,
        followUp: '已提醒本人',
        followUpDay: `${year}-${String(month + 1).padStart(2, '0')}-11`,
        voidReason: null,
        revision: 1,
      })),
    ),
  )
  const opinion = { pledgeId, personId: null, content: '答复及时，希望多到车间走走', hiddenReason: null, revision: 1 }
  await put(
    manager,
    SupervisionOpinion,
    own.map(({ branchId }) => ({ id: randomUUID(), branchId, ...opinion, receivedDay: `${year}-10-01` })),
  )
}

/** A card of the year to everybody, sent and done with. */
export async function putCards(manager: EntityManager, year: number): Promise<void> {
  const at = Date.parse(`${year}-09-10T02:00:00Z`)
  await manager.query(
    `insert into outbox_message (id, dedupeKey, personId, kind, card, state, attempts, nextAt, doneState)
    select ${anyId(manager)}, ${joined(manager, `'volume:${year}:'`, 'id')}, id, 'pledge', '{}', 'SENT', 1, ?, 'DONE' from person`,
    [at],
  )
  await manager.query(
    `insert into outbox_subject (messageId, subjectKey, finished)
    select id, dedupeKey, 1 from outbox_message where nextAt = ?`,
    [at],
  )
}
