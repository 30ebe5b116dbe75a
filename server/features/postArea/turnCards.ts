import {
  agreedPostCard,
  decisionDueCard,
  fillDueCard,
  opinionDueCard,
  type PostAreaMatter,
  recommendDueCard,
  returnedPostCard,
  reviewDueCard,
  suspendedPostCard,
} from '../../../bot/cards/postArea'
import type { Card } from '../../../bot/port'
import type { PostArea } from '../../../entities'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import type { PostAreaEvent } from '../../domain/postArea/states'
import type { postAreaSteps } from '../../domain/workflows/postArea'
import type { Flow, TurnCard } from '../workflow'
import { requireCampaignOf } from './campaignOf'
import type { KnownPostArea } from './records'

type Facts = Omit<PostAreaMatter, 'today'>

async function factsOf(work: Work, { record, desk }: KnownPostArea): Promise<Facts> {
  const campaign = await requireCampaignOf(work, record)
  const { id: postAreaId, kind, goal, content, presentCount, votesFor } = record
  const nominee = desk.members.find(({ personId }) => personId === record.nomineeId)
  return {
    postAreaId,
    kind,
    departmentName: desk.name,
    dueDay: toCalendarDay(campaign.dueDay),
    nomineeName: nominee?.name ?? null,
    goal,
    content,
    meeting: presentCount === null ? null : { present: presentCount, votes: votesFor ?? 0 },
  }
}

type Drawn = (matter: PostAreaMatter, record: PostArea) => Card

/** The card of whoever acts next; news does not go to the person who has just acted. */
const news =
  (draw: Drawn, to?: (known: KnownPostArea) => string[]) =>
  async (work: Work, known: KnownPostArea): Promise<TurnCard> => {
    const facts = await factsOf(work, known)
    const card = (today: PostAreaMatter['today']) => draw({ ...facts, today }, known.record)
    return { card, notActor: true, ...(to ? { to: to(known) } : {}) }
  }

/** A judgement, in the card; asked for even of the person who has just acted: two taps, two signatures (R11). */
const judgement =
  (draw: Drawn) =>
  async (work: Work, known: KnownPostArea): Promise<TurnCard> => {
    const facts = await factsOf(work, known)
    return { card: (today) => draw({ ...facts, today }, known.record) }
  }

const leadOf = ({ desk }: KnownPostArea): string[] => (desk.leadId ? [desk.leadId] : [])

const given: readonly PostAreaEvent[] = ['returnByHead', 'disagree', 'returnByBranch']
const only = <Event extends PostAreaEvent>(event: PostAreaEvent, wanted: Event, card: () => Promise<TurnCard>) =>
  event === wanted ? card() : null

/** Who acts next, told once per step (rules §6.5). A state without a line here asks nobody for anything. */
export const turnCards: NonNullable<Flow<typeof postAreaSteps, PostArea, KnownPostArea>['cards']> = {
  DRAFT: (work, known, event) =>
    given.includes(event)
      ? news(returnedPostCard)(work, known)
      : only(event, 'start', () => news(recommendDueCard)(work, known)),
  CONSULTING: judgement(opinionDueCard),
  CONSULTED: news(fillDueCard),
  FILLED: judgement(reviewDueCard),
  HEAD_REVIEWED: judgement(decisionDueCard),
  LEADER_AGREED: (work, known, event) =>
    only(event, 'agree', () => news((matter, { branchId }) => agreedPostCard(matter, branchId))(work, known)),
  SUSPENDED: news(suspendedPostCard, leadOf),
}
