/** R46: 「联系一个销售市场、联系一个下属企业、联系十家零售药店」, distinct targets a leader and year. */
export const requiredLinks = { MARKET: 1, SUBSIDIARY: 1, PHARMACY: 10 } as const

/** What each kind of link is called, in the notice's words. */
export const linkKindNames: Readonly<Record<keyof typeof requiredLinks, string>> = {
  MARKET: '销售市场',
  SUBSIDIARY: '下属企业',
  PHARMACY: '零售药店',
}

interface YearlyLink {
  readonly leaderId: string
  readonly year: number
  readonly targetId: string
  readonly kind: keyof typeof requiredLinks
  readonly closedDay: string | null
}

/**
 * What the years before leave to choose from (rules §3.7): links that nobody ended and this year's set does not name. A proposal
 * only: until somebody takes it over nothing of it is this year's.
 */
export const carriedOver = <Link extends YearlyLink>(links: readonly Link[], year: number): Link[] => {
  const named = new Set(links.filter((link) => link.year === year).map((link) => `${link.leaderId} ${link.targetId}`))
  return links.filter(
    (link) => link.year < year && link.closedDay === null && !named.has(`${link.leaderId} ${link.targetId}`),
  )
}

/** Of these, the kinds of which this year's open links are fewer than R46 asks: whoever has chosen others is not asked on. */
export const stillOffered = <Link extends YearlyLink>(carried: readonly Link[], links: readonly YearlyLink[]): Link[] =>
  carried.filter(
    ({ kind }) => links.filter((link) => link.kind === kind && link.closedDay === null).length < requiredLinks[kind],
  )
