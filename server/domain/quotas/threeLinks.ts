/** R46: 「联系一个销售市场、联系一个下属企业、联系十家零售药店」, distinct targets a leader and year. */
export const requiredLinks = { MARKET: 1, SUBSIDIARY: 1, PHARMACY: 10 } as const
