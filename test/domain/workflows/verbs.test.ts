import { branchPackage } from '../../../server/domain/workflows/branchPackage'
import { evaluationCampaign } from '../../../server/domain/workflows/evaluationCampaign'
import { evaluationRound } from '../../../server/domain/workflows/evaluationRound'
import { exemption } from '../../../server/domain/workflows/exemption'
import { pledge } from '../../../server/domain/workflows/pledge'
import { postArea } from '../../../server/domain/workflows/postArea'
import { signOrder } from '../../../server/domain/workflows/signOrder'
import type { AnyWorkflow } from '../../../server/domain/workflows/workflow'
import { isHome, placesOf, productFiles } from '../../support/stateReferences'

/** Where the calls of a workflow stand, and the steps that are taken by a call of another kind. */
const described: [table: AnyWorkflow, folder: string, elsewhere?: Record<string, string>][] = [
  [branchPackage, 'pledge'],
  [exemption, 'postArea'],
  // 报送 and 受理 of a package carry them along; followRoster suspends by itself what 书记 suspend by hand.
  [
    postArea,
    'postArea',
    {
      package: 'pledge/packagePosts.ts',
      accept: 'pledge/packagePosts.ts',
      returnByOffice: 'pledge/packagePosts.ts',
      review: 'decidePostArea.ts, as the call says',
      returnByHead: 'decidePostArea.ts, as the call says',
      agree: 'decidePostArea.ts, as the call says',
      disagree: 'decidePostArea.ts, as the call says',
    },
  ],
  [
    signOrder,
    'signOrder',
    {
      review: 'reviewOrder.ts, as the call says',
      returnByOffice: 'reviewOrder.ts, as the call says',
      approve: 'reviewOrder.ts, as the call says',
      reject: 'reviewOrder.ts, as the call says',
    },
  ],
  [pledge, 'pledge', { recordFulfilment: 'fulfilment/recordFulfilment.ts' }],
  [evaluationCampaign, 'evaluation'],
  // Entered by ballot.cast like any sheet, and no line of history is written of it.
  [evaluationRound, 'evaluation', { enterSheets: 'castBallots.ts' }],
] as [AnyWorkflow, string, Record<string, string>?][]

describe('every step of a table has a call, or is marked as not built', () => {
  const files = productFiles().filter(({ name }) => name.startsWith('server/features/') && !isHome(name))

  test.each(described.map(([table, ...rest]) => [table.name, table, ...rest] as const))(
    '%s',
    (_name, table, folder, elsewhere = {}) => {
      const events = Object.keys(table.events)
      const places = placesOf(
        events,
        files.filter(({ name }) => name.startsWith(`server/features/${folder}/`)),
      )
      const isTaken = (event: string) => event in elsewhere || (places.get(event) ?? []).length > 0
      const unbuilt = events.filter((event) => table.events[event]?.unbuilt)
      expect(events.filter((event) => !isTaken(event))).toEqual(unbuilt)
    },
  )
})
