import type { sessionContract } from '../../../../server/contract/session'
import type { Rows } from './row'

export const sessionRows: Rows<typeof sessionContract> = {
  'session.mine': { by: 'member' },
  'session.endEverywhere': { by: 'member' },
  'session.setTextStep': { by: 'member', input: () => ({ textStep: 1 }) },
}
