import { z } from 'zod'
import { isCalendarDay } from '../domain/calendar/calendarDay'

/** The building stones of all shapes. Messages are what the person reads. */
export const id = z.uuid()
export const day = z.string().refine(isCalendarDay)
export const revision = z.number().int().positive()
export const nothing = z.strictObject({})
export const done = z.strictObject({ done: z.literal(true) })
/** In code points, as the database counts, where JavaScript counts 𠮷 twice; what was sent is cleaned before (cleanGiven.ts). */
const atMost = (limit: number, what: string) => (words: string, context: z.RefinementCtx) => {
  if (words.length <= limit || [...words].length <= limit) return
  const bound = { origin: 'string', maximum: limit, inclusive: true } as const
  context.addIssue({ code: 'too_big', message: `${what}最多${limit}字`, ...bound })
}
/** Text that may be empty: trimmed. */
export const words = (limit: number, what: string) =>
  z.string(`请填写${what}`).trim().superRefine(atMost(limit, what)).meta({ maxLength: limit })
/** The same, and not empty. */
export const text = (limit: number, what: string) =>
  z.string(`请填写${what}`).trim().min(1, `请填写${what}`).superRefine(atMost(limit, what)).meta({ maxLength: limit })
export const optionalText = (limit: number, what: string) => text(limit, what).optional()
/** Raw text whose length and characters the rules judge (wording/), bounded only against abuse. */
export const rawText = (what: string) => z.string(`请填写${what}`).max(2000, `${what}太长`)
export const page = z.coerce.number().int().min(1).max(10_000).default(1)
/** A reason of at least five characters; the rule itself answers with the count. */
export const reason = words(200, '原因')
