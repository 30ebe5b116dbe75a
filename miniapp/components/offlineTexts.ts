/** What is said over every page: of the network, of what waited for it, of who is here and what day it is. */
export const offlineTexts = {
  daily: '没有网络，仍可以照常填写和提交，联网后自动发出。',
  others: '没有网络，这一页要联网后才能提交。',
  waiting: (count: number) => `有${count}项等待提交，联网后自动发出，请不要重复填写。`,
  stay: '请先不要关闭或刷新本页。',
  offlineUnkept: '没有网络，这台设备也存不下内容。请不要关闭或刷新本页，联网后再提交。',
  dayTurned: '新的一天已经开始，本页的日期已更新。请看一下日期再提交。',
  changed: (now: string, before: string) =>
    `这台设备现在由${now === before ? `另一位${now}` : now}登录。${now === before ? '刚才那位' : before}没有提交的内容仍留在这台设备上，由本人登录后提交。`,
  entries: '查看',
  sendNow: '现在提交',
  turnedDown: (title: string, sentence: string) => `“${title}”没有提交成功：${sentence}`,
  severalTurnedDown: (count: number) => `有${count}项没有提交成功。`,
  missing: {
    offline: '没有网络，这一部分还没有下载到这台设备上。联网后再试一次，已填写的内容不会丢。',
    gone: '这一部分暂时打不开，可能系统正在更新。请稍后再试，还不行请告诉系统管理员。',
  },
  openForm: '去修改',
} as const
