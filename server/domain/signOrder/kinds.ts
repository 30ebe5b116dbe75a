/** What can be ordered (R28, R29): plates of persons and plates of 岗 and 区. */
export const signKinds = ['WORK_PLATE', 'DESK_PLATE', 'POST_PLATE', 'AREA_PLATE'] as const
export type SignKind = (typeof signKinds)[number]
export const signKindNames: Record<SignKind, string> = {
  WORK_PLATE: '工作牌',
  DESK_PLATE: '台牌',
  POST_PLATE: '示范岗牌',
  AREA_PLATE: '责任区牌',
}
