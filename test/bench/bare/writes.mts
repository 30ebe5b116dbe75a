// The rows the product writes for a pledge and for a ballot sheet, with no check of anything.
import { randomUUID } from 'node:crypto'
import { today } from '../answers.mts'
import type { Statement } from './raw.mts'

export interface PledgeBody {
  campaignId: string
  dutyText: string
  studyPledge: string
  dutyPledge: string
  integrityPledge: string
  photoId: string
  publishConsent: boolean
  photoConsent: boolean
}

export interface SheetBody {
  ballots: { subjectId: string; raterGroup: string; revision: number; envelope: string }[]
}

const places = (count: number): string => Array(count).fill('?').join(', ')
const insert = (table: string, row: Record<string, unknown>): Statement => [
  `insert into ${table} (${Object.keys(row).join(', ')}) values (${places(Object.keys(row).length)})`,
  Object.values(row),
]

export function pledgeRows(
  personId: string,
  key: string,
  body: PledgeBody,
): { answer: object; statements: Statement[] } {
  const now = Date.now()
  const { campaignId, ...texts } = body
  const stored = { ...texts, publishConsent: Number(texts.publishConsent), photoConsent: Number(texts.photoConsent) }
  const facts = { limitMode: 'TOTAL', submittedAt: now, late: 0, returnReason: null }
  const pledge = { id: randomUUID(), campaignId, personId, dueDay: '2026-09-20', publishedAt: null, revision: 1 }
  const answer = { pledgeId: pledge.id, state: 'SUBMITTED', revision: 1, late: false }
  const line = {
    id: randomUUID(),
    at: now,
    actorId: personId,
    actorRole: 'MEMBER',
    client: 'pc',
    action: 'pledge.submit',
    subjectKind: 'pledge',
    subjectId: pledge.id,
    change: JSON.stringify(texts),
    reason: null,
  }
  const requestKey = { key, personId, route: 'pledge.submit', answer: JSON.stringify(answer), at: now }
  const quoted = Object.entries(line)
  return {
    answer,
    statements: [
      [
        'insert into request_key (`key`, personId, route, answer, at) values (?, ?, ?, ?, ?)',
        Object.values(requestKey),
      ],
      insert('pledge', { ...pledge, ...stored, ...facts, state: 'SUBMITTED' }),
      [
        `insert into audit_entry (${quoted.map(([name]) => `\`${name}\``).join(', ')}) values (${places(quoted.length)})`,
        Object.values(line),
      ],
    ],
  }
}

export function ballotRows(
  personId: string,
  roundId: string,
  { ballots }: SheetBody,
): { answer: object; statements: Statement[] } {
  const subjectIds = ballots.map((ballot) => ballot.subjectId)
  const group = ballots[0]?.raterGroup
  const each = (column: string): string =>
    `${column} = case subjectId ${ballots.map(() => 'when ? then ?').join(' ')} end`
  return {
    // How many are left is not known without reading.
    answer: { cast: ballots.length },
    statements: [
      [
        `update round_assignment set status = 'VOTED', votedDay = ?, ${each('sheetRevision')}, ${each('envelope')}
        where roundId = ? and voterId = ? and raterGroup = ? and status = 'ISSUED' and subjectId in (${places(subjectIds.length)})`,
        [
          today,
          ...ballots.flatMap(({ subjectId, revision }) => [subjectId, revision]),
          ...ballots.flatMap(({ subjectId, envelope }) => [subjectId, envelope]),
          roundId,
          personId,
          group,
          ...subjectIds,
        ],
      ],
    ],
  }
}
