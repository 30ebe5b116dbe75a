import type { supervisionContract } from '../../contract/supervision'
import { keyFolder } from '../../sealing/keyFolder'
import { type Calls, type House, prepared } from '../call'
import { hideOpinion } from './hideOpinion'
import { readOpinions } from './readOpinions'
import { type ReadyOpinion, submitOpinion } from './submitOpinion'

/** Made anew for every app: it counts in memory how many opinions a person gave that day. */
export const supervisionCalls = (house: House) =>
  ({
    'supervision.submit': {
      asks: 'person',
      run: prepared<'supervision.submit', ReadyOpinion>(submitOpinion(keyFolder(house.keysFolder))),
    },
    'supervision.branch': { asks: ['readOpinions'], run: readOpinions },
    'supervision.hide': { asks: ['readOpinions'], run: hideOpinion },
  }) satisfies Calls<typeof supervisionContract>
