import type { VisitInput } from './visitForm'

/** What the lower part of the form says, which comes when the form is there. */
export const moreTexts = {
  topic: '学习宣传了什么',
  topicPlaceholder: '例如：党的二十大精神',
  outcome: '纠纷调解得怎样',
  outcomeHelp: '当事人的姓名只有您和本支部书记看得到。',
  place: '在哪里',
  placePlaceholder: '例如：三车间、门店、食堂',
  pictures: '照片',
  picturesHelp: '最多9张。没有网络也能选，先存在这台设备上，联网后和记录一起送出。',
  picturesLeft: (count: number) => `已选${count}张，最多9张。没有网络也能选，联网后和记录一起送出。`,
  camera: '拍照',
  choose: '选照片',
  preparing: '正在处理照片',
  unreadable: '有一张照片打不开，没有加进去。请换一张，或者直接拍照。',
  tooMany: '最多9张，多出来的没有加进去。',
  notKept: '这台设备存不下照片。现在就登记，照片会直接送出；关掉页面照片就没有了。',
  picture: (number: number) => `第${number}张照片`,
  remove: (number: number) => `不要第${number}张照片`,
  gone: '照片找不到了',
}

export const outcomes: readonly { value: NonNullable<VisitInput['outcome']>; label: string }[] = [
  { value: 'SETTLED', label: '调解成功' },
  { value: 'HANDED_ON', label: '转工会或人力' },
  { value: 'OPEN', label: '仍在处理' },
]
