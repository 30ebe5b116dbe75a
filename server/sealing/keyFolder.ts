// Keys that must lie neither in the database nor in its backups. Where the folder is gone, ballots that wait in it are lost: the guide
// says so, and that it is not to be copied along with the database.
import { createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { deriveLock, type LockKeys } from './hpke'

/** What opens the ballots of one round, and what they are wrapped by until they are counted. */
export interface RoundKeys {
  /** 32 bytes, AES-256: around every envelope at rest. Destroyed last. */
  wrap: Buffer
  first: LockKeys
  second: LockKeys
}

export interface KeyFolder {
  /** 32 bytes by which the house knows rows it has written itself; made at first use, the same for all instances. */
  house(): KeyObject
  /** The keys of the round, made once: whoever asks second, in whatever instance, gets those that stand. */
  make(roundId: string): RoundKeys
  /** Only what ballots are wrapped by, made once: of a round whose locks are its 监票人's. */
  makeWrap(roundId: string): void
  /** Null where there are none: never made, destroyed, in another folder, or not the house's. */
  read(roundId: string): RoundKeys | null
  /** Only what ballots are wrapped by. */
  wrapOf(roundId: string): KeyObject | null
  destroy(roundId: string): void
  /** Rounds whose keys are here. */
  rounds(): string[]
  /** What unsigned opinions of that day lie sealed by; made at first use where `made` says so, else null where there is none. */
  opinionKey(day: string, made: 'made' | 'standing'): KeyObject | null
  /** Days whose opinions can still be opened. */
  opinionDays(): string[]
  destroyOpinionKey(day: string): void
}

const secretLength = 32
const houseFile = 'house.key'
const ending = '.round'
const opinionEnding = '.opinions'

/** What a writer has not finished, or was killed before it could remove, begins so: it holds the same secret. */
const draftsOf = (name: string): string => `.${name}.`

/** Writes a file whole or not at all; false where one stands already. */
function writeOnce(folder: string, name: string, content: Buffer): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, draftsOf(name) + randomUUID())
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(draft, join(folder, name))
    return true
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw fault
  } finally {
    rmSync(draft, { force: true })
  }
}

function readIfAny(folder: string, name: string): Buffer | null {
  try {
    return readFileSync(join(folder, name))
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw fault
  }
}

/** The file, and what killed writers have left of it. */
function destroyFile(folder: string, name: string): void {
  const drafts = existsSync(folder) ? readdirSync(folder).filter((one) => one.startsWith(draftsOf(name))) : []
  for (const one of [...drafts, name]) overwrite(folder, one)
}

/** Before its name goes the bytes are overwritten, for file systems that do so in place. */
function overwrite(folder: string, name: string): void {
  const standing = readIfAny(folder, name)
  if (!standing) return
  const file = openSync(join(folder, name), 'r+')
  try {
    writeSync(file, randomBytes(standing.length))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  rmSync(join(folder, name), { force: true })
}

function keysFrom(secrets: Buffer): RoundKeys {
  const part = (at: number): Buffer => secrets.subarray(at * secretLength, (at + 1) * secretLength)
  return { wrap: part(0), first: deriveLock(part(1)), second: deriveLock(part(2)) }
}

/** Round ids are UUIDs: nothing of a name can lead out of the folder. */
const fileOf = (roundId: string): string => {
  if (!/^[0-9a-f-]{36}$/.test(roundId)) throw new Error('keys are kept by the id of a round')
  return roundId + ending
}

const opinionFileOf = (day: string): string => {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error('keys of opinions are kept by their day')
  return day + opinionEnding
}

/** Names in the folder that end so, without that. */
function namesOf(folder: string, end: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => (name.endsWith(end) ? [name.slice(0, -end.length)] : []))
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw fault
  }
}

/** The keys in this folder, made when something is first written. Files are their owner's alone. */
export function keyFolder(folder: string): KeyFolder {
  // As key objects: node:crypto takes longer to make one of bytes than to use it, and a sheet has forty envelopes.
  let house: KeyObject | null = null
  const houseSecret = (): Buffer | null => {
    const standing = readIfAny(folder, houseFile)
    if (standing) return standing
    writeOnce(folder, houseFile, randomBytes(secretLength))
    return readIfAny(folder, houseFile)
  }
  const secretsOf = (roundId: string): Buffer | null => readIfAny(folder, fileOf(roundId))
  return {
    house: () => {
      if (house) return house
      const secret = houseSecret()
      if (secret?.length !== secretLength) throw new Error('the key of the house cannot be read')
      house = createSecretKey(secret)
      return house
    },
    make: (roundId) => {
      writeOnce(folder, fileOf(roundId), randomBytes(3 * secretLength))
      return keysFrom(secretsOf(roundId) as Buffer)
    },
    makeWrap: (roundId) => void writeOnce(folder, fileOf(roundId), randomBytes(secretLength)),
    read: (roundId) => {
      const secrets = secretsOf(roundId)
      return secrets?.length === 3 * secretLength ? keysFrom(secrets) : null
    },
    // Read each time: a ballot taken while its keys are gone from the folder could never be counted.
    wrapOf: (roundId) => {
      const secrets = secretsOf(roundId)
      return secrets && createSecretKey(secrets.subarray(0, secretLength))
    },
    destroy: (roundId) => destroyFile(folder, fileOf(roundId)),
    rounds: () => namesOf(folder, ending),
    opinionKey: (day, made) => {
      const name = opinionFileOf(day)
      if (made === 'made') writeOnce(folder, name, randomBytes(secretLength))
      const secret = readIfAny(folder, name)
      return secret?.length === secretLength ? createSecretKey(secret) : null
    },
    opinionDays: () => namesOf(folder, opinionEnding),
    destroyOpinionKey: (day) => destroyFile(folder, opinionFileOf(day)),
  }
}
