/** 党员示范岗 and 党员责任区 (R03): one chain, two forms. */
export const postAreaKinds = ['POST', 'AREA'] as const
export type PostAreaKind = (typeof postAreaKinds)[number]
export const postAreaKindNames: Record<PostAreaKind, string> = { POST: '党员示范岗', AREA: '党员责任区' }
/** As in a number of them: 「2个示范岗」. */
export const shortKindNames: Record<PostAreaKind, string> = { POST: '示范岗', AREA: '责任区' }
