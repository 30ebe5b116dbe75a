import type { FieldProblem } from '../../api/refused'

export const problem = (field: string, sentence: string): FieldProblem => ({ field, code: 'page.missing', sentence })

/** A sentence for each field in which nothing is written. */
export const filled = (fields: Record<string, [said: string, sentence: string]>): FieldProblem[] =>
  Object.entries(fields).flatMap(([field, [said, sentence]]) => (said.trim() === '' ? [problem(field, sentence)] : []))
