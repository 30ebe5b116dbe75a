import { z } from 'zod'
import { campaign, limitMode } from './campaign'
import { day, done, id, reason, revision, text } from './common'
import type { Contract } from './contract'

const facts = {
  title: text(120, '活动名称'),
  basisNumber: text(60, '依据文件文号'),
  basisTitle: text(200, '依据文件标题'),
  basisDay: day,
  dueDay: day,
}

export const openingContract = {
  'campaign.open': {
    address: 'POST /campaigns',
    in: z.strictObject({
      year: z.number().int().min(2018).max(2100),
      ...facts,
      limitMode: limitMode.default('TOTAL'),
      /** The 依据文件 itself; it can be attached later as well. */
      basisFileId: id.nullable().default(null),
    }),
    out: z.strictObject({ campaign }),
  },
  'campaign.correct': {
    address: 'POST /campaigns/:campaignId/correct',
    in: z.strictObject({ campaignId: id, ...facts, reason, revision }),
    out: done,
  },
  'campaign.cancel': {
    address: 'POST /campaigns/:campaignId/cancel',
    in: z.strictObject({ campaignId: id, reason, revision }),
    out: done,
  },
  'campaign.close': {
    address: 'POST /campaigns/:campaignId/close',
    in: z.strictObject({ campaignId: id, reason, revision }),
    out: done,
  },
  'campaign.archive': {
    address: 'POST /campaigns/:campaignId/archive',
    in: z.strictObject({ campaignId: id, reason, revision }),
    out: done,
  },
  'campaign.reopen': {
    address: 'POST /campaigns/:campaignId/reopen',
    in: z.strictObject({ campaignId: id, reason, revision }),
    out: done,
  },
  'postArea.open': { address: 'POST /branches/:branchId/posts/open', in: z.strictObject({ branchId: id }), out: done },
} satisfies Contract
