/** Words around the reason of a step. */
export const stepWords = {
  return: {
    hint: '原因会发给支部书记，这一批承诺书都会退给本人修改。',
    reasons: [
      '有照片不是红底登记照片，请换好再报',
      '未交人员的原因没有写清楚',
      '部分承诺没有写数量或时限',
      '人数和名册不一致，请核对',
    ],
  },
} as const
