/** R46: 「联系一个销售市场、联系一个下属企业、联系十家零售药店」, distinct targets a leader and year. */
export const requiredLinks = { MARKET: 1, SUBSIDIARY: 1, PHARMACY: 10 } as const

/** What each kind of link is called, in the notice's words. */
export const linkKindNames: Readonly<Record<keyof typeof requiredLinks, string>> = {
  MARKET: '销售市场',
  SUBSIDIARY: '下属企业',
  PHARMACY: '零售药店',
}
