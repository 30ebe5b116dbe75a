/** By subject: voters in some order, or what was given in some order. */
export type Order = (subjectId: string) => string[]

/** What has no value is not among them. */
export function sortedBy<Item>(items: readonly Item[], value: (item: Item) => string | number | undefined): Item[] {
  const known = items.flatMap((item) => {
    const at = value(item)
    return at === undefined ? [] : [{ item, at }]
  })
  return known.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)).map(({ item }) => item)
}
