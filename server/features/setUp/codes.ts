import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { SetUpCode } from '../../../entities'
import type { Work } from '../../database/work'
import { drawCode, readCode } from '../../domain/setUp/oneTimeCode'
import type { PlatformTenants } from '../call'
import { houseState } from './houseState'

const mostTries = 10

const hashOf = (code: string): Buffer => createHash('sha256').update(`set-up:${code}`).digest()

/** What became of a code: good; good and used for this very request before; used for another; not good; not good any more. */
export type CodeOutcome = { kind: 'right' | 'again' | 'used' | 'spent' } | { kind: 'wrong'; left: number }

/**
 * A new code for this instance, to be printed on its console and nowhere else; the one before is void. Null where the house is
 * entered already.
 */
export async function issueSetUpCode(work: Work, instance: string, tenants: PlatformTenants): Promise<string | null> {
  if ((await houseState(work, tenants)) === 'entered') return null
  const code = drawCode(randomBytes)
  const codeHash = hashOf(readCode(code) ?? '').toString('hex')
  const facts = { codeHash, triesLeft: mostTries, usedFor: null, issuedAt: work.now }
  if (!(await work.change(SetUpCode, { instance }, facts))) await work.insert(SetUpCode, { instance, ...facts })
  return code
}

async function countTry(work: Work, rows: readonly SetUpCode[], isGuess: boolean): Promise<CodeOutcome> {
  const open = rows.filter(({ triesLeft }) => triesLeft > 0)
  const left = Math.max(0, ...open.map(({ triesLeft }) => triesLeft - (isGuess ? 1 : 0)))
  if (isGuess)
    for (const { instance, triesLeft } of open) await work.change(SetUpCode, { instance }, { triesLeft: triesLeft - 1 })
  return left ? { kind: 'wrong', left } : { kind: 'spent' }
}

/**
 * Whether somebody has read the console. A guess is counted against the codes of all instances, so the unit of work must be
 * committed after a wrong one too. `usedFor` uses the code up for that request.
 */
export async function takeSetUpCode(work: Work, typed: string, usedFor: string | null): Promise<CodeOutcome> {
  await work.takeTurn('setUp')
  const rows = await work.manager.find(SetUpCode)
  const code = readCode(typed)
  const given = hashOf(code ?? '')
  // Each is compared, and each as long as the other.
  const [row] = rows.filter(({ codeHash }) => timingSafeEqual(Buffer.from(codeHash, 'hex'), given))
  if (!row || !code) return countTry(work, rows, code !== null)
  if (row.usedFor !== null) return { kind: row.usedFor === usedFor ? 'again' : 'used' }
  if (row.triesLeft <= 0) return { kind: 'spent' }
  if (usedFor !== null) await work.change(SetUpCode, { instance: row.instance }, { usedFor })
  return { kind: 'right' }
}
