import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { ownEarlier } from './earlierSheets'
import { stateOf } from './records'

/** One's own sheet of an earlier year: it hangs until this year's does, and its words are a start for this year's. */
export async function myEarlier(work: Work): Promise<Output<'pledge.earlier'>> {
  const { personId } = work.who
  work.must('writePledge', { personId })
  const sheet = await ownEarlier(work)
  if (!sheet) return { pledge: null }
  const { id, campaign: of, dutyText, studyPledge, dutyPledge, integrityPledge, photoId } = sheet
  const { publishConsent, photoConsent, publishedVersion, revision } = sheet
  const hangs = publishedVersion > 0 && stateOf(sheet) !== 'ARCHIVED'
  const texts = { dutyText, studyPledge, dutyPledge, integrityPledge, photoId }
  return { pledge: { pledgeId: id, year: of.year, ...texts, publishConsent, photoConsent, hangs, revision } }
}
