import { accountChange } from '../../../server/domain/workflows/accountChange'
import { branchPackage } from '../../../server/domain/workflows/branchPackage'
import { emergencyCare } from '../../../server/domain/workflows/emergencyCare'
import { evaluationCampaign } from '../../../server/domain/workflows/evaluationCampaign'
import { evaluationRound } from '../../../server/domain/workflows/evaluationRound'
import { exemption } from '../../../server/domain/workflows/exemption'
import { pledge } from '../../../server/domain/workflows/pledge'
import { postArea } from '../../../server/domain/workflows/postArea'
import { signOrder } from '../../../server/domain/workflows/signOrder'
import type { AnyWorkflow } from '../../../server/domain/workflows/workflow'
import { flows } from '../../../server/features/flows'
import { isHome, placesOf, productFiles } from '../../support/stateReferences'

/** Where the calls of a workflow stand, and the steps that are taken by a call of another kind. */
const described: [table: AnyWorkflow, folder: string, elsewhere?: Record<string, string>][] = [
  [accountChange, 'account'],
  [branchPackage, 'pledge'],
  [exemption, 'postArea'],
  // By the table's hours (domain/visits/care.ts).
  [emergencyCare, 'care', { tellOffice: 'care/followCares.ts', tellUnlogged: 'care/followCares.ts' }],
  // 报送 and 受理 of a package carry them along; followRoster suspends by itself what 书记 suspend by hand.
  [
    postArea,
    'postArea',
    {
      package: 'pledge/packagePosts.ts',
      accept: 'pledge/packagePosts.ts',
      returnByOffice: 'pledge/packagePosts.ts',
    },
  ],
  [signOrder, 'signOrder'],
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
      // What asks for words alone is taken by record.step, whether it has a call of its own or not.
      const { may = {} } = flows.find((flow) => flow.table.name === table.name) ?? {}
      const standing = files.map(({ name }) => name)
      for (const file of Object.values(elsewhere))
        expect(standing).toContain(`server/features/${file.includes('/') ? file : `${folder}/${file}`}`)
      const isTaken = (event: string) => event in may || event in elsewhere || (places.get(event) ?? []).length > 0
      const unbuilt = events.filter((event) => table.events[event]?.unbuilt)
      expect(events.filter((event) => !isTaken(event))).toEqual(unbuilt)
    },
  )
})
