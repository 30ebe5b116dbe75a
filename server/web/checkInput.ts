import type { z } from 'zod'
import { problemSentence } from '../contract/problemSentence'
import { type FieldProblem, requestMalformed } from '../refusals'

/** Problems said in one sentence; all of them stand at their fields. */
const mostSaid = 3

const problemsOf = (fault: z.ZodError): FieldProblem[] =>
  fault.issues.map((issue) => ({ field: issue.path.join('.'), code: issue.code ?? 'invalid', sentence: issue.message }))

/** What a request brings in the shape of its call; refuses with request.malformed, saying what is wrong and where. */
export function checkInput<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const outcome = shape.safeParse(value, { error: problemSentence })
  if (outcome.success) return outcome.data
  const problems = problemsOf(outcome.error)
  const sentences = [...new Set(problems.map(({ sentence }) => sentence))].slice(0, mostSaid).join('；')
  throw requestMalformed({ problems: sentences }, problems)
}
