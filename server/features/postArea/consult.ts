import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { refusal } from '../../refusals'
import { mustLead, requirePostArea, subjectOf } from './records'
import { takeStep } from './takeStep'

const postAreaNoSupervisor = refusal(
  409,
  'postArea.noSupervisor',
  '{department}还没有分管领导，请机关党办先在组织里设置。',
)

/** 部门党员负责人 asks 分管领导 for an opinion before the form is filled (R08). */
export async function consult(
  work: Work,
  { postAreaId, revision }: Checked<'postArea.consult'>,
): Promise<Output<'postArea.consult'>> {
  const known = await requirePostArea(work, postAreaId, revision)
  mustLead(work, known.desk)
  if (!known.desk.supervisors.length) throw postAreaNoSupervisor({ department: known.desk.name })
  return takeStep(work, known, 'consult')
}

/** 分管领导, or 机关党委 where he is the nominee, answers; an empty answer is 无意见 (R08, R12). */
export async function giveOpinion(
  work: Work,
  { postAreaId, revision, opinion }: Checked<'postArea.giveOpinion'>,
): Promise<Output<'postArea.giveOpinion'>> {
  const known = await requirePostArea(work, postAreaId, revision)
  work.must('supervisePostArea', subjectOf(known))
  return takeStep(work, known, 'giveOpinion', {}, opinion || '无意见')
}
