import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { endSessionsOf } from './sessions'

/** A phone was lost, a strange computer used: every login of the person ends, this one too. */
export async function endEverywhere(work: Work): Promise<Output<'session.endEverywhere'>> {
  const { personId } = work.who
  const count = await endSessionsOf(work, personId)
  await work.audit({ action: 'session.endEverywhere', subjectKind: 'person', subjectId: personId, change: { count } })
  return { done: true }
}
