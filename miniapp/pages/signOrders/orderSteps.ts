import type { Output } from '../../../server/contract'
import { madeStates } from '../../../server/domain/workflows/signOrder'

export type Overview = Output<'signOrder.list'>
export type Listed = Overview['orders'][number]
export type Order = Output<'signOrder.read'>
export type Delivery = Overview['deliveries'][number]
export type Plate = Output<'signOrder.lines'>['lines'][number]
export type State = Listed['state']

export const allConfirmed = ({ proofs }: Pick<Order, 'proofs'>): boolean =>
  proofs.every(({ answer }) => answer === 'CONFIRMED')

/** Steps that ask for more than words, each with a form of its own; `proofs` while departments are still reading. */
const stages = ['export', 'sendProof', 'quote', 'submit', 'pay', 'close'] as const
export type Stage = (typeof stages)[number] | 'proofs'

/**
 * What is due now of the reader: the step that the state waits for, from the server's `allowed`; whatever else is allowed
 * stands under 「其他办理」. No price before every department has confirmed (R29).
 */
export const stageOf = (order: Pick<Order, 'face' | 'allowed' | 'proofs'>): Stage | null => {
  const owed = order.face.turn?.event
  const stage = stages.find((each) => each === owed && order.allowed.includes(each))
  if (!stage) return null
  return stage === 'quote' && !allConfirmed(order) ? 'proofs' : stage
}

/** What may be done besides the step that is due. */
export type Aside = 'exportAgain' | 'proofAgain' | 'changeQuote' | 'cancel' | 'reprint'

/** `mayOrder`: the reader is 办公室, who alone has plates made anew (R28). */
export const asidesOf = ({ state, allowed }: Pick<Listed, 'state' | 'allowed'>, mayOrder: boolean): Aside[] => {
  const open: [Aside, boolean][] = [
    ['exportAgain', state !== 'DRAFT' && allowed.includes('export')],
    ['proofAgain', state === 'PROOF_CHECK' && allowed.includes('sendProof')],
    ['changeQuote', (state === 'QUOTED' && allowed.includes('quote')) || allowed.includes('changeAmount')],
    ['reprint', mayOrder && madeStates.includes(state)],
    ['cancel', allowed.includes('cancel')],
  ]
  return open.filter(([, is]) => is).map(([aside]) => aside)
}

/** The form behind each of them; the others have a sheet or a page of their own. */
export const stageOfAside: Partial<Record<Aside, Stage>> = {
  exportAgain: 'export',
  proofAgain: 'sendProof',
  changeQuote: 'quote',
}

/** Open ones are amber for whoever has the turn and blue for everybody else. */
export const toneOf = (state: State, mine = true): 'grey' | 'wait' | 'info' | 'done' => {
  if (state === 'CLOSED') return 'done'
  if (state === 'CANCELLED') return 'grey'
  return mine ? 'wait' : 'info'
}
