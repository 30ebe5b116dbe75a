import type { VisitInput } from './visitForm'

/** What one's own visits say, which come when the form is there. */
export const listTexts = {
  care: '报告突发情况、办理关怀任务',
  none: '还没有走访记录',
  noneText: '走访以后在这里登记，一分钟就好。',
  voided: '已撤回',
  backfilled: '补录',
  repeated: '同日再次',
  copied: '文字相同',
  confirmed: '本人已确认',
  objected: '本人有更正',
  placeHead: '地点',
  topicHead: '学习宣传',
  outcomeHead: '纠纷',
  companionsHead: '同行',
  correctionHead: '本人更正',
  flagsHead: '注明',
  picture: (number: number) => `照片${number}`,
  together: (count: number) => `同时走访${count}人`,
  companions: (names: string) => `同行：${names}`,
  offRoster: '名单外',
  contactHead: '走访了谁',
  wayHead: '方式',
  purposesHead: '谈的方面',
  problemHead: '问题',
  problemFound: '问题：',
  correctionFound: '本人更正：',
  takeBack: '撤回',
  takeBackFor: (name: string, day: string) => `撤回：${name} ${day}`,
  takeBackTitle: '撤回这条走访记录',
  takeBackReason: '为什么撤回',
  takeBackReasons: [
    { value: '走访对象选错了', label: '走访对象选错了' },
    { value: '走访日期写错了', label: '走访日期写错了' },
    { value: '这条是重复登记', label: '这条是重复登记' },
    { value: '走访情况写错了', label: '走访情况写错了' },
  ],
  takeBackSend: '确定撤回',
}

export const outcomes: readonly { value: NonNullable<VisitInput['outcome']>; label: string }[] = [
  { value: 'SETTLED', label: '调解成功' },
  { value: 'HANDED_ON', label: '转工会或人力' },
  { value: 'OPEN', label: '仍在处理' },
]
