import { createHash } from 'node:crypto'
import { In } from 'typeorm'
import { Campaign, EvaluationCampaign, EvaluationRound, Filing, PartyOrganisation } from '../../../entities'
import type { Work } from '../../database/work'
import { dayOfInstant, toCalendarDay } from '../../domain/calendar/calendarDay'
import { formNamed } from '../../domain/forms'
import type { AnyForm, BranchFacts, Subject } from '../../domain/forms/form'
import { evaluationRoundSteps } from '../../domain/workflows/evaluationRound'
import { notStarted, statesAfter } from '../../domain/workflows/steps'
import { branchHandRoles } from '../../policy'
import { holds, scopesOf } from '../../policy/actor'
import { recordNotFound } from '../../refusals'
import { loadHolidays } from '../calendar'
import { branches, namesOf, requireBranch } from '../organisation'
import type { Known } from '../workflow'

/** A filing, or one that does not stand yet (NOT_STARTED), with the name of its branch. */
export interface KnownFiling extends Known<Filing> {
  branchName: string
}

/** Branches by id; null for all of them. */
export type Scope = readonly string[] | null

export function requireForm(name: string): AnyForm {
  const form = formNamed(name)
  if (!form) throw recordNotFound({ what: '表' })
  return form
}

/** A UUID that follows from what the filing is, so that it has an address before it stands and is begun once. */
export function filingIdOf(form: string, branchId: string, subjectKey: string, version: number): string {
  const hash = createHash('sha256').update([form, branchId, subjectKey, version].join(':')).digest('hex')
  // Version 8 of RFC 9562: made by the application's own rule.
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-')
}

/** One that follows from what it is: a phone makes up no such id, so that nobody takes the place of another's filing. */
const isMadeByRule = (id: string): boolean => id[14] === '8'

type Place = Pick<Filing, 'id' | 'branchId' | 'subjectKey' | 'subject' | 'version' | 'supersedesId' | 'dueDay'>

/** A filing of which nothing is written yet. */
export const unbegun = (form: AnyForm, place: Place): Filing => ({
  ...place,
  form: form.name,
  state: notStarted,
  content: {},
  filedById: null,
  filedAt: null,
  late: false,
  number: null,
  numberYear: null,
  numberSerial: null,
  returnReason: null,
  revision: 1,
})

const owedFiling = (form: AnyForm, branchId: string, { key, name, dueDay }: Subject): Filing =>
  unbegun(form, {
    id: filingIdOf(form.name, branchId, key, 1),
    branchId,
    subjectKey: key,
    subject: name,
    version: 1,
    supersedesId: null,
    dueDay,
  })

/** The version after the one in force: it begins with what that one says. */
export const nextVersion = (form: AnyForm, filing: Filing): Filing => ({
  ...unbegun(form, {
    ...filing,
    id: filingIdOf(form.name, filing.branchId, filing.subjectKey, filing.version + 1),
    version: filing.version + 1,
    supersedesId: filing.id,
    dueDay: null,
  }),
  content: filing.content,
})

const acceptedStates = statesAfter(evaluationRoundSteps, 'accept')

interface RoundRow {
  id: string
  branchId: string
  reportedAt: number | string
  title: string
}

/** Accepted rounds that the form has nothing about yet: those it has grow with every half-year, and are asked about no more. */
async function roundsFor(work: Work, { name: form, about }: AnyForm, scope: Scope): Promise<Map<string, RoundRow[]>> {
  const roundsOf = new Map<string, RoundRow[]>()
  if (about === 'campaigns') return roundsOf
  const rounds = await work.manager
    .createQueryBuilder(EvaluationRound, 'round')
    .innerJoin(EvaluationCampaign, 'campaign', 'campaign.id = round.evaluationCampaignId')
    .select('round.id', 'id')
    .addSelect('round.branchId', 'branchId')
    .addSelect('round.reportedAt', 'reportedAt')
    .addSelect('campaign.title', 'title')
    .where('round.state in (:...acceptedStates) and round.reportedAt is not null', { acceptedStates })
    .andWhere(scope ? 'round.branchId in (:...scope)' : '1 = 1', { scope })
    .andWhere((query) => {
      const begun = query
        .subQuery()
        .select('1')
        .from(Filing, 'filing')
        .where('filing.branchId = round.branchId and filing.form = :form and filing.subjectKey = round.id', { form })
      return `not exists ${begun.getQuery()}`
    })
    .getRawMany<RoundRow>()
  for (const round of rounds) roundsOf.set(round.branchId, [...(roundsOf.get(round.branchId) ?? []), round])
  return roundsOf
}

async function loadCampaigns(work: Work): Promise<BranchFacts['campaigns']> {
  const campaigns = await work.manager.find(Campaign, { order: { openedDay: 'ASC', year: 'ASC' } })
  // Without one in force nothing is asked for.
  const known = campaigns.filter(({ state }) => state !== 'CANCELLED')
  const inForce = known.reduce<Campaign | null>((one, each) => (one && one.year > each.year ? one : each), null)
  if (inForce?.state !== 'OPEN') return []
  return known.map(({ id, title, dueDay }) => ({ id, title, dueDay: toCalendarDay(dueDay) }))
}

/** What these branches owe of these forms, with what was begun about a campaign and without what was about a round. */
async function owedFilings(work: Work, forms: readonly AnyForm[], scope: Scope): Promise<Filing[]> {
  const owing = forms.filter(({ owed }) => owed)
  if (!owing.length || scope?.length === 0) return []
  const own = (await branches(work)).filter(({ id }) => scope === null || scope.includes(id))
  const campaigns = owing.some(({ about }) => about !== 'acceptedRounds') ? await loadCampaigns(work) : []
  const table = await loadHolidays(work)
  const owed: Filing[] = []
  for (const form of owing) {
    const roundsOf = await roundsFor(work, form, scope)
    for (const { id, fromDay } of own) {
      const acceptedRounds = (roundsOf.get(id) ?? []).map(({ id, title, reportedAt }) => {
        return { id, title, reportedDay: dayOfInstant(Number(reportedAt)) }
      })
      const facts: BranchFacts = { fromDay: toCalendarDay(fromDay), campaigns, acceptedRounds }
      for (const subject of form.owed?.(facts, table) ?? []) owed.push(owedFiling(form, id, subject))
    }
  }
  return owed
}

export async function withBranches(work: Work, records: readonly Filing[]): Promise<KnownFiling[]> {
  const names = await namesOf(
    work,
    PartyOrganisation,
    records.map(({ branchId }) => branchId),
  )
  return records.map((record) => ({ record, branchName: names.get(record.branchId) ?? '' }))
}

/** Those that still stand, in the order of the ids: at most a few hundred. */
export async function filingsById(work: Work, ids: readonly string[]): Promise<Filing[]> {
  if (!ids.length) return []
  const found = new Map((await work.manager.findBy(Filing, { id: In(ids) })).map((filing) => [filing.id, filing]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

async function begunAmong(work: Work, owed: readonly Filing[]): Promise<Set<string>> {
  if (!owed.length) return new Set()
  const rows = await work.manager
    .createQueryBuilder(Filing, 'filing')
    .select('filing.id', 'id')
    .where({ id: In(owed.map(({ id }) => id)) })
    .getRawMany<Pick<Filing, 'id'>>()
  return new Set(rows.map(({ id }) => id))
}

/** Of these forms and branches what stands in one of the states, and with NOT_STARTED what is owed and not begun. */
export async function filingsIn(
  work: Work,
  forms: readonly AnyForm[],
  scope: Scope,
  states: readonly string[],
): Promise<Filing[]> {
  const owed = states.includes(notStarted) ? await owedFilings(work, forms, scope) : []
  const form = In(forms.map(({ name }) => name))
  const standing = { form, state: In([...states]), ...(scope && { branchId: In([...scope]) }) }
  const found = await work.manager.find(Filing, { where: standing, order: { id: 'ASC' } })
  const begun = await begunAmong(work, owed)
  return [...owed.filter(({ id }) => !begun.has(id)), ...found]
}

/** The branches whose filings the actor reads. */
export const readableScope = (work: Work): Scope =>
  holds(work.who, ['HQ_OFFICE', 'HQ_COMMITTEE']) ? null : scopesOf(work.who, branchHandRoles)

/** Another branch's filing is not found: whether there is one is not for everybody either. */
export function checkReadable(work: Work, form: AnyForm, { branchId }: Filing): void {
  const scope = readableScope(work)
  if (scope && !scope.includes(branchId)) throw recordNotFound({ what: form.title })
}

/** A filing by its id, also one that does not stand yet: owed, or the next version of one in force. */
export async function findFiling(work: Work, form: AnyForm, id: string): Promise<KnownFiling | null> {
  const standing = await work.one(Filing, { id })
  if (standing) return standing.form === form.name ? ((await withBranches(work, [standing]))[0] ?? null) : null
  const state = form.way.inForce?.state
  const inForce = state ? await work.manager.findBy(Filing, { form: form.name, state }) : []
  const coming = [
    ...(await owedFilings(work, [form], null)),
    ...inForce.map((filing) => nextVersion(form, filing)),
  ].find((filing) => filing.id === id)
  return coming ? ((await withBranches(work, [coming]))[0] ?? null) : null
}

/**
 * The filing of this branch, also one that is not begun: a form that is never owed is begun under the id the phone gave it.
 * Refuses with record.notFound.
 */
export async function requireFiling(work: Work, form: AnyForm, id: string, branchId: string): Promise<KnownFiling> {
  const known = await findFiling(work, form, id)
  if (known ? known.record.branchId !== branchId : form.owed || isMadeByRule(id))
    throw recordNotFound({ what: form.title })
  if (known) return known
  const { name: branchName } = await requireBranch(work, branchId)
  const place = { id, branchId, subjectKey: id, subject: '', version: 1, supersedesId: null, dueDay: null }
  return { record: unbegun(form, place), branchName }
}
