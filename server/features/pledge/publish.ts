import { randomUUID } from 'node:crypto'
import { type Pledge, PledgeVersion } from '../../../entities'
import type { Work } from '../../database/work'
import { archiveReplaced } from './earlierSheets'

/** What a sheet is revised with once it is published. */
export interface Publication {
  state: 'PUBLISHED'
  publishedAt: number
  publishedVersion: number
}

/** What hangs on the wall for this sheet; null before the first publication. */
export async function publishedVersionOf(
  work: Work,
  pledge: Pick<Pledge, 'id' | 'publishedVersion'>,
): Promise<PledgeVersion | null> {
  if (!pledge.publishedVersion) return null
  return work.manager.findOneBy(PledgeVersion, { pledgeId: pledge.id, version: pledge.publishedVersion })
}

const published = ['dutyText', 'studyPledge', 'dutyPledge', 'integrityPledge', 'photoId'] as const

const contentOf = (pledge: Pledge) => ({
  dutyText: pledge.dutyText,
  studyPledge: pledge.studyPledge,
  dutyPledge: pledge.dutyPledge,
  integrityPledge: pledge.integrityPledge,
  photoId: pledge.photoId,
  photoConsent: pledge.photoConsent,
  limitMode: pledge.limitMode,
})

/**
 * Publishes the sheet as it stands: writes its next version and answers what to revise the sheet with, after `step` has
 * allowed the move (R20, R27). A sheet whose texts and photo hang there already keeps its version; only the consent to
 * the photo is brought up to date. The limit in force when it was handed in is kept with the version (R23). The first time it
 * takes the place of the member's sheet of an earlier year.
 */
export async function publishSheet(work: Work, pledge: Pledge): Promise<Publication> {
  const hanging = await publishedVersionOf(work, pledge)
  if (hanging && published.every((field) => hanging[field] === pledge[field])) {
    await work.change(PledgeVersion, { id: hanging.id }, { photoConsent: pledge.photoConsent })
    return { state: 'PUBLISHED', publishedAt: hanging.publishedAt, publishedVersion: hanging.version }
  }
  if (!pledge.publishedVersion) await archiveReplaced(work, pledge)
  const version = pledge.publishedVersion + 1
  const facts = { pledgeId: pledge.id, version, ...contentOf(pledge), publishedAt: work.now }
  await work.insert(PledgeVersion, { id: randomUUID(), ...facts })
  return { state: 'PUBLISHED', publishedAt: work.now, publishedVersion: version }
}
