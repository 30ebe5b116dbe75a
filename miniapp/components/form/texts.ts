/** What every form says. */
export const formTexts = {
  left: (count: number, named: boolean) => `还有${count}处要改${named ? '：' : '。'}`,
  tooLong: (limit: number, over: number) => `最多${limit}字，请删去${over}字`,
  restored: '已恢复您上次没有提交的内容。',
  discard: '不要了',
  notKept: '这台设备不能保存草稿，请一次写完再离开。',
} as const
