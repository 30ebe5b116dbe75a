import type { campaignContract } from '../../../../server/contract/campaign'
import type { Stage } from '../stage'
import { smallPdf } from '../staged/files'
import { type Rows, secretary } from './row'

const rules =
  (revision: number) =>
  ({ campaignId }: Stage) => ({
    campaignId,
    formCharacters: 200,
    joinerWorkdays: 10,
    plateWorkdays: 10,
    postingWorkdays: 10,
    minutesRequired: false,
    revision,
  })

export const campaignRows: Rows<typeof campaignContract> = {
  'campaign.current': { by: 'member' },
  'campaign.setLimitMode': {
    by: 'office',
    refused: secretary,
    input: ({ campaignId }) => ({
      campaignId,
      limitMode: 'PER_ITEM',
      revision: 1,
    }),
  },
  // The change of the limit, just before it, has counted the campaign up.
  'campaign.setRules': {
    by: 'office',
    refused: { by: secretary, input: rules(1) },
    input: rules(2),
  },
  'campaign.uploadBasis': { by: 'office', refused: secretary, file: async () => smallPdf },
  'campaign.attachBasis': {
    by: 'office',
    refused: secretary,
    input: ({ campaignId, documentId }) => ({ campaignId, fileId: documentId, revision: 99 }),
    stopsAt: 'record.changed',
  },
  'campaign.list': { by: 'office', refused: secretary },
  'campaign.export': { by: 'office', refused: secretary, input: ({ campaignId }) => ({ campaignId }) },
  'campaign.readBasis': { by: 'member', input: ({ campaignId }) => ({ campaignId, version: 1 }) },
}
