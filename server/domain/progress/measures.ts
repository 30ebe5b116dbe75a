/** What the boards count (R01): a branch's or department's share of each. */
export const progressMeasures = ['posts', 'areas', 'duties', 'pledges', 'photos', 'plates'] as const
export type ProgressMeasure = (typeof progressMeasures)[number]

export const progressMeasureNames: Record<ProgressMeasure, string> = {
  posts: '示范岗',
  areas: '责任区',
  duties: '亮职责',
  pledges: '亮承诺',
  photos: '登记照片',
  plates: '挂牌',
}
