import type { SelectQueryBuilder } from 'typeorm'
import { OutboxMessage, Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { heldIds } from '../../database/heldIds'
import type { Work } from '../../database/work'
import {
  conditionOf,
  kindName,
  type MessageState,
  messageState,
  messageStates,
  troubledStates,
} from '../../domain/delivery/listed'
import { platformNames } from '../../domain/organisation/platforms'

const pageSize = 50
/** A list of a year is not counted to its end for each look: what is older is found by its person or state. */
const mostCounted = 5000
/** More persons than this of one name are none that somebody looks for. */
const mostPersons = 200

type Filter = Omit<Checked<'message.list'>, 'page'>
type Listed = Output<'message.list'>['messages'][number]

async function chosen(work: Work, { state, platform, text }: Filter): Promise<SelectQueryBuilder<OutboxMessage>> {
  const query = work.manager.createQueryBuilder(OutboxMessage, 'message').where('1 = 1')
  if (state) query.andWhere(conditionOf[state])
  if (platform) query.andWhere('message.platform = :platform', { platform })
  if (text !== undefined) {
    const people = work.manager.createQueryBuilder(Person, 'person')
    const columns = ['person.name', 'person.staffNumber']
    const held = await heldIds(people, { id: 'person.id', columns, words: text })
    const personIds = held.slice(0, mostPersons)
    query.andWhere(personIds.length ? 'message.personId in (:...personIds)' : '1 = 0', { personIds })
  }
  return query
}

/** Only of what should be looked after: those are few, and their states lead the index. */
async function countTroubled(work: Work): Promise<{ state: MessageState; count: number }[]> {
  const counts: { state: MessageState; count: number }[] = []
  for (const state of troubledStates) {
    const query = work.manager.createQueryBuilder(OutboxMessage, 'message').where(conditionOf[state])
    counts.push({ state, count: await query.getCount() })
  }
  return counts
}

const columns = [
  'id',
  'personId',
  'kind',
  'state',
  'doneState',
  'waitsOn',
  'failReason',
  'createdAt',
  'sentAt',
  'platform',
] as const
type Row = Pick<OutboxMessage, (typeof columns)[number]> & { personName: string; staffNumber: string }

const resent: readonly MessageState[] = troubledStates

function listed(row: Row, mayResend: boolean): Listed {
  const state = messageState(row)
  const { platform } = row
  return {
    messageId: row.id,
    personName: row.personName,
    staffNumber: row.staffNumber,
    kindName: kindName(row.kind),
    state,
    stateName: messageStates[state],
    queuedAt: Number(row.createdAt),
    sentAt: row.sentAt === null ? null : Number(row.sentAt),
    platformName: platform === null ? '' : platformNames[platform as keyof typeof platformNames],
    why: resent.includes(state) ? (row.failReason ?? '') : '',
    mayResend: mayResend && resent.includes(state),
  }
}

/** How many there are, no more than so many: not one of them is sent for it. */
async function countUpTo(work: Work, query: SelectQueryBuilder<OutboxMessage>, most: number): Promise<number> {
  const some = query.clone().select('1', 'one').limit(most)
  const counted = work.manager.createQueryBuilder().select('count(*)', 'count')
  const row = await counted
    .from(`(${some.getQuery()})`, 'some')
    .setParameters(some.getParameters())
    .getRawOne<{ count: number | string }>()
  return Number(row?.count ?? 0)
}

/** Ids alone: thousands of cards may be of one instant, and are sorted for it. */
async function pageOf(query: SelectQueryBuilder<OutboxMessage>, page: number): Promise<string[]> {
  const rows = await query
    .clone()
    .select('message.id', 'id')
    .orderBy('message.createdAt', 'DESC')
    .addOrderBy('message.id', 'DESC')
    .offset((page - 1) * pageSize)
    .limit(pageSize)
    .getRawMany<{ id: string }>()
  return rows.map(({ id }) => id)
}

async function rowsOf(work: Work, ids: readonly string[]): Promise<Row[]> {
  if (!ids.length) return []
  const shown = work.manager
    .createQueryBuilder(OutboxMessage, 'message')
    .innerJoin(Person, 'person', 'person.id = message.personId')
    .select('person.name', 'personName')
    .addSelect('person.staffNumber', 'staffNumber')
    .where('message.id in (:...ids)', { ids })
  for (const column of columns) shown.addSelect(`message.${column}`, column)
  const rows = await shown.getRawMany<Row>()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** The cards of the house and what became of them; what they say is read by nobody here. */
export async function listMessages(
  work: Work,
  { page, ...filter }: Checked<'message.list'>,
): Promise<Output<'message.list'>> {
  work.must('readMessages')
  const query = await chosen(work, filter)
  const found = await countUpTo(work, query, mostCounted)
  const rows = await rowsOf(work, await pageOf(query, page))
  return {
    messages: rows.map((row) => listed(row, work.may('resendMessage', row))),
    page,
    pages: Math.max(1, Math.ceil(found / pageSize)),
    counts: await countTroubled(work),
  }
}
