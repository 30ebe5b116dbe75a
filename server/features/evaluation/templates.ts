import { EvaluationCampaign } from '../../../entities'
import type { Work } from '../../database/work'
import type { EvaluationTemplate } from '../../domain/evaluation/template'
import { templateOf } from './records'

/** By campaign: locked data (D13), so that what was read once is true for ever. */
const known = new Map<string, EvaluationTemplate>()
const mostKept = 20

/** What the sheets of a half-year ask. One statement the first time, none after it. */
export async function templateFor(work: Work, campaignId: string): Promise<EvaluationTemplate> {
  const found = known.get(campaignId)
  if (found) return found
  const template = templateOf(await work.manager.findOneByOrFail(EvaluationCampaign, { id: campaignId }))
  if (known.size >= mostKept) known.clear()
  known.set(campaignId, template)
  return template
}
