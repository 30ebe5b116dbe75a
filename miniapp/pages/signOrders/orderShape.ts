import { dayOfInstant } from '../../../server/domain/calendar/calendarDay'
import { yuanText } from '../../../server/domain/signOrder/money'
import type { LedgerShape } from '../../components/ledger/ledger'
import { dayText } from '../../composables/dayText'
import { type Listed, toneOf } from './orderSteps'
import { orderTexts, texts } from './texts'

const numberOf = ({ number, supplementsNumber }: Listed): string =>
  [orderTexts.number(number), supplementsNumber === null ? '' : texts.supplements(supplementsNumber)]
    .filter(Boolean)
    .join('，')
const amountOf = ({ amountFen }: Listed): string => (amountFen > 0 ? yuanText(amountFen) : '')

/** How 制作单 read in their list. */
export const orderShape = (today: string): LedgerShape<Listed> => {
  const placedDay = ({ placedAt }: Listed): string => dayText(dayOfInstant(placedAt), today)
  return {
    label: texts.orders,
    columns: [
      { key: 'title', title: texts.orders, text: ({ title }) => title },
      { key: 'number', title: texts.numberHead, text: numberOf, order: ({ number }) => number },
      { key: 'placedBy', title: orderTexts.placed, kind: 'person', text: ({ placedByName }) => placedByName },
      { key: 'placedAt', title: texts.placedDay, kind: 'day', text: placedDay, order: ({ placedAt }) => placedAt },
      {
        key: 'amount',
        title: orderTexts.amount,
        number: true,
        text: amountOf,
        order: ({ amountFen }) => amountFen || null,
      },
      { key: 'state', title: texts.state, kind: 'state', text: ({ stateName }) => stateName },
    ],
    key: ({ orderId }) => orderId,
    path: ({ orderId }) => `/sign-orders/${orderId}`,
    chip: ({ stateName, state }) => ({ text: stateName, tone: toneOf(state) }),
    lines: (order) => ({
      title: order.title,
      lines: [
        [numberOf(order), amountOf(order)].filter(Boolean).join('，'),
        orderTexts.placedLine(order.placedByName, placedDay(order)),
      ],
    }),
  }
}
