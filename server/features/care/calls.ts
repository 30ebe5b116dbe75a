import type { careContract } from '../../contract/care'
import type { Calls } from '../call'
import { listMine } from './listMine'
import { listPeople } from './listPeople'
import { openCare } from './openCare'
import { raiseCare } from './raiseCare'
import { reachCare } from './reachCare'
import { careSums } from './readSums'

export const careCalls = {
  'care.people': { asks: ['handleCare'], run: listPeople },
  'care.raise': { asks: ['raiseCare'], run: raiseCare },
  'care.mine': { asks: ['handleCare'], run: listMine },
  'care.open': { asks: ['handleCare'], run: openCare },
  'care.reach': { asks: ['handleCare'], run: reachCare },
  'care.sums': { asks: ['readCareSums'], run: careSums },
} satisfies Calls<typeof careContract>
