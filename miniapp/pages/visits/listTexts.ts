/** What one's own visits say, which come when the form is there. */
export const listTexts = {
  none: '还没有走访记录',
  noneText: '走访以后在这里登记，一分钟就好。',
  voided: '已撤回',
  backfilled: '补录',
  offRoster: '名单外',
  wayHead: '方式',
  purposesHead: '谈的方面',
  problemHead: '问题',
  roster: '联系名单',
  problemFound: '问题：',
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
