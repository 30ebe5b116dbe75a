/** What the list of orders and the pages of one say alike. */
export const sharedTexts = {
  number: (number: number) => `第${number}号`,
  supplements: (number: number) => `补做第${number}号`,
  placed: '经办',
  placedLine: (name: string, day: string) => `${name}，${day}建单`,
  amount: '金额',
  pieces: (count: number) => `${count}块`,
  proofOf: (department: string) => `${department}样稿校对`,
  needTitle: '请填写制作单名称。',
  needAgency: '请填写广告公司名称。',
} as const
