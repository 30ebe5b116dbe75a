import type { Aside } from './orderSteps'

export const moreTexts = {
  actions: {
    exportAgain: '重新导出资料',
    proofAgain: '再发一版样稿',
    changeQuote: '修改报价',
    reprint: '补做牌子',
    cancel: '取消制作单',
  } satisfies Record<Aside, string>,
  back: '先不改了',
  cancelTitle: '取消制作单',
  cancelHint: '取消后不能恢复，这些牌子可以重新下单。',
  cancelReasons: ['换一家广告公司', '资料还要大改', '这张单建错了'],
  cancelled: '制作单已取消',
} as const
