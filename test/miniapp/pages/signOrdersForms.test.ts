import {
  deliveryProblems,
  exportProblems,
  openQuote,
  payProblems,
  type QuoteForm,
  quotedItems,
  quoteProblems,
  startProblems,
  sumOf,
} from '../../../miniapp/pages/signOrders/orderForms'
import { reprintProblems } from '../../../miniapp/pages/signOrders/reprintForm'
import { postPlateItem, signOrder, workPlateItem } from './signOrderRecord'

const today = '2026-09-21'
const sentences = (problems: { sentence: string }[]): string[] => problems.map(({ sentence }) => sentence)

/** 7 × 12.50 + 2 × 80 = 247.50 */
const filledQuote = (change: Partial<QuoteForm> = {}): QuoteForm => ({
  lines: [
    { itemId: workPlateItem, quantity: '7', price: '12.50' },
    { itemId: postPlateItem, quantity: '2', price: '80' },
  ],
  total: '247.5',
  quoteFileId: '00000000-0000-4000-8000-000000000031',
  ...change,
})

describe('the agency’s price as it is typed (R30)', () => {
  test('begins with the quantities of the data, and of a price that is changed with everything', () => {
    expect(openQuote(signOrder())).toEqual({
      lines: [
        { itemId: workPlateItem, quantity: '7', price: '' },
        { itemId: postPlateItem, quantity: '2', price: '' },
      ],
      total: '',
      quoteFileId: null,
    })
    const items = signOrder().items.map((item) => ({ ...item, unitPriceFen: 1205 }))
    const known = openQuote(signOrder({ items, amountFen: 10_845, quoteFileId: 'paper' }))
    expect([known.lines[0]?.price, known.total, known.quoteFileId]).toEqual(['12.05', '108.45', 'paper'])
  })

  test('goes off in whole 分, the total that of the paper', () => {
    expect(quoteProblems(filledQuote())).toEqual([])
    expect(quotedItems(filledQuote())).toEqual([
      { itemId: workPlateItem, quantity: 7, unitPriceFen: 1250 },
      { itemId: postPlateItem, quantity: 2, unitPriceFen: 8000 },
    ])
    expect(sumOf(filledQuote())).toBe(24_750)
  })

  test('a total one 分 off the sum is named with both amounts', () => {
    expect(sentences(quoteProblems(filledQuote({ total: '247.51' })))).toEqual([
      '总价¥247.51和合计¥247.50不一致，请核对。',
    ])
  })

  test('says of every field what is missing or cannot be read', () => {
    expect(sentences(quoteProblems(openQuote(signOrder())))).toEqual([
      '请填写单价。',
      '请填写单价。',
      '请填写报价单上的总价。',
      '请上传报价单。',
    ])
    const lines = [{ itemId: workPlateItem, quantity: '7.5', price: '12.505' }]
    expect(sentences(quoteProblems(filledQuote({ lines, total: '一百' })))).toEqual([
      '请填写数量，用整数。',
      '金额请写成12.50这样，最多两位小数。',
      '金额请写成12.50这样，最多两位小数。',
    ])
    expect(sumOf(filledQuote({ lines }))).toBeNull()
  })

  test('a sum beyond all reason is said to be one', () => {
    const lines = [{ itemId: workPlateItem, quantity: '100000', price: '999999' }]
    expect(sentences(quoteProblems(filledQuote({ lines, total: '1' })))).toEqual([
      '合计超过¥20,000,000.00，请核对数量和单价。',
    ])
  })
})

describe('what a branch has counted (R32 audit)', () => {
  const counted = (quantity: string, note = '', day = today) =>
    sentences(deliveryProblems({ quantity, day, note }, 4, today))

  test('all that are due need no word, fewer need one, more cannot be', () => {
    expect(counted('4')).toEqual([])
    expect(counted('3')).toEqual(['比应收的4块少，请写明原因。'])
    expect(counted('3', '差1块，广告公司补做')).toEqual([])
    expect(counted('0')).toEqual(['比应收的4块少，请写明原因。'])
    expect(counted('5', '多了1块')).toEqual(['实收不能比应收的4块多，请再数一遍。'])
  })

  test('needs a number and a day that is not to come', () => {
    expect(counted('')).toEqual(['请填写实收数量，用整数。'])
    expect(counted('4', '', '')).toEqual(['请选择签收日期。'])
    expect(counted('4', '', '2026-09-22')).toEqual(['签收日期不能晚于今天。'])
  })
})

describe('the other forms of an order', () => {
  test('an export says who gets the data, for what and until when (R28)', () => {
    expect(sentences(exportProblems({ recipient: ' ', signedForBy: '', purpose: '', untilDay: '' }, today))).toEqual([
      '请填写接收单位。',
      '请填写接收人。',
      '请填写用途。',
      '请选择使用期限。',
    ])
    const form = { recipient: '云上广告', signedForBy: '云经理', purpose: '设计', untilDay: today }
    expect(exportProblems(form, today)).toEqual([])
    expect(sentences(exportProblems({ ...form, untilDay: '2026-09-20' }, today))).toEqual(['使用期限不能早于今天。'])
  })

  test('an order needs its name, its agency and what is made', () => {
    expect(sentences(startProblems({ entryId: '', title: ' ', agencyName: '', kinds: [] }))).toEqual([
      '请填写制作单名称。',
      '请填写广告公司名称。',
      '请选择制作什么。',
    ])
  })

  test('a payment has its voucher, on a day that has come; the minutes may come later (R32)', () => {
    expect(payProblems({ voucherNumber: '记-0921', paidDay: today, minutesNumber: '' }, today)).toEqual([])
    expect(sentences(payProblems({ voucherNumber: '', paidDay: '2026-09-22', minutesNumber: '' }, today))).toEqual([
      '请填写付款凭证号。',
      '付款日期不能晚于今天。',
    ])
  })

  test('plates made anew are named, with a reason of five characters', () => {
    const form = { entryId: '', title: '补做', agencyName: '云上广告', lineIds: [], reason: '错字' }
    expect(sentences(reprintProblems(form))).toEqual([
      '请选择要重做的牌子。',
      '请写明重做的原因，不少于5个字（现在2个字）。',
    ])
    expect(reprintProblems({ ...form, lineIds: ['one'], reason: '牌子上有错字' })).toEqual([])
  })
})
