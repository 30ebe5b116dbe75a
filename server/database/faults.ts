/** What a database error means, whichever driver threw it. */
interface DriverFault {
  code?: string
  errno?: number
  driverError?: { code?: string; errno?: number }
}

export const codeOf = (fault: unknown): { code: string; errno: number } => {
  const { driverError, code, errno } = (fault ?? {}) as DriverFault
  return { code: driverError?.code ?? code ?? '', errno: driverError?.errno ?? errno ?? 0 }
}

/**
 * The transaction lost against another one and may be run again: deadlock 1213, lock wait 1205, changed since read 1020
 * (MariaDB 11), SQLite busy. On a Galera cluster 1213 also comes at COMMIT.
 */
export function isConflict(fault: unknown): boolean {
  const { code, errno } = codeOf(fault)
  return [1213, 1205, 1020].includes(errno) || code.startsWith('SQLITE_BUSY')
}

/** A unique key was there already. */
export function isDuplicate(fault: unknown): boolean {
  const { code, errno } = codeOf(fault)
  return errno === 1062 || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}

/** What the write answers; throws this refusal in place of the fault when a unique key was there already. */
export const orTaken = <Result>(write: Promise<Result>, refusal: () => Error): Promise<Result> =>
  write.catch((fault) => {
    throw isDuplicate(fault) ? refusal() : fault
  })

/** A column that must hold something was to be left empty. */
export function isEmptied(fault: unknown): boolean {
  const { code, errno } = codeOf(fault)
  return errno === 1048 || code === 'SQLITE_CONSTRAINT_NOTNULL'
}

/** The record points to another one that is not there. */
export function isMissingReference(fault: unknown): boolean {
  const { code, errno } = codeOf(fault)
  return errno === 1452 || code === 'SQLITE_CONSTRAINT_FOREIGNKEY'
}
