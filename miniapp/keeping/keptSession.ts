import type { Output } from '../../server/contract'
import { box, keeping } from '.'
import type { Change } from './box'
import { noteSeen } from './longGone'

type Session = Output<'session.mine'>

/** Who is here, or who it was that left. */
type Kept =
  | {
      mine: Session
      /** Milliseconds since 1970 by this phone's clock, which may be wrong: only what has passed since is read from it. */
      at: number
    }
  | { was: string }

const id = 'session'
const daySeconds = 86_400

/** The session as it must be by now, when the server cannot be asked: a day that is over is over. */
export const aged = (mine: Session, since: number, now: number): Session => {
  const over = (now - since) / 1000 - mine.dayEndsInSeconds
  if (over < 0) return mine
  const days = Math.floor(over / daySeconds) + 1
  const dayEndsInSeconds = Math.ceil(days * daySeconds + mine.dayEndsInSeconds - (now - since) / 1000)
  // Not the house's calendar: this is in the first load of every page.
  const today = new Date(Date.parse(mine.today) + days * daySeconds * 1000).toISOString().slice(0, 10)
  return { ...mine, today: today as Session['today'], dayEndsInSeconds }
}

const without = (fault: unknown): void => void fault

/** Who was here last on this phone, for a start without a network; null when nobody was, or has logged out. */
export const keptSession = async (): Promise<Session | null> => {
  const records = await box.all('').catch(() => [])
  const kept = records.find((record) => record.id === id)?.value as Kept | undefined
  return kept && 'mine' in kept ? aged(kept.mine, kept.at, Date.now()) : null
}

const personOf = (value: unknown): string => {
  const kept = value as Kept | undefined
  if (!kept) return ''
  return 'mine' in kept ? kept.mine.personId : kept.was
}

/** What somebody was shown goes when another person is here; what he has not sent yet stays his. */
const forgetAnswersOf = async (personId: string): Promise<void> => {
  const answers = (await box.all(personId)).filter(({ kind }) => kind === 'answer')
  await box.change(...answers.map((answer) => ({ id: answer.id, to: () => null })))
}

export const keepSession = async (mine: Session): Promise<void> => {
  const value: Kept = { mine, at: Date.now() }
  let before = ''
  const kept: Change = {
    id,
    to: (record) => {
      before = personOf(record?.value)
      return { owner: '', kind: 'session', value }
    },
  }
  await box.change(kept).catch(without)
  if (before && before !== mine.personId) await forgetAnswersOf(before).catch(without)
  await noteSeen(mine).catch(without)
}

/** What opens pages without a network goes when the person leaves; what is not sent yet stays theirs. */
export const forgetSession = (): void => {
  const left: Change = {
    id,
    to: (record) => (record ? { owner: '', kind: 'session', value: { was: personOf(record.value) } } : undefined),
  }
  void box.change(left).catch(without)
  for (const record of keeping.records.value) if (record.kind === 'answer') void keeping.remove(record.id)
}
