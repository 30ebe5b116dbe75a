import { randomUUID } from 'node:crypto'
import Keygrip from 'keygrip'
import { openRaw, type RawDatabase, type Statement } from './bare/raw.mts'
import type { Prepared } from './client.mts'
import { productFile, startProgram } from './program.mts'

/** Any secret does: the runs sign the sessions of their persons themselves. */
const sessionSecret = 'bench-session-secret-bench-session-secret'
const keys = new Keygrip([sessionSecret], 'sha256', 'base64')
/** The day on which the demo's clock stands at first, and days around it. */
const days = { from: '2026-09-01', due: '2026-09-20', until: '2026-09-30' }
const subjectCount = 10

export interface Ground {
  campaignId: string
  roundId: string
  subjectIds: string[]
  people: { personId: string; photoId: string }[]
}

export const productEnvironment = (databaseUrl: string, folder: string): Record<string, string> => ({
  NODE_ENV: 'test',
  DEMO: 'on',
  DATA_DIR: folder,
  DATABASE_URL: databaseUrl,
  SESSION_SECRET: sessionSecret,
})

/** A session of this person, signed as the product signs it. */
export function cookieOf(personId: string): string {
  const pair = `lxq_session=${personId}.${Date.now().toString(36)}.bench`
  return `${pair}; lxq_session.sig=${keys.sign(pair)}`
}

const headersOf = (personId: string, body: string): Record<string, string> => ({
  Cookie: cookieOf(personId),
  'Content-Type': 'application/json',
  'Content-Length': String(Buffer.byteLength(body)),
  'X-Requested-By': 'lianxinqiao',
})

/** Lets the product itself migrate, fill in the sample organisation and open the half-year with its locked template. */
async function letProductBegin(databaseUrl: string, folder: string): Promise<void> {
  const product = await startProgram(productFile, ['/readyz'], productEnvironment(databaseUrl, folder), false)
  const database = await openRaw(databaseUrl)
  try {
    const [office] = await database.all<{ personId: string }>(
      "select personId from role_grant where role = 'HQ_OFFICE'",
    )
    const body = JSON.stringify({ half: '2026H2', title: '2026年下半年三评', basisNumber: '江岳机委发〔2026〕9号' })
    const answer = await fetch(`http://127.0.0.1:${product.port}/api/evaluations`, {
      method: 'POST',
      headers: headersOf(office?.personId ?? '', body),
      body,
    })
    if (answer.status !== 200) throw new Error(`evaluation.open: ${answer.status} ${await answer.text()}`)
  } finally {
    await database.close()
    await product.stop()
  }
}

/** Statements of 500 rows each. */
export function insertRows(table: string, rows: readonly Record<string, unknown>[]): Statement[] {
  const columns = Object.keys(rows[0] ?? {})
  const place = `(${columns.map(() => '?').join(', ')})`
  const parts = Array.from({ length: Math.ceil(rows.length / 500) }, (_none, part) =>
    rows.slice(part * 500, part * 500 + 500),
  )
  return parts.map((part) => [
    `insert into ${table} (${columns.join(', ')}) values ${part.map(() => place).join(', ')}`,
    part.flatMap((row) => columns.map((column) => row[column])),
  ])
}

function personRows(count: number, departmentId: string): { statements: Statement[]; people: Ground['people'] } {
  const people = Array.from({ length: count }, () => ({ personId: randomUUID(), photoId: randomUUID() }))
  const persons = people.map(({ personId }, index) => ({
    id: personId,
    staffNumber: `BENCH${index}`,
    name: `测试员${index}`,
    gender: null,
    politicalStatus: 'FULL_MEMBER',
    positionTitle: '职员',
    positionRank: 0,
    partyPost: null,
    dutyStatus: 'ON_DUTY',
    leadingCadre: 0,
    cadreMember: 0,
    keyPost: 0,
    joinedDay: null,
    leftDay: null,
    textStep: 0,
    revision: 1,
  }))
  const places = people.map(({ personId }) => {
    return { id: randomUUID(), personId, departmentId, partyGroupId: null, fromDay: days.from, toDay: null }
  })
  const photos = people.map(({ personId, photoId }) => ({
    id: photoId,
    ownerId: personId,
    purpose: 'ID_PHOTO',
    mediaType: 'image/jpeg',
    byteCount: 1,
    width: 413,
    height: 579,
    sha256: '0'.repeat(64),
    createdAt: 0,
  }))
  const statements = [
    ...insertRows('person', persons),
    ...insertRows('placement', places),
    ...insertRows('stored_file', photos),
  ]
  return { statements, people }
}

/** A branch whose voting is open: ten of its people are rated by everyone added here. */
async function votingRows(database: RawDatabase, people: Ground['people']): Promise<[Statement[], string, string[]]> {
  const [round] = await database.all<{ id: string; branchId: string }>(
    'select r.id as id, r.branchId as branchId from evaluation_round r limit 1',
  )
  const roundId = round?.id ?? ''
  const rated = await database.all<{ id: string; name: string }>(
    `select id, name from person where politicalStatus = 'FULL_MEMBER' and staffNumber not like 'BENCH%' limit ${subjectCount}`,
  )
  const subjects = rated.map(({ id: personId, name }, position) => ({
    id: randomUUID(),
    roundId,
    subjectKey: `MEMBER:${personId}`,
    kind: 'MEMBER',
    personId,
    name,
    departmentName: '',
    politicalStatus: '中共党员',
    graded: 1,
    position,
    vetoDocument: null,
    struckReason: null,
  }))
  const roll = people.flatMap(({ personId: voterId }) =>
    subjects.map(({ id: subjectId }) => {
      return { roundId, voterId, subjectId, raterGroup: 'PEER', status: 'ISSUED', votedDay: null }
    }),
  )
  const open: Statement = [
    "update evaluation_round set state = 'VOTING', votingFromDay = ?, votingToDay = ?, frozenDay = ? where id = ?",
    [days.from, days.until, days.from, roundId],
  ]
  const statements = [open, ...insertRows('round_subject', subjects), ...insertRows('round_assignment', roll)]
  return [statements, roundId, subjects.map((subject) => subject.id)]
}

/** The sample organisation with so many members more, each with a photo and ten people to rate. */
export async function prepareGround(databaseUrl: string, folder: string, count: number): Promise<Ground> {
  await letProductBegin(databaseUrl, folder)
  const database = await openRaw(databaseUrl)
  try {
    const [department] = await database.all<{ id: string }>(
      'select departmentId as id from party_group where departmentId is not null limit 1',
    )
    const { statements, people } = personRows(count, department?.id ?? '')
    await database.run(statements)
    const [voting, roundId, subjectIds] = await votingRows(database, people)
    const campaign = {
      id: randomUUID(),
      year: 2026,
      title: '2026年三亮',
      basisNumber: '江岳机委发〔2026〕9号',
      basisTitle: '关于开展三亮活动的通知',
      basisDay: days.from,
      openedDay: days.from,
      dueDay: days.due,
      limitMode: 'TOTAL',
      state: 'OPEN',
      openedById: people[0]?.personId,
      revision: 1,
    }
    await database.run([...voting, ...insertRows('campaign', [campaign])])
    return { campaignId: campaign.id, roundId, subjectIds, people }
  } finally {
    await database.close()
  }
}

/** What one person hands in: texts as a member writes them, the phone's own key for the request. */
export function pledgeRequest({ campaignId, people }: Ground, index: number): Prepared {
  const { personId, photoId } = people[index] ?? { personId: '', photoId: '' }
  const body = JSON.stringify({
    campaignId,
    dutyText: '负责部门日常综合事务和群众联系工作',
    studyPledge: '每周集中学习一次，全年读完两本业务书，带动同事共同提高',
    dutyPledge: '来信来电当天答复，困难问题七日内办结并回访',
    integrityPledge: '不收礼品礼金，公车公物不私用',
    photoId,
    publishConsent: true,
    photoConsent: true,
    revision: 0,
  })
  return { path: '/api/pledges/mine', headers: { ...headersOf(personId, body), 'Idempotency-Key': randomUUID() }, body }
}

/** A sheet of so many ballots of one person, as the phone sends it. */
export function sheetRequest({ roundId, subjectIds, people }: Ground, index: number, ballotCount: number): Prepared {
  const personId = people[index]?.personId ?? ''
  const ballots = subjectIds
    .slice(0, ballotCount)
    .map((subjectId) => ({ subjectId, raterGroup: 'PEER', answers: 'AABAA' }))
  const body = JSON.stringify({ ballots })
  return { path: `/api/rounds/${roundId}/ballots`, headers: headersOf(personId, body), body }
}
