/** 类别 and 帮扶形式 of the 名册 (R43, R64): a contact in difficulty is never marked as one here (D11). */
export const contactCategories = ['PRODUCTION_LINE', 'SALES_LINE', 'ACTIVIST', 'OTHER'] as const
export type ContactCategory = (typeof contactCategories)[number]
export const contactCategoryNames: Record<ContactCategory, string> = {
  PRODUCTION_LINE: '生产一线',
  SALES_LINE: '营销一线',
  ACTIVIST: '入党积极分子',
  OTHER: '其他',
}

export const aidKinds = ['ONE_TO_ONE', 'MANY_TO_ONE'] as const
export type AidKind = (typeof aidKinds)[number]
export const aidKindNames: Record<AidKind, string> = { ONE_TO_ONE: '一对一', MANY_TO_ONE: '多对一' }
