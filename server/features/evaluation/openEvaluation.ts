import { randomUUID } from 'node:crypto'
import { roundOpenedCard } from '../../../bot/cards/evaluation'
import { type EvaluationCampaign, EvaluationRound } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Notice, Work } from '../../database/work'
import { halfName, halfOf, toCalendarDay } from '../../domain/calendar/calendarDay'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import { defaultTemplate } from '../../domain/evaluation/defaultTemplate'
import { checkTemplate } from '../../domain/evaluation/template'
import { notStarted } from '../../domain/workflows/steps'
import { refusal } from '../../refusals'
import { endDuties } from '../campaign'
import { branches, holders } from '../organisation'
import { askForPrints } from '../safePrint'
import { begin, moveOf } from '../workflow'
import { campaignFlow } from './campaignFlow'
import { roundFlow } from './flow'

const evaluationHalfTaken = refusal(409, 'evaluation.halfTaken', '{half}的评价已经开过了。')
const evaluationHalfWrong = refusal(422, 'evaluation.halfWrong', '{half}的评价现在不能开始，现在是{current}。')
const evaluationTemplateInvalid = refusal(422, 'evaluation.templateInvalid', '评价模板有误，不能开始：{problem}。')

/** R55, R56: 6月底 and 12月底, the last day included. */
export const dueDayOf = (half: string) => toCalendarDay(`${half.slice(0, 4)}-${half.endsWith('1') ? '06-30' : '12-31'}`)

/** The half-year before, which a house that comes late may still open. */
const halfBefore = (half: string): string =>
  half.endsWith('2') ? `${half.slice(0, 4)}H1` : `${Number(half.slice(0, 4)) - 1}H2`

function newCampaign(work: Work, { half, title, basisNumber }: Checked<'evaluation.open'>): EvaluationCampaign {
  const issues = checkTemplate(defaultTemplate)
  if (issues[0]) throw evaluationTemplateInvalid({ problem: issues[0].message })
  return {
    id: randomUUID(),
    half,
    title,
    basisNumber,
    templateVersion: defaultTemplate.version,
    template: defaultTemplate,
    openedDay: work.today,
    dueDay: dueDayOf(half),
    state: notStarted,
    openedById: work.who.personId,
    revision: 1,
  }
}

const blankRound = (evaluationCampaignId: string, branchId: string): EvaluationRound => ({
  id: randomUUID(),
  evaluationCampaignId,
  branchId,
  attempt: 1,
  state: notStarted,
  secretaryId: null,
  scrutineerIds: [],
  widenings: [],
  frozenDay: null,
  votingFromDay: null,
  votingToDay: null,
  locks: null,
  box: null,
  voiding: null,
  countKept: false,
  closedAt: null,
  checksum: null,
  statistics: null,
  committee: null,
  completedDay: null,
  reportedAt: null,
  returnReason: null,
  revision: 1,
})

/** As many rounds as branches, in one statement: each begins as the table says. */
function newRound(campaign: EvaluationCampaign, branch: { id: string; name: string }): EvaluationRound {
  const record = blankRound(campaign.id, branch.id)
  const { state } = moveOf(roundFlow, { record, campaign, branchName: branch.name }, 'prepare', null)
  return { ...record, state }
}

const auditRound = (work: Work, round: EvaluationRound): Promise<void> =>
  work.audit({
    action: 'round.prepare',
    subjectKind: roundFlow.table.name,
    subjectId: round.id,
    role: 'SYSTEM',
    change: { state: round.state },
    moved: { recordId: round.id, events: 'prepare', revision: round.revision },
  })

/** 党办 opens the half-year's 「三评」: one round a branch, the template locked with it (R51–R53, R55, R56). */
export async function openEvaluation(
  work: Work,
  input: Checked<'evaluation.open'>,
): Promise<Output<'evaluation.open'>> {
  work.must('openEvaluation')
  const current = halfOf(work.today)
  if (input.half !== current && input.half !== halfBefore(current)) {
    throw evaluationHalfWrong({ half: halfName(input.half), current: halfName(current) })
  }
  const campaign = newCampaign(work, input)
  const rounds = (await branches(work)).map((branch) => newRound(campaign, branch))
  const { templateVersion, dueDay } = campaign
  const duplicate = () => evaluationHalfTaken({ half: halfName(input.half) })
  await begin(work, { ...campaignFlow, duplicate }, { record: campaign }, ['start', 'lockTemplate', 'run'], {
    noted: { ...input, templateVersion, dueDay, rounds: rounds.length },
  })
  await work.insert(EvaluationRound, rounds)
  for (const round of rounds) await auditRound(work, round)
  await endDuties(work, 'evaluation')
  await tellSecretaries(work, campaign, rounds)
  await askForPrints(work, campaign.half)
  return { evaluationId: campaign.id, rounds: rounds.length }
}

async function tellSecretaries(work: Work, campaign: EvaluationCampaign, rounds: EvaluationRound[]): Promise<void> {
  const roundOf = new Map(rounds.map((round) => [round.branchId, round]))
  const notices = (await holders(work, ['BRANCH_SECRETARY'])).flatMap(({ personId, scopeId }): Notice[] => {
    const round = roundOf.get(scopeId)
    if (!round) return []
    return [
      {
        dedupeKey: onceFor.round('evaluationOpened', round.id, personId),
        personId,
        kind: 'roundOpened',
        subjectKeys: [subjectFor.roundDue(round.id)],
        card: roundOpenedCard(round.id, halfName(campaign.half), toCalendarDay(campaign.dueDay), work.today),
      },
    ]
  })
  await work.notifyAll(notices)
}
