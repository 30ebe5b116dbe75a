import { z } from 'zod'
import { type NumberRule, ruleBounds } from '../domain/campaignRules'
import { day, done, id, nothing, revision } from './common'
import type { Contract } from './contract'

export const limitMode = z.enum(['TOTAL', 'PER_ITEM'])
const boundedRule = (rule: NumberRule, what: string) => {
  const { least, most } = ruleBounds[rule]
  const wrong = `${what}请填${least}至${most}的整数`
  return z.number(wrong).int(wrong).min(least, wrong).max(most, wrong)
}
const version = z.coerce.number('版次不对').int('版次不对').min(1, '版次不对').max(10_000, '版次不对')
/** What 党办 sets where the notice is silent. */
const rules = {
  formCharacters: boundedRule('formCharacters', '推荐表、确定表每栏字数上限'),
  joinerWorkdays: boundedRule('joinerWorkdays', '新到党员交承诺书的工作日数'),
  plateWorkdays: boundedRule('plateWorkdays', '受理后挂牌的工作日数'),
  postingWorkdays: boundedRule('postingWorkdays', '受理后张贴上墙的工作日数'),
  /** Null: as the house's own setting says (U7). */
  minutesRequired: z.boolean('请选择办结时是否必须填写会议纪要编号').nullable(),
}
export const campaign = z.strictObject({
  campaignId: id,
  year: z.number().int(),
  title: z.string(),
  basisNumber: z.string(),
  basisTitle: z.string(),
  basisDay: day,
  openedDay: day,
  dueDay: day,
  /** The last working day on or before the due day; provisional when that year's holidays are not known. */
  anchorDay: day,
  provisional: z.boolean(),
  /** Nothing of it is asked for any more; absent while it runs. */
  closed: z.enum(['CLOSED', 'ARCHIVED']).optional(),
  limitMode,
  rules: z.strictObject(rules),
  /** The version of the 依据文件 that is read; absent while none is attached. */
  basisVersion: version.optional(),
  revision,
})
/** Where a page that names a campaign leads to its 依据文件. */
export const basisFile = z.strictObject({ campaignId: id, version })

const count = z.number().int()
const listed = z.strictObject({
  campaignId: id,
  year: count,
  title: z.string(),
  basisNumber: z.string(),
  basisTitle: z.string(),
  openedDay: day,
  dueDay: day,
  state: z.enum(['OPEN', 'CLOSED', 'ARCHIVED', 'CANCELLED']),
  pledges: count,
  posts: count,
  packages: count,
  versions: z.array(z.strictObject({ version: count, at: z.number(), byteCount: count, byName: z.string() })),
  steps: z.array(
    z.strictObject({ action: z.string(), at: z.number(), byName: z.string(), reason: z.string().nullable() }),
  ),
})

export const campaignContract = {
  'campaign.current': { address: 'GET /campaign', in: nothing, out: z.strictObject({ campaign: campaign.nullable() }) },
  'campaign.setLimitMode': {
    address: 'POST /campaigns/:campaignId/limit-mode',
    in: z.strictObject({ campaignId: id, limitMode, revision }),
    out: done,
  },
  'campaign.setRules': {
    address: 'POST /campaigns/:campaignId/rules',
    in: z.strictObject({ campaignId: id, ...rules, revision }),
    out: done,
  },
  /** The 依据文件 itself, PDF, Word or photo; it is nobody's until a campaign names it (R00). */
  'campaign.uploadBasis': {
    address: 'POST /basis-files',
    in: 'file' as const,
    out: z.strictObject({ fileId: id, mediaType: z.string(), byteCount: z.number().int() }),
  },
  'campaign.attachBasis': {
    address: 'POST /campaigns/:campaignId/basis',
    in: z.strictObject({ campaignId: id, fileId: id, revision }),
    out: z.strictObject({ version }),
  },
  /** Every year's, the newest first, with all that was attached and what was done with each. */
  'campaign.list': {
    address: 'GET /campaigns',
    in: nothing,
    out: z.strictObject({ campaigns: z.array(listed) }),
  },
  /** What one has brought, as it stands today. */
  'campaign.export': {
    address: 'GET /campaigns/:campaignId/export.xlsx',
    in: z.strictObject({ campaignId: id }),
    out: 'file' as const,
  },
  'campaign.readBasis': {
    address: 'GET /campaigns/:campaignId/basis/:version',
    in: z.strictObject({ campaignId: id, version }),
    out: 'file' as const,
  },
} satisfies Contract
