import type { Order } from './orderSteps'

export const orderTexts = {
  plainTitle: '制作单',
  warnings: '请留意',
  sum: (figures: string, capital: string) => (capital ? `${figures}（${capital}）` : figures),
  facts: '基本情况',
  reason: '补做原因',
  agency: '广告公司',
  funding: '经费来源',
  minutes: '会议纪要',
  noMinutes: '还没有登记',
  voucher: '付款凭证',
  voucherLine: (number: string, day: string) => `${number}，${day}付款`,
  openQuote: '看报价单',
  openMinutes: '看会议纪要',
  items: '项目和金额',
  item: '项目',
  quantity: '数量',
  unitPrice: '单价',
  total: '合计',
  notQuoted: '还没有报价。',
  exports: '交给广告公司的资料',
  exportHead: (recipient: string, day: string) => `${day}交给${recipient}`,
  exportFacts: {
    signer: '接收人',
    purpose: '用途',
    until: '使用期限',
    fields: '内容',
    count: '数量',
    by: '导出人',
    hash: '文件校验码',
    deleted: '对方删除',
  },
  notDeleted: '还没有确认',
  download: '下载资料',
  downloadName: (title: string) => `${title}资料.zip`,
  renewed: '之后又导出过，请用最近一次的文件。',
  confirmDeletion: '确认对方已删除',
  deletionHint: '收到对方已删除资料的书面答复后再登记。',
  deletionDay: '删除日期',
  needDeletionDay: '请选择删除日期。',
  deletionDone: '已登记对方删除资料',
  proofs: '部门校对',
  proofVersion: (version: number) => `样稿第${version}版`,
  department: '部门',
  plates: '牌子',
  answer: '校对结果',
  answerNames: { WAITING: '没有答复', CONFIRMED: '都对', PROBLEM: '有错' } satisfies Record<
    Order['proofs'][number]['answer'],
    string
  >,
  answerTones: { WAITING: 'wait', CONFIRMED: 'done', PROBLEM: 'late' } as const,
  deliveries: '支部签收',
  branch: '支部',
  due: '应收',
  signed: '实收',
  signedBy: '签收',
  signedLine: (name: string, day: string) => `${name}，${day}`,
  notSigned: '还没有签收',
} as const

const returned = {
  hint: '原因会发给经办人，修改后重新送审。',
  reasons: ['单价偏高，请再询价', '报价单和明细不一致', '请先集体研究'],
}

/** Words around the reason of a step. */
export const stepWords = { returnByOffice: returned, reject: returned } as const
