// R30–R32: money is counted in whole 分, so that no sum is ever rounded.

/** 2,000 万元: what one column of 32 bits holds with room, far beyond what plates cost. */
export const mostFen = 2_000_000_000

export interface PricedItem {
  quantity: number
  unitPriceFen: number
}

/** Σ quantity × unit price in 分 (R30); null when it is more than mostFen. */
export function totalFen(items: readonly PricedItem[]): number | null {
  let sum = 0
  for (const { quantity, unitPriceFen } of items) {
    sum += quantity * unitPriceFen
    // Checked at every item: beyond 2^53 a sum would silently lose its last 分.
    if (sum > mostFen) return null
  }
  return sum
}

/** 分 as a sum of money in figures: 123450 → 「¥1,234.50」. */
export function yuanText(fen: number): string {
  const cents = String(fen % 100).padStart(2, '0')
  const whole = String(Math.floor(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `¥${whole}.${cents}`
}

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
const places = ['', '拾', '佰', '仟']

/** 0–9999; zeros inside become one 零, those at the end none. */
function groupText(group: number): string {
  let text = ''
  let gap = false
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(group / 10 ** place) % 10
    if (digit === 0) {
      gap = text !== ''
      continue
    }
    text += `${gap ? '零' : ''}${digits[digit]}${places[place]}`
    gap = false
  }
  return text
}

function wholeText(yuan: number): string {
  const [upper, lower] = [Math.floor(yuan / 10_000), yuan % 10_000]
  if (!upper) return groupText(lower)
  const link = lower && lower < 1000 ? '零' : ''
  return `${groupText(upper)}万${link}${groupText(lower)}`
}

/**
 * 分 as 大写金额, written as on a bill of exchange (《支付结算办法》附一): 123450 → 「壹仟贰佰叁拾肆元伍角整」. 0 to mostFen;
 * throws a RangeError for anything else.
 */
export function capitalAmount(fen: number): string {
  if (!Number.isInteger(fen) || fen < 0 || fen > mostFen) throw new RangeError(`${fen} is no amount in fen`)
  const [yuan, jiao, cent] = [Math.floor(fen / 100), Math.floor(fen / 10) % 10, fen % 10]
  const whole = yuan ? `${wholeText(yuan)}元` : ''
  if (!jiao && !cent) return `${whole || '零元'}整`
  if (!cent) return `${whole}${digits[jiao]}角整`
  const tenths = jiao ? `${digits[jiao]}角` : whole && '零'
  return `${whole}${tenths}${digits[cent]}分`
}
