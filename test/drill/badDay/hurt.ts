/** One thing that happens to a database on a bad day, and what has to be said of it. */
export interface Hurt {
  name: string
  /** Why it cannot be done on this machine. */
  obstacle?: string | undefined
  /** Whether the product runs meanwhile, or is asked to start, which it must refuse. */
  when: 'running' | 'start'
  hurt(): Promise<void>
  /** Afterwards it works again: by itself where it ran, at the next start where it was refused. */
  heal(): Promise<void>
  /** It takes long: only in the whole drill. */
  long?: boolean
  /** What a member is told. */
  member?: RegExp
  /** What whoever runs the house is told. */
  administrator: RegExp
}

/** A database that can be hurt. */
export interface Patient {
  url: string
  hurts: Hurt[]
  end(): Promise<void>
}

/** What a person is told: of SQLite and of servers the same. */
export const memberSentences = {
  away: /^数据库暂时没有回应，请稍后再试，已填写的内容不会丢。$/,
  busy: /^系统正忙，请稍后再试，已填写的内容不会丢。$/,
  full: /^服务器的磁盘满了，暂时存不进新内容，.*不会丢。$/,
  readOnly: /^数据库现在只能看、不能存，.*不会丢。$/,
  damaged: /^数据库有损坏或缺了内容，.*不会丢。$/,
}
