import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { decide } from './decidePostArea'
import { mustLead, requirePostArea } from './records'
import { takeStep } from './takeStep'

/** 部门党员负责人 asks 分管领导 for an opinion before the form is filled (R08). */
export async function consult(
  work: Work,
  { postAreaId, revision }: Checked<'postArea.consult'>,
): Promise<Output<'postArea.consult'>> {
  const known = await requirePostArea(work, postAreaId, revision)
  mustLead(work, known.desk)
  return takeStep(work, known, 'consult')
}

/** 分管领导, or 机关党委 where he is the nominee, answers; an empty answer is 无意见 (R08, R12). */
export const giveOpinion = (
  work: Work,
  input: Checked<'postArea.giveOpinion'>,
): Promise<Output<'postArea.giveOpinion'>> => decide(work, input, 'giveOpinion', input.opinion)
