import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { step } from '../workflow'
import { packageFlow } from './packageFlow'

/** 党办 takes the package in: a check of form only (R14, R19). */
export async function acceptPackage(
  work: Work,
  { packageId: id, revision }: Checked<'package.accept'>,
): Promise<Output<'package.accept'>> {
  work.must('decidePackage')
  await step(work, packageFlow, { id, revision, event: 'accept' })
  return { done: true }
}

/** 党办 gives the package back to the branch with a reason. */
export async function returnPackage(
  work: Work,
  { packageId: id, reason, revision }: Checked<'package.return'>,
): Promise<Output<'package.return'>> {
  work.must('decidePackage')
  await step(work, packageFlow, { id, revision, event: 'return', comment: reason })
  return { done: true }
}
