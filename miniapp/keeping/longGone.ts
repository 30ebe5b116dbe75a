import { box } from '.'

/**
 * Whoever has not opened the house on this phone for so long is not expected any more: he has left, or has another phone. Longer
 * than any leave, since what he wrote here and has not sent goes with it.
 */
const longGoneMilliseconds = 400 * 86_400_000

interface Seen {
  personId: string
  /** By the house's calendar: a phone's clock may stand years ahead. */
  today: string
}

/** Words of theirs that a disk never took (useDraft): named here, since what is imported by both is a file more to be fetched. */
const forgetEarly = (personId: string): void => {
  const theirs = `lianxinqiao.early.draft.${personId}.`
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(theirs)) localStorage.removeItem(name)
  } catch {
    // Where it is closed to pages nothing lies in it.
  }
}

const idOf = (personId: string): string => `seen.${personId}`

/** Notes that this person is here today, and clears away what lies on this phone of those who are long gone. */
export const noteSeen = async ({ personId, today }: Seen): Promise<void> => {
  const seen = (await box.all('')).flatMap(({ kind, value }) => (kind === 'seen' ? [value as Seen] : []))
  const isGone = (other: Seen): boolean =>
    other.personId !== personId && Date.parse(today) - Date.parse(other.today) > longGoneMilliseconds
  const gone = seen.filter(isGone)
  const theirs = (await Promise.all(gone.map((other) => box.all(other.personId)))).flat().map(({ id }) => id)
  for (const { personId: left } of gone) forgetEarly(left)
  const ids = [...theirs, ...gone.map((other) => idOf(other.personId))]
  const here = seen.some((one) => one.personId === personId && one.today === today)
  if (!ids.length && here) return
  await box.change(
    { id: idOf(personId), to: () => ({ owner: '', kind: 'seen', value: { personId, today } }) },
    ...ids.map((id) => ({ id, to: () => null })),
  )
}
