import { mostFen, totalFen, yuanText } from '../../../server/domain/signOrder/money'
import type { FieldProblem } from '../../api/refused'
import { filled, problem } from '../../components/form/missing'
import { deliveryTexts, exportTexts, orderFormTexts, quoteTexts } from './formTexts'
import type { Order } from './orderSteps'
import { sharedTexts } from './sharedTexts'
import { parseCount, parseYuan, typedYuan } from './yuan'

export const mostPieces = 100_000
const mostUnitFen = 100_000_000

export interface StartForm {
  /** Of the order it will be: kept with the words, so that pressed again after nobody answered it is one order. */
  entryId: string
  title: string
  agencyName: string
  kinds: Order['items'][number]['kind'][]
}
export const startProblems = ({ title, agencyName, kinds }: StartForm): FieldProblem[] => [
  ...filled({ title: [title, sharedTexts.needTitle], agencyName: [agencyName, sharedTexts.needAgency] }),
  ...(kinds.length > 0 ? [] : [problem('kinds', orderFormTexts.needKinds)]),
]

/** Who gets the data, for what and how long (R28, PIPL 21). */
export interface ExportForm {
  recipient: string
  signedForBy: string
  purpose: string
  untilDay: string
}
export const exportProblems = (form: ExportForm, today: string): FieldProblem[] => [
  ...filled({
    recipient: [form.recipient, exportTexts.needRecipient],
    signedForBy: [form.signedForBy, exportTexts.needSigner],
    purpose: [form.purpose, exportTexts.needPurpose],
    untilDay: [form.untilDay, exportTexts.needUntil],
  }),
  ...(form.untilDay !== '' && form.untilDay < today ? [problem('untilDay', exportTexts.pastUntil)] : []),
]

/** The agency's price as it is typed. */
export interface QuoteForm {
  lines: { itemId: string; quantity: string; price: string }[]
  total: string
  quoteFileId: string | null
}
type Item = Pick<Order['items'][number], 'itemId' | 'quantity' | 'unitPriceFen'>
type QuotedOrder = Pick<Order, 'quoteFileId' | 'amountFen'> & { items: readonly Item[] }

/** What is known already: the quantities of the data, and of a price that is changed everything. */
export const openQuote = ({ items, quoteFileId, amountFen }: QuotedOrder): QuoteForm => ({
  lines: items.map(({ itemId, quantity, unitPriceFen }) => ({
    itemId,
    quantity: String(quantity),
    price: quoteFileId ? typedYuan(unitPriceFen) : '',
  })),
  total: quoteFileId ? typedYuan(amountFen) : '',
  quoteFileId,
})

/** One line of the quote in numbers; null while it is not complete. */
export const quotedItem = ({ itemId, ...typed }: QuoteForm['lines'][number]): Item | null => {
  const quantity = parseCount(typed.quantity, mostPieces)
  const unitPriceFen = parseYuan(typed.price, mostUnitFen)
  return quantity === null || unitPriceFen === null ? null : { itemId, quantity, unitPriceFen }
}

/** Every line in numbers; null while one is missing. */
export const quotedItems = ({ lines }: QuoteForm): Item[] | null => {
  const quoted = lines.flatMap((line) => quotedItem(line) ?? [])
  return quoted.length === lines.length ? quoted : null
}

export const paperTotal = ({ total }: Pick<QuoteForm, 'total'>): number | null => parseYuan(total, mostFen)

/** Σ quantity × unit price, when every line is there and it is not beyond all reason. */
export const sumOf = (form: QuoteForm): number | null => {
  const quoted = quotedItems(form)
  return quoted && totalFen(quoted)
}

const moneyProblem = (field: string, typed: string, missing: string): FieldProblem =>
  problem(field, typed.trim() === '' ? missing : quoteTexts.badMoney)

const lineProblems = ({ itemId, quantity, price }: QuoteForm['lines'][number]): FieldProblem[] => [
  ...(parseCount(quantity, mostPieces) === null ? [problem(`quantity.${itemId}`, quoteTexts.badQuantity)] : []),
  ...(parseYuan(price, mostUnitFen) === null ? [moneyProblem(`price.${itemId}`, price, quoteTexts.needPrice)] : []),
]

const totalProblem = (form: QuoteForm): FieldProblem[] => {
  const said = paperTotal(form)
  if (said === null) return [moneyProblem('totalFen', form.total, quoteTexts.needTotal)]
  const quoted = quotedItems(form)
  if (!quoted) return []
  const sum = totalFen(quoted)
  if (sum === null) return [problem('totalFen', quoteTexts.tooMuch(yuanText(mostFen)))]
  return sum === said ? [] : [problem('totalFen', quoteTexts.differs(yuanText(said), yuanText(sum)))]
}

export const quoteProblems = (form: QuoteForm): FieldProblem[] => [
  ...form.lines.flatMap(lineProblems),
  ...totalProblem(form),
  ...(form.quoteFileId ? [] : [problem('quoteFileId', quoteTexts.needFile)]),
]

/** What a branch has counted (R32 audit). */
export interface DeliveryForm {
  quantity: string
  day: string
  note: string
}
export const deliveryProblems = (form: DeliveryForm, due: number, today: string): FieldProblem[] => {
  const counted = parseCount(form.quantity, mostPieces)
  return [
    ...(counted === null ? [problem('quantity', deliveryTexts.needQuantity)] : []),
    ...(counted !== null && counted > due ? [problem('quantity', deliveryTexts.tooMany(due))] : []),
    ...(counted !== null && counted < due && form.note.trim() === ''
      ? [problem('note', deliveryTexts.needNote(due))]
      : []),
    ...(form.day === '' ? [problem('day', deliveryTexts.needDay)] : []),
    ...(form.day > today ? [problem('day', deliveryTexts.futureDay)] : []),
  ]
}

export interface PayForm {
  voucherNumber: string
  paidDay: string
  minutesNumber: string
}
export const payProblems = ({ voucherNumber, paidDay }: PayForm, today: string): FieldProblem[] => [
  ...filled({
    voucherNumber: [voucherNumber, orderFormTexts.needVoucher],
    paidDay: [paidDay, orderFormTexts.needPaidDay],
  }),
  ...(paidDay > today ? [problem('paidDay', orderFormTexts.futurePaidDay)] : []),
]
