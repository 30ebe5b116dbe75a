import { cleanText } from '../wording/cleanText'
import { politicalStatusOf } from './officialCodes'
import type { RosterKey } from './rosterColumns'
import { tidyHeading } from './rosterHeadings'

/** With what a line below the people begins: a sum, who made the list, a remark. */
const footer =
  /^(?:合计|总计|小计|共计|总数|总人数|制表|填表|填报|编制|审核|复核|审批|打印|备注|说明|附注|注[:：]|第\d+页|共\d+[人页])/

/**
 * A line of the table that is nobody's: the headings once more, as printed on each page; a sum or a remark below; the name of a
 * section alone in its line. What of it is shown, or null where it may be a person's.
 */
export function asideOf(
  texts: readonly (string | null)[],
  headings: readonly (string | null)[],
  places: ReadonlyMap<RosterKey, number>,
): string | null {
  const at = (key: RosterKey): number => places.get(key) ?? -1
  const isHeading = (key: RosterKey): boolean => {
    const [text, heading] = [texts[at(key)], headings[at(key)]]
    return Boolean(text && heading) && tidyHeading(text ?? '') === tidyHeading(heading ?? '')
  }
  const first = texts.findIndex((text) => text !== null)
  const shown = cleanText(texts[first] ?? '').replace(/\s/g, '')
  const aside = [...shown].slice(0, 20).join('')
  if (isHeading('staffNumber') && isHeading('name')) return aside
  if (politicalStatusOf(cleanText(texts[at('politicalStatus')] ?? '')) !== undefined) return null
  if (footer.test(shown)) return aside
  const isAlone = texts.every((text, column) => text === null || column === first)
  const isLeft = first !== at('name') && first <= Math.min(at('staffNumber'), at('name'))
  return isAlone && isLeft && /\p{Script=Han}/u.test(shown) ? aside : null
}
