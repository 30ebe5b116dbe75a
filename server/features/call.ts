import type { Readable } from 'node:stream'
import type { ObjectLiteral } from 'typeorm'
import type { Card, ChatPlatform, Press, PressAnswer } from '../../bot/port'
import type { CallName, Checked, Output } from '../contract'
import type { Database, Work } from '../database/work'
import type { SubjectKey } from '../domain/cardKeys'
import type { Permission } from '../policy'

/** Feishu app id and WeCom corp id of this installation; null where the platform is not set up. */
export interface PlatformTenants {
  feishu: string | null
  wecom: string | null
}

/** What the verbs know of the house they work in besides the database. */
export interface HouseSettings {
  demo: boolean
  tenants: PlatformTenants
  /** Where people open the house: what a QR code on paper leads to. */
  publicUrl: string
  /** Where the Chinese fonts for PDF files are; null looks in the usual places. */
  fontFolder: string | null
  /** R32: whether an order is closed only with the number of the meeting that decided it. */
  signMinutesRequired: boolean
  /** Where bulk documents are made while they are downloaded. */
  dataFolder: string
  /** Where the keys of ballots are kept: outside the database and its backups, one for all instances. */
  keysFolder: string
  /** Where 计票档案 are kept: outside the database, one for all instances. */
  bundlesFolder: string
}
export interface House extends HouseSettings {
  database: Database
  /** The chat platforms in use. */
  platforms: readonly ChatPlatform[]
  /** What can be said of the machine itself. */
  checks: () => Promise<{ name: string; good: boolean; sentence: string }[]>
}

/**
 * What a call asks of the person: 'anyone' (not logged in), 'person' (anyone on the roster), or the permissions it names.
 * A call with several asks for the one that fits the record.
 */
export type Asks = 'anyone' | 'person' | readonly Permission[]

/** A column in which a record names a file, and whether the actor reads a record that names this one there. */
export interface FileReader {
  entity: new () => ObjectLiteral
  column: string
  mayRead(work: Work, fileId: string): Promise<boolean>
}

/** An answer that is not JSON: a table, a picture. */
export interface FileAnswer<Content extends Buffer | Readable = Buffer> {
  mediaType: string
  fileName: string
  content: Content
  /** 206 for a part of the file; 200 when not said. */
  status?: number
  headers?: Record<string, string>
  /** Seconds a browser may keep it for itself; 0 when not said. */
  keepSeconds?: number
}

export interface FileFacts {
  fileName: string
  mediaType: string
  sha256: string
  /** Which part of an answer is wanted, and of which version (RFC 9110 §14). */
  range: string
  ifRange: string
  /** What was answered to what a file's check asked (X-Answers), percent-encoded JSON. */
  answers?: string
  /** The phone's own key of the request, for calls that keep none; '' without one. */
  requestKey: string
}

type Answer<Name extends CallName> = Output<Name> | FileAnswer | FileAnswer<Readable>

/**
 * What a call does. `prepare` is for slow work outside the transaction (decoding a photo, reading a table); it sees the
 * checked input and must not write.
 */
type Run<Name extends CallName> =
  | ((work: Work, input: Checked<Name>, file: FileFacts) => Promise<Answer<Name>>)
  | PreparedRun<Name, never>

export interface PreparedRun<Name extends CallName, Prepared> {
  prepare(work: Work, input: Checked<Name>, file: FileFacts): Promise<Prepared>
  /** Whether what is left to do is one statement at most: then no transaction is begun for it. */
  isOneStatement?(prepared: Prepared): boolean
  run(work: Work, prepared: Prepared, file: FileFacts): Promise<Answer<Name>>
}

/** Marks a two-step verb: what `prepare` gives is what `run` takes. */
export const prepared = <Name extends CallName, Prepared>(run: PreparedRun<Name, Prepared>): Run<Name> =>
  run as unknown as PreparedRun<Name, never>

/** The verb, and what follows from it in the same unit of work. */
export function followed<Name extends CallName>(
  call: Call<Name>,
  follow: (work: Work) => Promise<unknown>,
): Call<Name> {
  const { run } = call
  const after =
    (verb: (...given: never[]) => Promise<Answer<Name>>) =>
    async (work: Work, ...given: unknown[]): Promise<Answer<Name>> => {
      const answer = await (verb as (...given: unknown[]) => Promise<Answer<Name>>)(work, ...given)
      await follow(work)
      return answer
    }
  return { ...call, run: typeof run === 'function' ? after(run) : { ...run, run: after(run.run.bind(run)) } }
}

/** The server's half of a call; the half its callers see is in server/contract/<part>.ts. */
export interface Call<Name extends CallName> {
  asks: Asks
  run: Run<Name>
}

/** A row for each call of this part of the contract. */
export type Calls<Part> = { [Name in keyof Part & CallName]: Call<Name> }

/** A press in one unit of work. */
export type PressHandler = (work: Work, press: Press, argument: string) => Promise<PressAnswer>

/** What became of the parts of a press, in their order. */
export interface PartsDone<Part> {
  parts: readonly Part[]
  /** Why a part was not taken; null when it was. */
  reasons: readonly (string | null)[]
  /** The card as it was sent; null when the message is not known. */
  sent: Card | null
  /** Something else that card is about is still open. */
  goesOn: boolean
}

/** A press about several records, each in a unit of work of its own. */
export interface PressSeries<Part> {
  /** What is asked for; refuses a press that asks for nothing. */
  parts(press: Press, argument: string): Part[]
  /** One part; answers why it was not taken, null when it was. Asked twice for the same it writes once. */
  one(work: Work, part: Part): Promise<string | null>
  /** What a fault of `one` says of its part; null where it is a fault of ours. */
  reason(fault: unknown): string | null
  /** What the card is about because of this part. */
  subject(part: Part): SubjectKey
  answer(work: Work, press: Press, argument: string, done: PartsDone<Part>): Promise<PressAnswer>
}

/** What a pressed button does, by the first word of its action (`visit:…`). */
// biome-ignore lint/suspicious/noExplicitAny: each series knows its own parts.
export type PressHandlers = Record<string, PressHandler | PressSeries<any>>
