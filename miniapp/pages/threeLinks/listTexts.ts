/** What one's own activities say, which come when the form is there. */
export const listTexts = {
  noTargets: '还没有给您安排联系点',
  noTargetsText: '联系点由机关党办安排，请联系机关党办。',
  none: '还没有活动记录',
  noneText: '去过联系点以后，点“登记”写下来。',
  proxy: '代录',
  effectHead: '成效',
  problemHead: '问题',
  helpHead: '帮助',
  keepTitle: (year: number, count: number) => `去年的${count}个联系点，${year}年还联系吗？`,
  changeTitle: '调整联系点',
  keep: (carried: number, ended: number) =>
    [...(carried ? [`沿用${carried}个`] : []), ...(ended ? [`结束${ended}个`] : [])].join('，'),
  kept: (added: number, ended: number) =>
    `${[...(added ? [`今年增加了${added}个联系点`] : []), ...(ended ? [`结束了${ended}个`] : [])].join('，') || '没有变化'}。`,
  helpLine: (help: string) => `帮助：${help}`,
}
