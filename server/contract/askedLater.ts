import type { CallName } from '.'

/** Reads that only a press or a choice asks for, or a page that few open: their addresses come with those of the calls that write. */
const later: readonly CallName[] = [
  'account.changes',
  'account.people',
  'calendar.days',
  'directory.read',
  'doctor.read',
  'document.batch',
  'document.batches',
  'message.list',
  'message.troubles',
  'organisation.person',
  'postReference.list',
  'roster.imports',
  'round.door',
  'round.safeCopy',
  'round.verify',
  'visit.members',
]

export const isAskedLater = (name: string): boolean => (later as readonly string[]).includes(name)
