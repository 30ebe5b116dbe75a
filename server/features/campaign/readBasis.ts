import { CampaignBasis, Person, StoredFile } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { endingOf } from '../../files/paperFile'
import { readFile } from '../../files/storedFiles'
import { recordNotFound } from '../../refusals'
import type { FileAnswer } from '../call'
import { requireCampaignNamed } from './records'

/** The newest for everybody; those it has taken the place of for 机关党办, who answers for what stood there (R00). */
export async function readBasis(
  work: Work,
  { campaignId, version }: Checked<'campaign.readBasis'>,
): Promise<FileAnswer> {
  const campaign = await requireCampaignNamed(work, campaignId)
  const mayRead = version === campaign.basisVersion || work.may('openCampaign')
  const basis = mayRead && (await work.one(CampaignBasis, { campaignId, version }))
  const file = basis && (await work.one(StoredFile, { id: basis.fileId }))
  if (!file) throw recordNotFound({ what: '依据文件' })
  const content = await readFile(work, file.id)
  const fileName = `${campaign.year}年依据文件${version}.${endingOf(file.mediaType)}`
  return { mediaType: file.mediaType, fileName, content, keepSeconds: 300 }
}

export async function listBasisVersions(
  work: Work,
  { campaignId }: Checked<'campaign.basisVersions'>,
): Promise<Output<'campaign.basisVersions'>> {
  work.must('openCampaign')
  await requireCampaignNamed(work, campaignId)
  const rows = await work.manager
    .createQueryBuilder(CampaignBasis, 'basis')
    .innerJoin(StoredFile, 'file', 'file.id = basis.fileId')
    .leftJoin(Person, 'person', 'person.id = basis.attachedById')
    .select('basis.version', 'version')
    .addSelect('basis.attachedAt', 'at')
    .addSelect('file.mediaType', 'mediaType')
    .addSelect('file.byteCount', 'byteCount')
    .addSelect('person.name', 'byName')
    .where('basis.campaignId = :campaignId', { campaignId })
    .orderBy('basis.version', 'DESC')
    .getRawMany<{ version: number; at: string | number; mediaType: string; byteCount: number; byName: string | null }>()
  return { versions: rows.map(({ at, byName, ...facts }) => ({ ...facts, at: Number(at), byName: byName ?? '' })) }
}
