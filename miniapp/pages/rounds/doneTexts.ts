/** What is said once a step of a round is taken. */
export const doneTexts = {
  frozen: (subjects: number, voters: number) => `名单已冻结：评价对象${subjects}个，参评${voters}人`,
  renamed: '监票人已改派',
  lockSet: '监票码已设好',
  stripped: '外封已开，可以放下手机',
  boxConfirmed: '已记下您写的原因',
  opened: '投票已开始',
  closed: '投票已截止',
  tallied: (checksum: string) => `计票完成，校验码${checksum}`,
  reported: '表1已报送机关党办',
} as const
