import { In, IsNull, Not } from 'typeorm'
import { BranchPackage, Department, EvaluationCampaign, EvaluationRound, PartyOrganisation } from '../../../entities'
import type { Work } from '../../database/work'
import { dayOfInstant, halfName } from '../../domain/calendar/calendarDay'
import type { MoveFacts } from '../../domain/organisation/unitMoves'
import { waitingState } from '../../domain/workflows/branchPackage'
import { recordNotFound } from '../../refusals'
import { openCampaignOf } from '../campaign'
import { namesOf, requireBranch } from '../organisation'
import { belongingsOf, type GroupBelonging } from './belongings'

export interface KnownMove extends MoveFacts {
  department: Department
  belongings: GroupBelonging[]
  last: GroupBelonging | null
  to: PartyOrganisation & { branchId: string }
  /** Whose list is frozen, with whether its grades stand. */
  frozen: { branchName: string; halfName: string; frozenDay: string; over: boolean }[]
}

type Names = ReadonlyMap<string, string>

async function frozenLists(work: Work, branchIds: string[], names: Names): Promise<KnownMove['frozen']> {
  const where = { branchId: In(branchIds), frozenDay: Not(IsNull()), state: Not('VOIDED') }
  const rounds = await work.manager.findBy(EvaluationRound, where)
  if (!rounds.length) return []
  const halves = await work.manager.findBy(EvaluationCampaign, {
    id: In(rounds.map(({ evaluationCampaignId }) => evaluationCampaignId)),
  })
  const halfOf = new Map(halves.map(({ id, half }) => [id, half]))
  return rounds.map(({ branchId, evaluationCampaignId, frozenDay, completedDay }) => ({
    branchName: names.get(branchId) ?? '',
    halfName: halfName(halfOf.get(evaluationCampaignId) ?? ''),
    frozenDay: frozenDay ?? '',
    over: completedDay !== null,
  }))
}

async function handedIn(work: Work, branchIds: string[], names: Names): Promise<MoveFacts['packages']> {
  const campaign = await openCampaignOf(work)
  if (!campaign) return []
  const rows = await work.manager.findBy(BranchPackage, { campaignId: campaign.id, branchId: In(branchIds) })
  return rows.map(({ branchId, submittedAt, state }) => ({
    branchName: names.get(branchId) ?? '',
    submittedDay: dayOfInstant(Number(submittedAt)),
    waiting: state === waitingState,
  }))
}

/** What decides whether a department may move into a branch; refuses what is no department and no branch. */
export async function moveFacts(work: Work, departmentId: string, branchId: string): Promise<KnownMove> {
  const department = await work.manager.findOneBy(Department, { id: departmentId })
  if (!department) throw recordNotFound({ what: '部门' })
  const branch = await requireBranch(work, branchId)
  const belongings = await belongingsOf(work, departmentId)
  const last = belongings[0] ?? null
  const branchIds = [...new Set([branchId, ...(last ? [last.branchId] : [])])]
  const names = await namesOf(work, PartyOrganisation, branchIds)
  return {
    department,
    belongings,
    last,
    to: { ...branch, branchId },
    frozen: await frozenLists(work, branchIds, names),
    packages: await handedIn(work, branchIds, names),
  }
}
