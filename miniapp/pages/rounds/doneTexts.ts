import { shortHash } from '../../../server/domain/sealing/shortHash'

/** What is said once a step of a round is taken. */
export const doneTexts = {
  frozen: (subjects: number, voters: number) => `名单已冻结：评价对象${subjects}个，参评${voters}人`,
  renamed: '监票人已改派',
  lockSet: '监票码已设好',
  stripped: '外封已开，可以放下手机',
  slipLost: '已报告：机关党办会收到卡片',
  slipFound: '已记下：码条找到了，照常用它开封',
  strippedBySafe: '外封已用备份码打开。请把备份码条放回保险柜',
  countedBySafe: '已用备份码开内封并计票。请把备份码条放回保险柜',
  boxConfirmed: '已记下您写的原因',
  voidAsked: '已请求作废重投，等机关党办决定',
  voided: '已作废，重新投票的一轮已建好，监票人会收到卡片',
  kept: '没有同意作废，这一轮接着办',
  opened: '投票已开始',
  closed: '投票已截止',
  tallied: (checksum: string) => `计票完成，可以放下手机。校验码 ${shortHash(checksum)}`,
  takenIn: (checksum: string) => `计票结果已取回，和档案一致。校验码 ${shortHash(checksum)}`,
  reported: '表1已报送机关党办',
} as const
