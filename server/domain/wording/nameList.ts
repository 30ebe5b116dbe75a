/** At most `limit` names in a sentence that says their number elsewhere: 「甲、乙等」. */
export const firstNames = (names: readonly string[], limit = 5): string =>
  `${names.slice(0, limit).join('、')}${names.length > limit ? '等' : ''}`

/** At most `limit` names in a sentence; the rest as a number: 「甲、乙等7个」. */
export const nameList = (names: readonly string[], limit = 5): string =>
  `${firstNames(names, limit)}${names.length > limit ? `${names.length}个` : ''}`
