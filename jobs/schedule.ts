/** What runs when, as a plain table. Times are Shanghai wall clock; minutes stay away from :00 and :30 (feishu §3.6). */
export interface ScheduledJob {
  name:
    | 'remind'
    | 'closeVoting'
    | 'keepProgress'
    | 'mixOpinions'
    | 'closeContactRosters'
    | 'followRoster'
    | 'askDirectory'
    | 'purge'
    | 'checkDatabase'
  /** 'HH:MM', every day; the job itself knows working days. */
  at: string
  /** A slot missed (server was down) is made up within this many hours, later it is let go. */
  catchUpHours: number
}

export const schedule: readonly ScheduledJob[] = [
  { name: 'remind', at: '09:07', catchUpHours: 8 },
  { name: 'closeVoting', at: '00:12', catchUpHours: 72 },
  // What came without a name goes into the book with others.
  { name: 'mixOpinions', at: '00:22', catchUpHours: 72 },
  // Before anybody who has left overnight falls out of it.
  { name: 'closeContactRosters', at: '00:27', catchUpHours: 20 },
  { name: 'followRoster', at: '00:31', catchUpHours: 20 },
  // Keeps what stood when yesterday ended; made up later than this it would be another day's figure.
  { name: 'keepProgress', at: '00:03', catchUpHours: 12 },
  { name: 'askDirectory', at: '01:47', catchUpHours: 12 },
  { name: 'purge', at: '03:20', catchUpHours: 24 },
  { name: 'checkDatabase', at: '04:10', catchUpHours: 20 },
]
