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

/** The cards of the house and what became of them; what they say is read by nobody here. */
export async function listMessages(
  work: Work,
  { page, ...filter }: Checked<'message.list'>,
): Promise<Output<'message.list'>> {
  work.must('readMessages')
  const query = await chosen(work, filter)
  const found = await query.clone().select('message.id', 'id').limit(mostCounted).getRawMany()
  const shown = query
    .innerJoin(Person, 'person', 'person.id = message.personId')
    .select('person.name', 'personName')
    .addSelect('person.staffNumber', 'staffNumber')
  for (const column of columns) shown.addSelect(`message.${column}`, column)
  const rows = await shown
    .orderBy('message.createdAt', 'DESC')
    .addOrderBy('message.id')
    .offset((page - 1) * pageSize)
    .limit(pageSize)
    .getRawMany<Row>()
  return {
    messages: rows.map((row) => listed(row, work.may('resendMessage', row))),
    page,
    pages: Math.max(1, Math.ceil(found.length / pageSize)),
    counts: await countTroubled(work),
  }
}
