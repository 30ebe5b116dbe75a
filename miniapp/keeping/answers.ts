import { Unreachable } from '../api/refused'
import { keeping } from '.'

const idOf = (name: string, input: unknown): string => `answer.${keeping.owner()}.${name} ${JSON.stringify(input)}`

/** The last answer of a call to the person of this page. */
export const keepAnswer = async (name: string, input: unknown, answer: unknown): Promise<void> => {
  const id = idOf(name, input)
  if (JSON.stringify(answer) !== JSON.stringify(keeping.read(id))) await keeping.put('answer', id, answer)
}

/** Where it must not be shown again. */
export const forgetAnswer = async (name: string, input: unknown): Promise<void> =>
  void (await keeping.remove(idOf(name, input)))

/** What stands for an answer that did not come. Throws the fault where the server did answer, and where nothing is kept. */
export const answerInstead = (name: string, input: unknown, fault: unknown): unknown => {
  const kept = fault instanceof Unreachable ? keeping.read(idOf(name, input)) : null
  if (kept === null) throw fault
  return kept
}
