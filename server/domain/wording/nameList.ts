/** At most `limit` names in a sentence that says their number elsewhere: 「甲、乙等」. */
export const firstNames = (names: readonly string[], limit = 5): string =>
  `${names.slice(0, limit).join('、')}${names.length > limit ? '等' : ''}`

/**
 * As many names as fit into so many characters (code points), the rest as a number: 「甲、乙等7人」; the number alone when
 * not even one fits.
 */
export const namesWithin = (names: readonly string[], characters: number): string => {
  for (let shown = Math.min(names.length, characters); shown > 0; shown--) {
    const text = `${names.slice(0, shown).join('、')}${shown < names.length ? `等${names.length}人` : ''}`
    if ([...text].length <= characters) return text
  }
  return `${names.length}人`
}

/** At most `limit` names in a sentence; the rest as a number: 「甲、乙等7个」. */
export const nameList = (names: readonly string[], limit = 5): string =>
  `${firstNames(names, limit)}${names.length > limit ? `${names.length}个` : ''}`
