import { type Action, toRefusal } from './useAction'

/**
 * What an action needs before it is sent: a file, an answer. What keeps it from that is said where a refusal of the action is, and
 * null comes back: a press never ends without a word.
 */
export const orSay = async <Result>(
  { refusal, clear }: Pick<Action, 'refusal' | 'clear'>,
  body: () => Promise<Result>,
): Promise<Result | null> => {
  clear()
  try {
    return await body()
  } catch (fault) {
    refusal.value = toRefusal(fault)
    return null
  }
}
