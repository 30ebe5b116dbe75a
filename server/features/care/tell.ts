import { careCard } from '../../../bot/cards/care'
import type { Work } from '../../database/work'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import { emergencyCare } from '../../domain/workflows/emergencyCare'
import { holders } from '../organisation'
import { heldBy } from '../workflow'
import { secretariesOf } from './people'
import type { KnownCare } from './records'

const { name } = emergencyCare
export const carePath = (careId: string): string => `/care/${careId}`
/** Numbers by branch, and who leads it: what 机关党办 has to act on. */
const sumsPath = '/care-sums'

/** Sent at once, in the night too: it is about a day and a night. */
async function send(work: Work, { record }: KnownCare, people: readonly string[], path: string): Promise<void> {
  const { id, state } = record
  await work.notifyAll(
    [...new Set(people)].map((personId) => ({
      dedupeKey: onceFor.care(id, state, personId),
      personId,
      kind: name,
      subjectKeys: [subjectFor.turn(name, id, state)],
      card: careCard(path),
    })),
  )
}

/**
 * Who is told when it comes to this state: who looks after the person; after a day the 书记, or who acts for him; after two
 * days, and where the post is empty, 机关党办 (R37).
 */
export async function tellCare(work: Work, known: KnownCare): Promise<void> {
  const { record, helperIds } = known
  await send(work, known, helperIds, carePath(record.id))
  if (record.state === 'RAISED') return
  const held = await holders(work, ['BRANCH_SECRETARY', 'HQ_OFFICE'])
  const secretaries = secretariesOf(known, held)
  await send(work, known, secretaries, carePath(record.id))
  const seen = new Set([...helperIds, ...secretaries])
  const office = heldBy(held, 'HQ_OFFICE').filter((personId) => !seen.has(personId) && personId !== record.contactId)
  if (record.state === 'WITH_OFFICE' || !secretaries.length) await send(work, known, office, sumsPath)
}

/** Somebody begins to look after a person for whom one is open. */
export const tellHelper = (work: Work, known: KnownCare, memberId: string): Promise<void> =>
  send(work, known, [memberId], carePath(known.record.id))
