import { mySession } from '../../client/session'
import { keptStore } from '../../composables/keptStore'
import type { Round } from './roundSteps'
import { seenTexts } from './seenTexts'

interface Seen {
  list?: string
  locks?: string
  count?: string
}

/**
 * What the phone of a 监票人 has seen of a round: it gives its code for one list only, ever, and for the locks it knows, and what
 * was counted once stays so. Answers what to say where something is another one now; '' where nothing is.
 */
export function seenOf(
  roundId: string,
  { box, locks, round, checksum }: Pick<Round, 'box' | 'locks' | 'round' | 'checksum'>,
): string {
  const name = `round.${mySession().personId}.${roundId}`
  const before = keptStore.read<Seen>(name) ?? {}
  const now: Seen = {
    ...(box ? { list: box.listHash } : {}),
    // Before the vote begins a lock may be set anew.
    ...(locks?.fingerprint && round.state !== 'ROSTER_FROZEN' ? { locks: locks.fingerprint } : {}),
    ...(checksum ? { count: checksum } : {}),
  }
  const kept = { ...now, ...before }
  if (JSON.stringify(kept) !== JSON.stringify(before)) keptStore.write(name, kept)
  // What was fixed and is gone is another one, too.
  const other = (part: keyof Seen): boolean => round.state !== 'VOIDED' && kept[part] !== now[part]
  if (other('locks')) return seenTexts.otherLocks
  if (other('list')) return seenTexts.otherList
  return other('count') ? seenTexts.otherCount : ''
}
