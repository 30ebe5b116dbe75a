// What the opponents answer, out of the rows they have read: the same facts as the product's, put together as plainly as
// can be. The opponents, and this with them, may only be made faster.
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }

export const today = '2026-09-07'

const dayMilliseconds = 86_400_000

const holidays: Record<string, string> = published.holidays
const workdays: Record<string, string> = published.workdays

export interface TemplateItem {
  title: string
  points: number
  hints: string[]
}

type Items = Record<'MEMBER' | 'SECRETARY' | 'ORG', TemplateItem[]>

const choices = Object.entries({ A: '好', B: '较好', C: '一般', D: '差', U: '不了解' }).map(([value, label]) => {
  return { value, label }
})
const memberGroups: Record<string, string> = {
  SELF: '自评',
  PEER: '互评',
  MASSES: '群众评议',
  ORG: '组织评定',
  SUPERIOR: '上级评',
}
const branchGroups: Record<string, string> = { ...memberGroups, PEER: '党员评', MASSES: '群众评' }

/** The items of a stored template; MySQL hands JSON out parsed, the others as text. */
export function itemsOf(stored: unknown): Items {
  const template = (typeof stored === 'string' ? JSON.parse(stored) : stored) as {
    subjects: Record<keyof Items, { items: TemplateItem[] }>
  }
  const of = (kind: keyof Items) =>
    template.subjects[kind].items.map(({ title, points, hints }) => ({ title, points, hints }))
  return { MEMBER: of('MEMBER'), SECRETARY: of('SECRETARY'), ORG: of('ORG') }
}

export interface SheetRow {
  status: string
  voterId: string
  sheetRevision: number
  raterGroup: string
  subjectId: string
  kind: string
  name: string
  departmentName: string
  /** Null where nothing hangs on the wall. */
  pledgeId: string | null
  dutyText: string | null
  studyPledge: string | null
  dutyPledge: string | null
  integrityPledge: string | null
}

export function sheetAnswer(
  round: { half: string; branchName: string; votingToDay: string; locks: string | null },
  items: Items,
  rows: readonly SheetRow[],
) {
  const shown = rows
    .filter((row) => row.status === 'ISSUED' || (row.status === 'VOTED' && row.sheetRevision > 0))
    .map((row) => ({
      subjectId: row.subjectId,
      kind: row.kind,
      raterGroup: row.raterGroup,
      groupName: (row.kind === 'MEMBER' ? memberGroups : branchGroups)[row.raterGroup],
      name: row.name,
      departmentName: row.departmentName,
      voterId: row.voterId,
      revision: row.sheetRevision,
      pledgeId: row.pledgeId,
      dutyText: row.dutyText,
      pledges: row.pledgeId ? [row.studyPledge, row.dutyPledge, row.integrityPledge] : [],
    }))
  const { half, branchName, votingToDay } = round
  const { first, second, fingerprint } = round.locks ? JSON.parse(round.locks) : {}
  const locks = round.locks ? { first, second, fingerprint } : null
  const subjects = shown.filter(({ revision }) => revision === 0)
  const replaceable = shown.filter(({ revision }) => revision > 0)
  const cast = rows.filter((row) => row.status === 'VOTED').length
  return { half, branchName, votingToDay, items, choices, inputMode: 'GRADE', locks, subjects, replaceable, cast }
}

export interface PersonRow {
  personId: string
  name: string
  politicalStatus: string
  dutyStatus: string
  leadingCadre: number | boolean
  positionTitle: string
  partyPost: string | null
  textStep: number
  departmentName: string | null
  branchId: string | null
  branchName: string | null
}

export interface GrantRow {
  role: string
  scopeId: string
}

const statusNames: Record<string, string> = { FULL_MEMBER: '中共党员', PROBATIONARY: '中共预备党员', MASSES: '群众' }
const isActiveMember = ({ politicalStatus, dutyStatus }: PersonRow): boolean =>
  politicalStatus !== 'MASSES' && !['LEFT', 'RETIRED'].includes(dutyStatus)

/** What only a role allows. */
const refused = {
  manageOrganisation: false,
  appointOffice: false,
  readVacantPosts: false,
  linkAccount: false,
  examineHouse: false,
  importRoster: false,
  extendCalendar: false,
  openCampaign: false,
  readFilings: false,
  readMessages: false,
  takeFilingStep: false,
  uploadFilingPaper: false,
  readPackages: false,
  decidePackage: false,
  decideVoid: false,
  managePostReferences: false,
  decideExemption: false,
  handleSignOrders: false,
  readSignOrder: false,
  openEvaluation: false,
  readRounds: false,
  readSafePrints: false,
  decideTable1: false,
  readThreeLinks: false,
  readVisitSums: false,
  readCareSums: false,
  leadBranch: false,
  runOffice: false,
  signOrders: false,
  badges: false,
  branchHands: false,
}

/** For whoever holds no role, as nobody does who is measured: any role is refused, so that no answer is wrong unseen. */
/** Seconds left of the day in China (UTC+8), of which it is `now`; the product's clock is the demo's. */
const dayEndsInSeconds = (now: number): number =>
  Math.ceil((dayMilliseconds - ((now + 28_800_000) % dayMilliseconds)) / 1000)

export function sessionAnswer(person: PersonRow, grants: readonly GrantRow[]) {
  if (grants.length) throw new Error('only people without a role are measured')
  const activeMember = isActiveMember(person)
  return {
    personId: person.personId,
    name: person.name,
    politicalStatus: person.politicalStatus,
    activeMember,
    leadingCadre: Boolean(person.leadingCadre),
    departmentName: person.departmentName,
    branchId: person.branchId,
    branchName: person.branchName,
    roles: [],
    textStep: person.textStep,
    today,
    dayEndsInSeconds: dayEndsInSeconds(Date.now()),
    demo: true,
    may: {
      ...refused,
      logVisit: activeMember,
      handleCare: activeMember,
      logThreeLinks: activeMember && Boolean(person.leadingCadre),
      writePledge: activeMember,
      posts: activeMember,
    },
  }
}

function task(kind: string, title: string, detail: string, path: string, dueDay: string) {
  const daysLeft = Math.round((Date.parse(dueDay) - Date.parse(today)) / dayMilliseconds)
  return { kind, title, detail, path, dueDay, daysLeft, urgent: daysLeft <= 3 }
}

export interface BallotsRow {
  roundId: string
  votingToDay: string
  open: number | string
}

/** `pledgeDue` is null where the pledge has been handed in. */
export function tasksAnswer(pledgeDue: string | null, ballots: readonly BallotsRow[]) {
  const pledge = pledgeDue
    ? [task('pledge', '填写公开承诺书', '职责、三条承诺和一张红底照片，约5分钟', '/pledge', pledgeDue)]
    : []
  const sheets = ballots.map(({ roundId, votingToDay, open }) =>
    task('ballot', '参加无记名评价', `还有${open}张评价表`, `/ballot/${roundId}`, votingToDay),
  )
  return { tasks: [...pledge, ...sheets].sort((left, right) => (left.dueDay < right.dueDay ? -1 : 1)) }
}

export interface CampaignRow {
  campaignId: string
  year: number
  title: string
  basisNumber: string
  basisTitle: string
  basisDay: string
  openedDay: string
  dueDay: string
  limitMode: string
  rules: unknown
  revision: number
}

export interface PledgeRow {
  pledgeId: string
  state: string
  dutyText: string
  studyPledge: string
  dutyPledge: string
  integrityPledge: string
  photoId: string | null
  publishConsent: number | boolean
  photoConsent: number | boolean
  dueDay: string
  late: number | boolean
  returnReason: string | null
  revision: number
  publishedVersion: number
}

const editable = ['NOT_STARTED', 'DRAFT', 'SUBMITTED', 'RETURNED', 'AMENDED', 'ARCHIVED']
const onBoard = ['PUBLISHED', 'FULFILLING', 'ASSESSED']
const standardRules = {
  formCharacters: 300,
  joinerWorkdays: 20,
  plateWorkdays: 15,
  postingWorkdays: 15,
  minutesRequired: null,
}

/** The last working day up to this one; days of the office's own calendar win. */
function lastWorkday(day: string, added: ReadonlyMap<string, string>): string {
  for (let time = Date.parse(day); ; time -= dayMilliseconds) {
    const tried = new Date(time)
    const text = tried.toISOString().slice(0, 10)
    const kind = added.get(text) ?? (text in workdays ? 'WORK' : text in holidays ? 'OFF' : undefined)
    if (kind ? kind === 'WORK' : tried.getUTCDay() % 6 !== 0) return text
  }
}

function presentPledge(pledge: PledgeRow) {
  return {
    ...pledge,
    publishConsent: Boolean(pledge.publishConsent),
    photoConsent: Boolean(pledge.photoConsent),
    late: Boolean(pledge.late),
    mayEdit: editable.includes(pledge.state),
    mayAmend: onBoard.includes(pledge.state),
    amending:
      pledge.publishedVersion > 0 &&
      !onBoard.includes(pledge.state) &&
      !['WITHDRAWN', 'ARCHIVED'].includes(pledge.state),
    // No text that is measured is longer than either reading allows.
    grandfathered: false,
  }
}

export function pledgeAnswer(
  campaign: CampaignRow,
  pledge: PledgeRow | null,
  person: PersonRow,
  reference: string | null,
  added: readonly { day: string; kind: string }[],
) {
  const stored = typeof campaign.rules === 'string' ? JSON.parse(campaign.rules) : campaign.rules
  const calendar = new Map(added.map(({ day, kind }) => [day, kind]))
  return {
    campaign: {
      ...campaign,
      anchorDay: lastWorkday(campaign.dueDay, calendar),
      provisional: false,
      rules: { ...standardRules, ...stored },
    },
    pledge: pledge && presentPledge(pledge),
    reference,
    dueDay: pledge ? null : campaign.dueDay,
    person: {
      name: person.name,
      branchName: person.branchName,
      departmentName: person.departmentName,
      positionTitle: person.positionTitle,
      partyPost: person.partyPost,
      politicalStatusName: statusNames[person.politicalStatus],
    },
  }
}
