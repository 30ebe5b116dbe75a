import { exemptionFlow, postAreaFlow } from './postArea'
import type { AnyFlow } from './workflow'

/** Every workflow that runs on the engine: their dues, their vacant posts and their cards are read from here. */
export const flows: readonly AnyFlow[] = [exemptionFlow, postAreaFlow]
