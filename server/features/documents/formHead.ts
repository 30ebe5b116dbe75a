import type { Campaign } from '../../../entities'
import type { FormHead } from '../../files/forms/formData'

export interface DocumentSettings {
  publicUrl: string
  fontFolder: string | null
}

const shanghaiOffset = 8 * 3_600_000

/** 'YYYY年M月D日 HH:MM' in Shanghai, as printed on a form. */
export function printedTime(instant: number): string {
  const there = new Date(instant + shanghaiOffset)
  const clock = there.toISOString().slice(11, 16)
  return `${there.getUTCFullYear()}年${there.getUTCMonth() + 1}月${there.getUTCDate()}日 ${clock}`
}

/** What every document carries (R00, rules §5): 依据文件, 支部, 期间, 版本号, 生成时间 and the way to its record. */
export const formHead = (
  campaign: Campaign,
  facts: { branchName: string; version: number; generatedAt: string; recordUrl: string },
): FormHead => ({
  basis: `${campaign.basisNumber}《${campaign.basisTitle}》`,
  branch: facts.branchName,
  period: `${campaign.year}年`,
  version: `第${facts.version}版`,
  generatedAt: facts.generatedAt,
  recordUrl: facts.recordUrl,
})
