import type { z } from 'zod'

/** 'file' stands for a body or an answer that is not JSON. */
export interface Shape {
  in: z.ZodType | 'file'
  out: z.ZodType | 'file'
}

/** The half of a call that its callers may see: method and path below /api, what it takes and what it gives. */
export interface ContractRow extends Shape {
  address: `GET /${string}` | `POST /${string}`
}

/** The calls of one part, by name: `<what>.<verb>`. */
export type Contract = Record<string, ContractRow>
