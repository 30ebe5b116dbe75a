import { z } from 'zod'
import { isCalendarDay } from '../domain/calendar/calendarDay'
import { hasUnseenCharacter, unseenCharacter } from '../domain/wording/characters'

/** The building stones of all shapes. Messages are what the person reads. */
export const id = z.uuid()
export const day = z.string().refine(isCalendarDay)
export const revision = z.number().int().positive()
export const nothing = z.strictObject({})
export const done = z.strictObject({ done: z.literal(true) })
/** Said by every refusal of it, whatever the text is: checkReason.ts says it of what no call of the contract brings. */
const seen = (what: string) => [(words: string) => !hasUnseenCharacter(words), unseenCharacter(what)] as const
/** Text that may be empty: trimmed, no control characters, no marks that draw nothing. */
export const words = (limit: number, what: string) =>
  z
    .string(`请填写${what}`)
    .trim()
    .max(limit, `${what}最多${limit}字`)
    .refine(...seen(what))
/** The same, and not empty. */
export const text = (limit: number, what: string) =>
  z
    .string(`请填写${what}`)
    .trim()
    .min(1, `请填写${what}`)
    .max(limit, `${what}最多${limit}字`)
    .refine(...seen(what))
export const optionalText = (limit: number, what: string) => text(limit, what).optional()
/** Raw text whose length and characters the rules judge (wording/), bounded only against abuse. */
export const rawText = (what: string) => z.string(`请填写${what}`).max(2000, `${what}太长`)
export const page = z.coerce.number().int().min(1).max(10_000).default(1)
/** A reason of at least five characters; the rule itself answers with the count. */
export const reason = words(200, '原因')
