import type { Output } from '../../server/contract'
import { box, keeping } from '.'

type Session = Output<'session.mine'>

interface Kept {
  mine: Session
  /** Milliseconds since 1970 by this phone's clock, which may be wrong: only what has passed since is read from it. */
  at: number
}

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
  return kept ? aged(kept.mine, kept.at, Date.now()) : null
}

export const keepSession = (mine: Session): void => {
  const value: Kept = { mine, at: Date.now() }
  void box.change({ id, to: () => ({ owner: '', kind: 'session', value }) }).catch(without)
}

/** What opens pages without a network goes when the person leaves; what is not sent yet stays theirs. */
export const forgetSession = (): void => {
  void box.change({ id, to: () => null }).catch(without)
  for (const record of keeping.records.value) if (record.kind === 'answer') void keeping.remove(record.id)
}
