import { In } from 'typeorm'
import { Campaign, PostArea } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { postAreaKindNames } from '../../domain/postArea/kinds'
import { postArea } from '../../domain/workflows/postArea'
import { campaignNone, refusal } from '../../refusals'
import { lateNow } from './fillForm'
import { type KnownPostArea, stateOf, withDesks } from './records'
import { takeStep } from './takeStep'

const postAreaNothingToCollect = refusal(422, 'postArea.nothingToCollect', '没有可以收集的表：{problem}。')

/** Why a form cannot be collected; null when it can. */
function whyNot({ record, desk }: KnownPostArea, branchId: string): string | null {
  if (desk.branchId !== branchId) return '有不属于本支部的表'
  if (record.state === 'LEADER_AGREED') return null
  return `${desk.name}的${postAreaKindNames[record.kind]}现在是“${postArea.states[stateOf(record)]}”`
}

/** The branch collects agreed forms (R13), of whatever year: all that were chosen or, if one of them cannot be, none. */
export async function collect(work: Work, input: Checked<'postArea.collect'>): Promise<Output<'postArea.collect'>> {
  const { branchId } = input
  work.must('openPosts', { branchId })
  const ids = [...new Set(input.postAreaIds)]
  const records = await work.manager.find(PostArea, { where: { id: In(ids) }, order: { id: 'ASC' } })
  const known = await withDesks(work, records)
  const problem =
    records.length < ids.length
      ? '有不属于本支部的表'
      : known.map((each) => whyNot(each, branchId)).find((reason) => reason !== null)
  if (problem) throw postAreaNothingToCollect({ problem })
  const campaigns = await work.manager.findBy(Campaign, { id: In(records.map(({ campaignId }) => campaignId)) })
  for (const each of known) {
    const campaign = campaigns.find(({ id }) => id === each.record.campaignId)
    if (!campaign) throw campaignNone()
    await takeStep(work, each, 'collect', { late: lateNow(work, campaign, each.record.late) })
  }
  return { collected: known.length }
}
