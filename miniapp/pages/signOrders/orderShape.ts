import { dayOfInstant } from '../../../server/domain/calendar/calendarDay'
import { yuanText } from '../../../server/domain/signOrder/money'
import type { LedgerShape } from '../../components/ledger/ledger'
import { dayText } from '../../composables/dayText'
import { type Delivery, type Listed, type Overview, toneOf } from './orderSteps'
import { sharedTexts } from './sharedTexts'
import { texts } from './texts'

const numberOf = ({ number, supplementsNumber }: Listed): string =>
  [sharedTexts.number(number), supplementsNumber === null ? '' : sharedTexts.supplements(supplementsNumber)]
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
      { key: 'placedBy', title: sharedTexts.placed, kind: 'person', text: ({ placedByName }) => placedByName },
      { key: 'placedAt', title: texts.placedDay, kind: 'day', text: placedDay, order: ({ placedAt }) => placedAt },
      {
        key: 'amount',
        title: sharedTexts.amount,
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
        sharedTexts.placedLine(order.placedByName, placedDay(order)),
      ],
    }),
  }
}

type Proof = Overview['proofs'][number]

/** R29: the proofs of the departments the reader answers for; those already answered may still be changed. */
export const proofShape: LedgerShape<Proof> = {
  label: texts.proofs,
  columns: [
    { key: 'department', title: texts.department, text: ({ departmentName }) => sharedTexts.proofOf(departmentName) },
    { key: 'order', title: texts.orders, text: ({ orderTitle }) => orderTitle },
    {
      key: 'state',
      title: texts.state,
      kind: 'state',
      text: ({ answered }) => texts.proofStates[answered ? 'done' : 'wait'],
    },
  ],
  key: ({ orderId, departmentId }) => orderId + departmentId,
  path: ({ orderId, departmentId }) => `/sign-orders/${orderId}/proof/${departmentId}`,
  chip: ({ answered }) => {
    const tone = answered ? 'done' : 'wait'
    return { text: texts.proofStates[tone], tone }
  },
  lines: ({ departmentName, orderTitle }) => ({ title: sharedTexts.proofOf(departmentName), lines: [orderTitle] }),
}

/** R32 audit: what the reader's branches have not signed for yet. */
export const deliveryShape: LedgerShape<Delivery> = {
  label: texts.deliveries,
  columns: [
    { key: 'branch', title: texts.branch, text: ({ branchName }) => branchName },
    { key: 'order', title: texts.orders, text: ({ orderTitle }) => orderTitle },
    {
      key: 'quantity',
      title: texts.quantity,
      number: true,
      text: ({ quantity }) => sharedTexts.pieces(quantity),
      order: ({ quantity }) => quantity,
    },
    { key: 'state', title: texts.state, kind: 'state', text: () => texts.unsigned },
  ],
  key: ({ orderId, branchId }) => orderId + branchId,
  chip: () => ({ text: texts.unsigned, tone: 'wait' }),
  lines: ({ branchName, orderTitle, quantity }) => ({
    title: branchName,
    lines: [texts.deliveryLine(orderTitle, quantity)],
  }),
}
