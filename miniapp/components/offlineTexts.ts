/** What is said while the network is gone, and of what waited for it. */
export const offlineTexts = {
  offline: '没有网络，填写的内容已记在这台设备上，联网后自动发出。',
  waiting: (count: number) => `有${count}项等待提交，联网后自动发出，请不要重复填写。`,
  sendNow: '现在提交',
  turnedDown: (title: string, sentence: string) => `“${title}”没有提交成功：${sentence}`,
  openForm: '去修改',
} as const
