// A house of the size one likes: the sample organisation, and beside it branches of sixty members whose half-year's voting
// is open. Rows are written here as the product writes them, at its own time; what the product can write itself it does.
import { createHash, randomUUID } from 'node:crypto'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { openRaw, type RawDatabase, type Statement } from './bare/raw.mts'
import { productFile, startProgram } from './program.mts'
import { untilQuiet } from './quiet.mts'
import { castSheet, headersOf, openSessions, productEnvironment } from './requests.mts'

/** The day on which the demo's clock stands at first lies between these. */
const days = { from: '2026-09-01', due: '2026-09-20', until: '2026-09-30' }
const branchSize = 60
const departmentSize = 30
/** The first members of each branch are rated by the others; their pledges hang on the wall. */
const ratedEach = 10
const partBytes = 60_000

export const pledgeTexts = {
  dutyText: '负责部门日常综合事务和群众联系工作',
  studyPledge: '每周集中学习一次，全年读完两本业务书，带动同事共同提高',
  dutyPledge: '来信来电当天答复，困难问题七日内办结并回访',
  integrityPledge: '不收礼品礼金，公车公物不私用',
}

/** Whoever rates the first ten of the own branch and has not handed in a pledge, but has sent the photo for it. */
export interface Voter {
  personId: string
  photoId: string
  roundId: string
  subjectIds: string[]
}

export interface Ground {
  campaignId: string
  voters: Voter[]
  /** Members whose pledge is published. */
  published: { personId: string }[]
}

/** Members that make up a house with so many voters in it. */
export const membersFor = (voters: number): number => Math.ceil(voters / (branchSize - ratedEach)) * branchSize

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

interface Member {
  personId: string
  photoId: string
  name: string
  branch: number
  departmentId: string
  departmentName: string
  rated: boolean
}

interface Plan {
  branches: { id: string; name: string }[]
  departments: { id: string; name: string; branchId: string }[]
  members: Member[]
}

const times = <Item,>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_none, index) => make(index))
const counted = (index: number): string => String(index + 1).padStart(4, '0')

function plan(memberCount: number): Plan {
  const branches = times(Math.ceil(memberCount / branchSize), (index) => {
    return { id: randomUUID(), name: `测速第${counted(index)}支部` }
  })
  const departments = times(Math.ceil(memberCount / departmentSize), (index) => {
    const branchId = branches[Math.floor((index * departmentSize) / branchSize)]?.id ?? ''
    return { id: randomUUID(), name: `测速第${counted(index)}部门`, branchId }
  })
  const members = times(memberCount, (index): Member => {
    const department = departments[Math.floor(index / departmentSize)]
    return {
      personId: randomUUID(),
      photoId: randomUUID(),
      name: `测试员${index}`,
      branch: Math.floor(index / branchSize),
      departmentId: department?.id ?? '',
      departmentName: department?.name ?? '',
      rated: index % branchSize < ratedEach,
    }
  })
  return { branches, departments, members }
}

function organisationRows({ branches, departments, members }: Plan): Statement[] {
  const inForce = { fromDay: days.from, toDay: null }
  const organisations = branches.map((branch) => ({
    ...branch,
    kind: 'BRANCH',
    parentId: null,
    sortOrder: 0,
    ...inForce,
  }))
  const offices = departments.map(({ id, name }, index) => {
    return { id, code: `BENCH${counted(index)}`, name, parentId: null, ...inForce }
  })
  const groups = departments.map(({ id, name, branchId }) => {
    return { id: randomUUID(), branchId, departmentId: id, name: `${name}党小组`, ...inForce }
  })
  const persons = members.map(({ personId, name }, index) => ({
    id: personId,
    staffNumber: `BENCH${index}`,
    name,
    gender: null,
    politicalStatus: 'FULL_MEMBER',
    positionTitle: '职员',
    // Somebody stands above the others, as in any department.
    positionRank: index % departmentSize ? 0 : 1,
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
  const places = members.map(({ personId, departmentId }) => {
    return { id: randomUUID(), personId, departmentId, partyGroupId: null, ...inForce }
  })
  return [
    ...insertRows('party_organisation', organisations),
    ...insertRows('department', offices),
    ...insertRows('party_group', groups),
    ...insertRows('person', persons),
    ...insertRows('placement', places),
  ]
}

/** Everybody's 证件照, sent at this instant. One that is older by a month and named by nothing would be purged. */
function photoRows({ members }: Plan, photo: Buffer, now: number): Statement[] {
  const files = members.map(({ personId, photoId }) => ({
    id: photoId,
    ownerId: personId,
    purpose: 'ID_PHOTO',
    originalId: null,
    mediaType: 'image/jpeg',
    byteCount: photo.length,
    width: 413,
    height: 579,
    sha256: createHash('sha256').update(photo).digest('hex'),
    createdAt: now,
  }))
  const parts = members.flatMap(({ photoId }) =>
    times(Math.ceil(photo.length / partBytes), (part) => {
      return { fileId: photoId, part, content: photo.subarray(part * partBytes, (part + 1) * partBytes) }
    }),
  )
  return [...insertRows('stored_file', files), ...insertRows('stored_file_part', parts)]
}

/** Pledges of these members; a published one has its version on the wall. */
export function pledgeRows(
  members: readonly { personId: string; photoId: string }[],
  campaignId: string,
  state: 'SUBMITTED' | 'PUBLISHED',
  now: number,
): Statement[] {
  const onWall = state === 'PUBLISHED'
  const pledges = members.map(({ personId, photoId }) => ({
    id: randomUUID(),
    campaignId,
    personId,
    photoId,
    ...pledgeTexts,
    state,
    limitMode: 'TOTAL',
    publishConsent: 1,
    photoConsent: 1,
    dueDay: days.due,
    submittedAt: now,
    late: 0,
    returnReason: null,
    publishedAt: onWall ? now : null,
    publishedVersion: onWall ? 1 : 0,
    packageId: null,
    paperPhotoDay: null,
    revision: 1,
  }))
  const versions = pledges.map(({ id, photoId, photoConsent, limitMode }) => {
    const facts = { photoId, photoConsent, limitMode, publishedAt: now }
    return { id: randomUUID(), pledgeId: id, version: 1, ...pledgeTexts, ...facts }
  })
  return [...insertRows('pledge', pledges), ...(onWall ? insertRows('pledge_version', versions) : [])]
}

const campaignRow = (openedById: string) => ({
  id: randomUUID(),
  year: 2026,
  title: '2026年三亮',
  basisNumber: '江岳机委发〔2026〕9号',
  basisTitle: '关于开展三亮活动的通知',
  basisDay: days.from,
  openedDay: days.from,
  dueDay: days.due,
  limitMode: 'TOTAL',
  rules: null,
  state: 'OPEN',
  openedById,
  revision: 1,
})

/** Opens the voting of every branch of the plan. `lockers`: one more voter of each, who puts the first ballot into its box. */
function votingRows({ branches, members }: Plan, roundOf: Map<string, string>) {
  const subjects: Record<string, unknown>[] = []
  const roll: Record<string, unknown>[] = []
  const voters: Voter[] = []
  const lockers: Voter[] = []
  branches.forEach((branch, number) => {
    const roundId = roundOf.get(branch.id) ?? ''
    const own = members.filter((member) => member.branch === number)
    const rated = own.filter((member) => member.rated)
    const subjectIds = rated.map(({ personId, name, departmentName }, position) => {
      const id = randomUUID()
      const key = { id, roundId, subjectKey: `MEMBER:${personId}`, kind: 'MEMBER', personId, name, departmentName }
      const facts = { politicalStatus: '中共党员', graded: 1, position, vetoDocument: null, struckReason: null }
      subjects.push({ ...key, ...facts })
      return id
    })
    const give = (list: Voter[], { personId: voterId, photoId }: Member, rights: string[]) => {
      list.push({ personId: voterId, photoId, roundId, subjectIds: rights })
      for (const subjectId of rights) {
        roll.push({ roundId, voterId, subjectId, raterGroup: 'PEER', status: 'ISSUED', votedDay: null })
      }
    }
    for (const member of own.filter(({ rated }) => !rated)) give(voters, member, subjectIds)
    for (const member of rated.slice(0, 1)) give(lockers, member, subjectIds.slice(1, 2))
  })
  const open: Statement = [
    `update evaluation_round set state = 'VOTING', votingFromDay = ?, votingToDay = ?, frozenDay = ?
    where branchId in (select id from party_organisation where name like '测速%')`,
    [days.from, days.until, days.from],
  ]
  const rows: Statement[] = [open, ...insertRows('round_subject', subjects), ...insertRows('round_assignment', roll)]
  return { rows, voters, lockers }
}

/** A round frozen by the product has its locks before anybody votes; one written here gets them with its first ballot. */
async function fixLocks(ground: Ground, port: number): Promise<void> {
  for (const [index] of ground.voters.entries()) {
    for (const { method, path, headers, body } of castSheet(ground, index, 1)) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, body })
      if (answer.status !== 200) throw new Error(`ballot.cast: ${answer.status} ${await answer.text()}`)
    }
  }
}

/** Has the product open the half-year; answers by its own clock when it did so, in milliseconds. */
async function openHalfYear(database: RawDatabase, port: number): Promise<number> {
  const [office] = await database.all<{ personId: string }>("select personId from role_grant where role = 'HQ_OFFICE'")
  const body = JSON.stringify({ half: '2026H2', title: '2026年下半年三评', basisNumber: '江岳机委发〔2026〕9号' })
  const headers = headersOf(office?.personId ?? '', body)
  const answer = await fetch(`http://127.0.0.1:${port}/api/evaluations`, { method: 'POST', headers, body })
  if (answer.status !== 200) throw new Error(`evaluation.open: ${answer.status} ${await answer.text()}`)
  const [entry] = await database.all<{ at: number | string }>(
    "select at from audit_entry where action = 'evaluation.open'",
  )
  return Number(entry?.at)
}

/** A plain red picture: as many bytes as a well compressed 证件照 of one inch. */
const plainPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 413, height: 579, channels: 3, background: '#c8161d' } })
    .jpeg({ quality: 85 })
    .toBuffer()

/** Gives the keys of a house's ballots to a program that has this folder. */
export const takeKeys = (folder: string, place: string): void =>
  cpSync(join(folder, 'keys'), join(place, 'keys'), { recursive: true })

/**
 * Fills an empty database; the product has done by then whatever it does by itself. `photo` is everybody's picture. The keys of
 * the ballots lie in `folder`/keys: whoever starts elsewhere takes them along (takeKeys).
 */
export async function buildHouse(
  databaseUrl: string,
  folder: string,
  memberCount: number,
  photo?: Buffer,
): Promise<Ground & { now: number }> {
  const house = plan(memberCount)
  const product = await startProgram(productFile, ['/readyz'], productEnvironment(databaseUrl, folder), false)
  const database = await openRaw(databaseUrl)
  try {
    // Jobs that fell due today would otherwise find the rows below, and notify thousands in the middle of a run.
    await untilQuiet(database)
    await database.run([...organisationRows(house), openSessions])
    const now = await openHalfYear(database, product.port)
    await untilQuiet(database)
    const campaign = campaignRow(house.members[0]?.personId ?? '')
    const rounds = await database.all<{ id: string; branchId: string }>('select id, branchId from evaluation_round')
    const {
      rows: voting,
      voters,
      lockers,
    } = votingRows(house, new Map(rounds.map(({ id, branchId }) => [branchId, id])))
    const published = house.members.filter((member) => member.rated)
    await database.run([
      ...photoRows(house, photo ?? (await plainPhoto()), now),
      ...insertRows('campaign', [campaign]),
      ...pledgeRows(published, campaign.id, 'PUBLISHED', now),
      ...voting,
    ])
    const ground = { campaignId: campaign.id, voters, published, now }
    await fixLocks({ ...ground, voters: lockers }, product.port)
    return ground
  } finally {
    await database.close()
    await product.stop()
  }
}
