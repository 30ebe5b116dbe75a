import type { z } from 'zod'
import { cleanGiven, type GivenProblem } from '../contract/cleanGiven'
import { problemSentence } from '../contract/problemSentence'
import { type FieldProblem, requestMalformed } from '../refusals'

/** Problems said in one sentence; all of them stand at their fields. */
const mostSaid = 3

const ofShape = (fault: z.ZodError | undefined): FieldProblem[] =>
  (fault?.issues ?? []).map((issue) => ({
    field: issue.path.join('.'),
    code: issue.code ?? 'invalid',
    sentence: issue.message,
  }))

const ofTexts = (problems: readonly GivenProblem[]): FieldProblem[] =>
  problems.map(({ path, sentence }) => ({ field: path.join('.'), code: 'text.lost', sentence }))

/**
 * What a request brings in the shape of its call, every text of it cleaned; refuses with request.malformed, saying what is
 * wrong and where.
 */
export function checkInput<Shape extends z.ZodType>(shape: Shape, given: unknown): z.output<Shape> {
  const { value, problems: lost } = cleanGiven(given)
  const outcome = shape.safeParse(value, { error: problemSentence })
  if (outcome.success && !lost.length) return outcome.data
  const problems = [...ofShape(outcome.error), ...ofTexts(lost)]
  const sentences = [...new Set(problems.map(({ sentence }) => sentence))].slice(0, mostSaid).join('；')
  throw requestMalformed({ problems: sentences }, problems)
}
