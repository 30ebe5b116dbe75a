/** What one's own activities say, which come when the form is there. */
export const listTexts = {
  none: '还没有活动记录',
  noneText: '去过联系点以后，点“登记”写下来。',
  proxy: '代录',
  effectHead: '成效',
  problemHead: '问题',
  helpHead: '帮助',
  helpLine: (help: string) => `帮助：${help}`,
}
