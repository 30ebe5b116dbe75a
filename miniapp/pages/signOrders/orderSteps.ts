import type { Output } from '../../../server/contract'
import { madeStates, signOrder } from '../../../server/domain/workflows/signOrder'
import { turnOf } from '../../../server/domain/workflows/workflow'

export type Overview = Output<'signOrder.list'>
export type Listed = Overview['orders'][number]
export type Order = Output<'signOrder.read'>
export type Delivery = Overview['deliveries'][number]
export type Plate = Output<'signOrder.lines'>['lines'][number]
export type State = Listed['state']
type Event = Listed['allowed'][number]

/** The ten stations from the data to the closed order (R28–R32). */
export const stations = [
  'data',
  'design',
  'proof',
  'quote',
  'review',
  'approve',
  'production',
  'delivery',
  'payment',
  'closing',
] as const
export type Station = (typeof stations)[number]

const stationOfState: Record<State, Station | 'end' | 'off'> = {
  NOT_STARTED: 'data',
  DRAFT: 'data',
  DESIGNING: 'design',
  PROOF_CHECK: 'proof',
  QUOTED: 'quote',
  OFFICE_REVIEW: 'review',
  FINAL_APPROVAL: 'approve',
  IN_PRODUCTION: 'production',
  DELIVERED: 'payment',
  PAID: 'closing',
  CLOSED: 'end',
  CANCELLED: 'off',
}

const someSigned = ({ deliveries }: Pick<Order, 'deliveries'>): boolean =>
  deliveries.some(({ quantity }) => quantity !== null)
export const allConfirmed = ({ proofs }: Pick<Order, 'proofs'>): boolean =>
  proofs.every(({ answer }) => answer === 'CONFIRMED')

/** With the last proof confirmed the price is due; with the first plates signed for, the rest of them. */
const stationOf = (order: Pick<Order, 'state' | 'proofs' | 'deliveries'>): Station | 'end' | 'off' => {
  if (order.state === 'PROOF_CHECK' && allConfirmed(order)) return 'quote'
  if (order.state === 'IN_PRODUCTION' && someSigned(order)) return 'delivery'
  return stationOfState[order.state]
}

export interface StationView {
  station: Station
  position: 'done' | 'now' | 'ahead'
}

/** Where the order stands; nothing for a cancelled one. */
export const stationViews = (order: Pick<Order, 'state' | 'proofs' | 'deliveries'>): StationView[] => {
  const now = stationOf(order)
  if (now === 'off') return []
  const place = now === 'end' ? stations.length : stations.indexOf(now)
  return stations.map((station, index) => ({
    station,
    position: index < place ? 'done' : index === place ? 'now' : 'ahead',
  }))
}

/** What the page asks for, one at a time. */
export type Stage =
  | 'export'
  | 'sendProof'
  | 'proofs'
  | 'quote'
  | 'submit'
  | 'review'
  | 'approve'
  | 'pay'
  | 'close'
  | 'wait'

/** The stage of the step that the state waits for; whatever else is allowed there stands under 「更多」. */
const stageOfStep: Partial<Record<Event, Stage>> = {
  export: 'export',
  sendProof: 'sendProof',
  quote: 'quote',
  submit: 'submit',
  review: 'review',
  approve: 'approve',
  pay: 'pay',
  close: 'close',
}

/** What is due now of the reader: from the server's `allowed`; no price before every department has confirmed (R29). */
export const stageOf = (order: Pick<Order, 'state' | 'allowed' | 'proofs'>): Stage => {
  const owed = turnOf(signOrder, order.state)?.owes as Event | undefined
  const stage = owed && stageOfStep[owed]
  if (!stage || !order.allowed.includes(owed)) return 'wait'
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
