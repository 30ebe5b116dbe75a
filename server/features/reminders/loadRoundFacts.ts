import { In, Not } from 'typeorm'
import { AuditEntry, EvaluationCampaign, EvaluationRound, OutboxMessage, Person } from '../../../entities'
import type { Work } from '../../database/work'
import { type CalendarDay, dayOfInstant, toCalendarDay } from '../../domain/calendar/calendarDay'
import { onceFor } from '../../domain/cardKeys'
import { listsBy } from '../../domain/listsBy'
import { type LostSlipFacts, nobody, type RoundFacts } from '../../domain/reminders/facts'
import { evaluationRound, reportedStates } from '../../domain/workflows/evaluationRound'
import { type AnyWorkflow, turnOf } from '../../domain/workflows/workflow'
import { lostLocks, type ScrutineersTurn, scrutineersTurns, votersToAsk } from '../evaluation'
import { returnedOn } from './returnedOn'

const idsOf = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id)

/** What became of 表1: who owes it, and what of it, is in the table of the round. */
function table1Standing(state: string): RoundFacts['table1'] {
  if (!(reportedStates as readonly string[]).includes(state)) return 'open'
  const turn = turnOf(evaluationRound as AnyWorkflow, state)
  if (!turn) return 'accepted'
  return turn.by.includes('hqOffice') ? 'submitted' : 'returned'
}

interface Since {
  /** The last step of each round, by 留痕: what it waits for now, it waits for since then. */
  steps: ReadonlyMap<string, CalendarDay>
  /** Since when each is known to be counted already. */
  kept: ReadonlyMap<string, CalendarDay>
  /** The day each 监票人 left. */
  left: ReadonlyMap<string, CalendarDay>
}

async function loadSince(work: Work, asked: readonly EvaluationRound[]): Promise<Since> {
  if (!asked.length) return { steps: new Map(), kept: new Map(), left: new Map() }
  const ids = idsOf(asked)
  const lines = await work.manager.find(AuditEntry, { where: { recordId: In(ids) }, order: { at: 'ASC' } })
  const gone = await work.manager.find(Person, {
    select: { id: true, leftDay: true },
    where: { id: In(asked.flatMap(({ scrutineerIds }) => scrutineerIds)) },
  })
  const kept = asked.filter(({ countKept }) => countKept)
  const keys = kept.flatMap(({ id, scrutineerIds }) =>
    scrutineerIds.map((personId) => [onceFor.round('takeInDue', id, personId), id] as const),
  )
  const cards = keys.length
    ? await work.manager.find(OutboxMessage, {
        select: { dedupeKey: true, createdAt: true },
        where: { dedupeKey: In(keys.map(([key]) => key)) },
      })
    : []
  const roundOf = new Map<string, string>(keys)
  return {
    steps: new Map(lines.map(({ recordId, at }) => [recordId ?? '', dayOfInstant(Number(at))])),
    kept: new Map(
      cards.map(({ dedupeKey, createdAt }) => [roundOf.get(dedupeKey) ?? '', dayOfInstant(Number(createdAt))]),
    ),
    left: new Map(gone.flatMap(({ id, leftDay }) => (leftDay ? [[id, toCalendarDay(leftDay)] as const] : []))),
  }
}

const latest = (days: readonly CalendarDay[]): CalendarDay => days.reduce((one, other) => (one > other ? one : other))

function scrutineersTurn(
  round: EvaluationRound,
  turn: ScrutineersTurn | undefined,
  openedOn: CalendarDay,
  { steps, kept, left }: Since,
): Partial<RoundFacts> {
  const { id, state, countKept, scrutineerIds, votingToDay } = round
  // A round from before 留痕 named its steps has at least its days.
  const closing = state === 'VOTING' && votingToDay ? [toCalendarDay(votingToDay)] : []
  const since = latest([openedOn, ...[steps.get(id) ?? []].flat()])
  if (turn?.unwatched) {
    const leaving = scrutineerIds.flatMap((personId) => left.get(personId) ?? [])
    return { unwatched: true, unwatchedOn: latest([since, ...leaving]) }
  }
  if (!turn?.askedIds.length) return {}
  const step = countKept ? 'takeIn' : state === 'ROSTER_FROZEN' ? 'lock' : 'box'
  const askedOn = countKept ? (kept.get(id) ?? since) : latest([since, ...closing])
  return { askedScrutineers: { for: step, personIds: turn.askedIds, askedOn } }
}

/** Slips that are lost and still needed; due since the step that made it their lock's turn. */
function lostSlipsOf(round: EvaluationRound, { steps, left }: Since, { safeKeepers }: House): LostSlipFacts[] {
  return lostLocks(round).map(({ place, copied, due, day }) => {
    const holder = round.scrutineerIds[place - 1]
    const lostOn = toCalendarDay(day)
    const step = steps.get(round.id)
    return {
      place,
      holderIds: holder && !left.has(holder) ? [holder] : [],
      lostOn,
      keeperIds: copied ? safeKeepers[place] : [],
      ...(due && copied ? { dueOn: step && step > lostOn ? step : lostOn } : {}),
    }
  })
}

interface House {
  /** Who keeps the print of each lock. */
  safeKeepers: Readonly<Record<1 | 2, readonly string[]>>
  secretaryOf: ReadonlyMap<string, string>
  officeIds: readonly string[]
}

/** The rounds that are not over, in a fixed number of statements. */
export async function loadRoundFacts(work: Work, house: House): Promise<RoundFacts[]> {
  const rounds = await work.manager.findBy(EvaluationRound, { state: Not(In(['ARCHIVED', 'FULLY_PUBLIC', 'VOIDED'])) })
  const campaigns = new Map((await work.manager.find(EvaluationCampaign)).map((each) => [each.id, each]))
  const open = rounds.filter((round) => round.state === 'VOTING' && !round.countKept)
  const waiting = listsBy(await votersToAsk(work, open), ({ roundId }) => roundId)
  const turns = await scrutineersTurns(work)
  const since = await loadSince(
    work,
    rounds.filter(
      (round) => turns.get(round.id)?.unwatched || turns.get(round.id)?.askedIds.length || lostLocks(round).length > 0,
    ),
  )
  const back = await returnedOn(work, idsOf(rounds.filter((round) => table1Standing(round.state) === 'returned')))
  return rounds.flatMap((round): RoundFacts[] => {
    const campaign = campaigns.get(round.evaluationCampaignId)
    const secretaryId = house.secretaryOf.get(round.branchId) ?? nobody
    if (!campaign) return []
    const { votingFromDay, votingToDay } = round
    const isOpen = round.state === 'VOTING' && !round.countKept && votingFromDay && votingToDay
    const table1 = table1Standing(round.state)
    const table1Back = back.get(round.id)
    return [
      {
        roundId: round.id,
        secretaryId,
        officeIds: house.officeIds,
        openedOn: toCalendarDay(campaign.openedDay),
        dueDay: toCalendarDay(campaign.dueDay),
        ...(isOpen
          ? {
              voting: {
                opensOn: toCalendarDay(votingFromDay),
                closesOn: toCalendarDay(votingToDay),
                notVoted: waiting.get(round.id) ?? [],
                scrutineerIds: round.scrutineerIds,
              },
            }
          : {}),
        ...scrutineersTurn(round, turns.get(round.id), toCalendarDay(campaign.openedDay), since),
        lostSlips: lostSlipsOf(round, since, house),
        ...(round.completedDay ? { completedOn: toCalendarDay(round.completedDay) } : {}),
        table1,
        ...(table1Back && { table1ReturnedOn: table1Back }),
      },
    ]
  })
}
