import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { step } from '../workflow'
import { exemptionFlow } from './exemptionFlow'

/** 党办 grants or refuses; a refusal needs a reason. */
export async function decideExemption(
  work: Work,
  { exemptionId, decision, reason, revision }: Checked<'exemption.decide'>,
): Promise<Output<'exemption.decide'>> {
  work.must('decideExemption')
  await step(work, exemptionFlow, {
    id: exemptionId,
    revision,
    event: decision === 'GRANTED' ? 'grant' : 'refuse',
    changes: { decidedById: work.who.personId, decidedAt: work.now, decisionReason: reason ?? null },
    comment: reason ?? '',
  })
  return { done: true }
}
