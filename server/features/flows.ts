import { accountFlow } from './account'
import { careFlow } from './care'
import { roundFlow } from './evaluation'
import { filingFlows } from './filing'
import { packageFlow, pledgeFlow } from './pledge'
import { exemptionFlow, postAreaFlow } from './postArea'
import { orderFlow, signDeletionFlow, signDeliveryFlow, signProofFlow } from './signOrder'
import type { AnyFlow, Owing } from './workflow'

/** Every workflow that runs on the engine: its steps, its cards and what is owed on it are read from here. */
export const flows: readonly AnyFlow[] = [
  exemptionFlow,
  postAreaFlow,
  orderFlow,
  packageFlow,
  pledgeFlow,
  roundFlow,
  accountFlow,
  careFlow,
  ...filingFlows,
]
/** Parts of their records that somebody else owes. */
const parts: readonly Owing[] = [signProofFlow, signDeliveryFlow, signDeletionFlow]
/** Everything that may be owed (M10). */
export const owing: readonly Owing[] = [...flows, ...parts]
