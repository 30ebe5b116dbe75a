import { IsNull, Not } from 'typeorm'
import { PlatformState } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { platformNames } from '../../domain/organisation/platforms'

const nameOf = (platform: string): string => platformNames[platform as keyof typeof platformNames] ?? platform

/** On which platforms nobody is reached now, and what is to be mended. */
export async function listTroubles(work: Work): Promise<Output<'message.troubles'>> {
  work.must('readMessages')
  const rows = await work.manager.findBy(PlatformState, { trouble: Not(IsNull()) })
  return {
    troubles: rows.map(({ platform, words, since }) => ({
      platformName: nameOf(platform),
      words: words ?? '',
      since: since ?? work.now,
    })),
  }
}
