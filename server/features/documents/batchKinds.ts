/** What can be downloaded in bulk. */
export const batchKinds = ['pledges', 'deskPlates', 'postAreas', 'photos', 'package'] as const
export type BatchKind = (typeof batchKinds)[number]

export const batchKindNames: Record<BatchKind, string> = {
  pledges: '公开承诺书',
  deskPlates: '台牌',
  postAreas: '岗区表',
  photos: '登记照片',
  package: '全套报送材料',
}
