import type { Campaign } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { rulesOf } from '../../domain/campaignRules'
import { checkForm, tidyForm } from '../../domain/postArea/form'
import { formInvalid } from '../../refusals'
import { requireCampaignOf } from './campaignOf'
import { mustLead, requirePostArea } from './records'
import { takeStep } from './takeStep'

/** R14: a passed deadline stamps the record and never refuses it; once late stays late. */
export const lateNow = (work: Work, { dueDay }: Campaign, late: boolean): boolean => late || work.today > dueDay

/** 部门党员负责人 fills 推荐表 or 确定表 (R09, R10) and hands it to 部门第一负责人. All problems at once. */
export async function fillForm(work: Work, input: Checked<'postArea.fill'>): Promise<Output<'postArea.fill'>> {
  const { postAreaId, revision, ...given } = input
  const known = await requirePostArea(work, postAreaId, revision)
  const { record, desk } = known
  mustLead(work, desk)
  const form = tidyForm(record.kind, given)
  const campaign = await requireCampaignOf(work, record)
  const problems = checkForm(record.kind, form, work.today, rulesOf(campaign.rules).formCharacters)
  if (problems.length) throw formInvalid({ count: problems.length }, problems)
  const late = lateNow(work, campaign, record.late)
  return takeStep(work, known, 'fill', { ...form, late, returnReason: null })
}
