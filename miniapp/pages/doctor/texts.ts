export const texts = {
  title: '检查安装',
  lead: '现在问过服务器和平台的结果。改好以后点“再检查一次”。',
  again: '再检查一次',
  machine: '服务器',
  console: (platform: string) => `${platform}后台`,
  count: (bad: number, unknown: number) =>
    [bad ? `${bad}项不对` : '', unknown ? `${unknown}项要试一次` : ''].filter(Boolean).join('，') || '都正常',
  states: { good: '正常', bad: '不对', unknown: '要试一次' },
  where: '在哪里设',
  value: '填',
  why: '为什么',
} as const
