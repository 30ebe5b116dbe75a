import { CampaignBasis, StoredFile } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { endingOf } from '../../files/paperFile'
import { readFile } from '../../files/storedFiles'
import { recordNotFound } from '../../refusals'
import type { FileAnswer } from '../call'
import { requireCampaignListed } from './records'

/** The newest for everybody; those it has taken the place of for 机关党办, who answers for what stood there (R00). */
export async function readBasis(
  work: Work,
  { campaignId, version }: Checked<'campaign.readBasis'>,
): Promise<FileAnswer> {
  const campaign = await requireCampaignListed(work, campaignId)
  const mayRead = version === campaign.basisVersion || work.may('openCampaign')
  const basis = mayRead && (await work.one(CampaignBasis, { campaignId, version }))
  const file = basis && (await work.one(StoredFile, { id: basis.fileId }))
  if (!file) throw recordNotFound({ what: '依据文件' })
  const content = await readFile(work, file.id)
  const fileName = `${campaign.year}年依据文件${version}.${endingOf(file.mediaType)}`
  return { mediaType: file.mediaType, fileName, content, keepSeconds: 300 }
}
