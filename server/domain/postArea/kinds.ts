/** 党员示范岗 and 党员责任区 (R03): one chain, two forms. */
export const postAreaKinds = ['POST', 'AREA'] as const
export type PostAreaKind = (typeof postAreaKinds)[number]
export const postAreaKindNames: Record<PostAreaKind, string> = { POST: '党员示范岗', AREA: '党员责任区' }
