import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { findCampaign } from '../campaign'
import { faceOf, historyOf } from '../record'
import { requireRecord } from '../workflow'
import { packageFlow } from './packageFlow'
import { presentPackage } from './present'

/** One 报送 with who decides it and how it came, for 党办 and 机关党委. */
export async function readPackage(work: Work, { packageId }: Checked<'package.read'>): Promise<Output<'package.read'>> {
  work.must('readPackages')
  const known = await requireRecord(work, packageFlow, packageId)
  const { record, branchName } = known
  const campaign = await findCampaign(work)
  const history = await historyOf(work, packageFlow as never, packageId)
  return {
    ...presentPackage(record, branchName, record.campaignId !== campaign?.id),
    face: await faceOf(work, packageFlow as never, known, history),
  }
}
