import { Refusal, refusal } from '../refusals'
import { codeOf } from './faults'

const away = refusal(503, 'database.away', '数据库暂时没有回应，请稍后再试，已填写的内容不会丢。')
const full = refusal(
  503,
  'database.full',
  '服务器的磁盘满了，暂时存不进新内容，请稍后再试，并告诉管理员；已填写的内容不会丢。',
)
const readOnly = refusal(
  503,
  'database.readOnly',
  '数据库现在只能看、不能存，请稍后再试，并告诉管理员；已填写的内容不会丢。',
)
const damaged = refusal(
  503,
  'database.damaged',
  '数据库有损坏或缺了内容，为免写错先不办理，请告诉管理员；已填写的内容不会丢。',
)

/** What a fault of the database means: for the person who wanted something, and for whoever runs the house. */
interface Illness {
  refuse: () => Refusal
  operator: (code: string) => string
  /** Of SQLite, of the network and the driver, by the beginning of their codes; of the servers by number. */
  codes: readonly string[]
  numbers: readonly number[]
}

const illnesses: readonly Illness[] = [
  {
    refuse: away,
    operator: (code) => `连不上数据库（${code}），请检查 DATABASE_URL 和数据库是否开着。`,
    codes: [
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_AGAIN',
      'ETIMEDOUT',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'ECONNRESET',
      'EPIPE',
      'PROTOCOL_',
      'CONNECTION_TIMEOUT',
      'SQLITE_CANTOPEN',
    ],
    // Too many connections, shutting down, access lost, a node that left its cluster, connection killed.
    numbers: [1040, 1044, 1045, 1047, 1053, 1129, 1130, 1142, 1184, 1927, 2006, 2013, 3169, 4031],
  },
  {
    refuse: away,
    operator: () => '数据库太久没有回应，请看它的负载、锁和磁盘。',
    codes: ['STATEMENT_TIMEOUT'],
    numbers: [1317, 1969, 3024],
  },
  {
    refuse: full,
    operator: () => '数据库所在的磁盘满了，存不进新内容，请腾出空间，不用重启。',
    codes: ['SQLITE_FULL', 'ENOSPC'],
    numbers: [1021, 1114, 1041, 3675],
  },
  {
    refuse: damaged,
    operator: () =>
      'DATABASE_URL（或 DATA_DIR）指的 SQLite 文件被移走或换掉了，写进去的会丢失，所以先不办理。请把文件放回原处或用备份恢复，再重启这个程序。',
    codes: ['SQLITE_READONLY_DBMOVED'],
    numbers: [],
  },
  {
    refuse: readOnly,
    operator: () =>
      '数据库只能读、不能写，请检查：服务器是否设了 read_only 或连到了从库；SQLite 文件和目录的权限、磁盘是否只读。',
    codes: ['SQLITE_READONLY', 'EROFS'],
    numbers: [1290, 1792, 1836],
  },
  {
    refuse: damaged,
    operator: (code) =>
      `DATABASE_URL 指的数据库有损坏或缺少表（${code}）。请先停下来，检查磁盘和 DATABASE_URL，不行就用最近的备份恢复。`,
    codes: ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_IOERR'],
    // No such database, no such table, and what servers say of damaged pages and indices.
    numbers: [126, 127, 145, 1030, 1034, 1035, 1046, 1049, 1146, 1194, 1712, 1877, 1932, 3170],
  },
]

/** Where a number or a code stands for several things, what is said with it. */
const words: readonly [RegExp, string][] = [
  [/^no such table/, 'SQLITE_CORRUPT'],
  [/No space left on device|got error 28 /i, 'ENOSPC'],
]

function illnessOf(fault: unknown): Illness | undefined {
  const said = ((fault as { driverError?: Error })?.driverError ?? (fault as Error))?.message ?? ''
  const told = words.find(([pattern]) => pattern.test(said))?.[1]
  const { code, errno } = told ? { code: told, errno: 0 } : codeOf(fault)
  return illnesses.find(
    ({ codes, numbers }) => numbers.includes(errno) || codes.some((beginning) => code.startsWith(beginning)),
  )
}

/** The database could not: the person tries again later, the log says to whoever runs the house what to mend. */
export class DatabaseUnwell extends Refusal {
  constructor(
    { status, code, message }: Refusal,
    /** What the driver said. */
    readonly fault: unknown,
    /** One sentence for whoever runs the house; holds no address and no value. */
    readonly operator: string,
  ) {
    super(status, code, message)
  }
}

/** What a fault that came out of the database is to the caller; itself where the database is not to blame. */
export function asUnwell(fault: unknown): unknown {
  if (fault instanceof Refusal) return fault
  const illness = illnessOf(fault)
  return illness ? new DatabaseUnwell(illness.refuse(), fault, illness.operator(codeOf(fault).code)) : fault
}

/** What a look at the file itself has found. */
export const damagedDatabase = (found: string): DatabaseUnwell =>
  asUnwell(Object.assign(new Error(found), { code: 'SQLITE_CORRUPT' })) as DatabaseUnwell

/** The same fault for whoever runs the house, in one sentence; null where the database is not to blame. */
export function operatorSentence(fault: unknown): string | null {
  if (fault instanceof DatabaseUnwell) return fault.operator
  return illnessOf(fault)?.operator(codeOf(fault).code) ?? null
}
