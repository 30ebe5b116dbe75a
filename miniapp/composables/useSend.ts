import type { CallName, Input, Output } from '../../server/contract'
import { type CallOptions, call } from '../api/call'
import { newId } from '../api/newId'
import { Unreachable } from '../api/refused'
import { type Action, useAction } from './useAction'

export interface Send extends Action {
  /** Sends and then does `then` with the answer; false when it was refused, unreachable or already under way. */
  send: <Name extends CallName>(
    name: Name,
    input: Input<Name>,
    then?: (answer: Output<Name>) => Promise<void> | void,
    options?: CallOptions,
  ) => Promise<boolean>
}

/**
 * One thing a person does on a page. Pressed again after nobody answered, it carries the same key as before, because
 * the first try may have arrived; other words, or an answer, begin a new one.
 */
export const useSend = (): Send => {
  const action = useAction()
  let open: { said: string; key: string } | null = null
  return {
    ...action,
    send: (name, input, then, options = {}) =>
      action.run(async () => {
        // A file's words cannot be compared, so a chosen file is always a new action.
        const said = input instanceof Blob ? newId() : name + JSON.stringify(input)
        if (open?.said !== said) open = { said, key: newId() }
        try {
          const answer = await call(name, input, { ...options, key: open.key })
          open = null
          await then?.(answer)
        } catch (fault) {
          if (!(fault instanceof Unreachable)) open = null
          throw fault
        }
      }),
  }
}
