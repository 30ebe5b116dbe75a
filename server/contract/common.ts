import { z } from 'zod'
import { isCalendarDay } from '../domain/calendar/calendarDay'

/** The building stones of all shapes. Messages are what the person reads. */
export const id = z.uuid('编号不对')
export const day = z.string().refine(isCalendarDay, '不是有效日期')
export const revision = z.number('缺少版本号').int().positive()
export const nothing = z.strictObject({})
export const done = z.strictObject({ done: z.literal(true) })
/** One line of text: trimmed, no control characters. */
export const text = (limit: number, what: string) =>
  z
    .string(`请填写${what}`)
    .trim()
    .min(1, `请填写${what}`)
    .max(limit, `${what}最多${limit}字`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/, `${what}里有不能识别的字符`)
export const optionalText = (limit: number, what: string) => text(limit, what).optional()
/** Raw text whose length the rules judge (wording/), bounded only against abuse. */
export const rawText = (what: string) => z.string(`请填写${what}`).max(2000, `${what}太长`)
export const page = z.coerce.number().int().min(1).max(10_000).default(1)
/** A reason of at least five characters; the rule itself answers with the count. */
export const reason = z.string('请写明原因').trim().max(200, '原因最多200字')
