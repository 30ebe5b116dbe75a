// What other parts may use of this one.
export { byGrant } from './capacities'
export {
  type AnyFlow,
  type Face,
  type Flow,
  type FlowRow,
  type Held,
  heldBy,
  type Known,
  type Owing,
  type Part,
  type Places,
  type Taken,
  type TurnCard,
} from './flow'
export { pressesOf } from './inCard'
export { allOwed, type Due, dueFor, duesOf, type Owed, owedOn } from './owners'
export { allowedOf, begin, moveOf, requireRecord, type Step, step, take } from './takeStep'
export { peopleOf, turnHolders } from './tell'
