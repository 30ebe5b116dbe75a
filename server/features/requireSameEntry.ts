import { canonicalText } from '../domain/wording/canonicalText'
import { refusal } from '../refusals'

const entryKnown = refusal(
  409,
  'request.entryKnown',
  '这一条上次提交时已经登记好了，这次改过的内容没有登记。请看一下已登记的那一条，不对就作废它，再提交一次。',
)

const told = (value: unknown): string => canonicalText(value ?? null)

/**
 * The entry of an id that a page has made stands already: its answer was lost, and it is sent again. Refuses other words under
 * the same id, of which nothing is written: whoever has changed them since must not hear that they are kept.
 */
export function requireSameEntry<Row extends object>(
  known: Row,
  sent: { [Name in keyof Row]?: Row[Name] | undefined },
): void {
  for (const [name, value] of Object.entries(sent))
    if (told(value) !== told(known[name as keyof Row])) throw entryKnown()
}
