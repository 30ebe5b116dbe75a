import type { supervisionContract } from '../../contract/supervision'
import { type Calls, prepared } from '../call'
import { hideOpinion } from './hideOpinion'
import { readOpinions } from './readOpinions'
import { type ReadyOpinion, submitOpinion } from './submitOpinion'

/** Made anew for every app: it counts in memory how many opinions a person gave that day. */
export const supervisionCalls = () =>
  ({
    'supervision.submit': { asks: 'person', run: prepared<'supervision.submit', ReadyOpinion>(submitOpinion()) },
    'supervision.branch': { asks: ['readOpinions'], run: readOpinions },
    'supervision.hide': { asks: ['readOpinions'], run: hideOpinion },
  }) satisfies Calls<typeof supervisionContract>
