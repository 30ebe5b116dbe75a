import type { StateOf, StepTable } from './steps'

/**
 * 工作牌 and what it costs (R28–R32, rules §3.3). 审核 by 机关党办 (never by who placed the order), then 终审 by the role of
 * group deputy secretary; an amount changed after 审核 starts the review anew, also during production.
 */
export const signOrderSteps = [
  { from: 'NOT_STARTED', event: 'start', by: 'generalOffice', to: 'DRAFT' },
  { from: ['DRAFT', 'DESIGNING', 'PROOF_CHECK'], event: 'export', by: 'generalOffice', to: 'DESIGNING' },
  { from: ['DESIGNING', 'PROOF_CHECK'], event: 'sendProof', by: 'generalOffice', to: 'PROOF_CHECK' },
  { from: ['PROOF_CHECK', 'QUOTED'], event: 'quote', by: 'generalOffice', to: 'QUOTED' },
  { from: 'QUOTED', event: 'submit', by: 'generalOffice', to: 'OFFICE_REVIEW' },
  { from: 'OFFICE_REVIEW', event: 'review', by: 'hqOffice', to: 'FINAL_APPROVAL' },
  { from: 'OFFICE_REVIEW', event: 'returnByOffice', by: 'hqOffice', to: 'QUOTED' },
  { from: 'FINAL_APPROVAL', event: 'approve', by: 'groupDeputySecretary', to: 'IN_PRODUCTION' },
  { from: 'FINAL_APPROVAL', event: 'reject', by: 'groupDeputySecretary', to: 'QUOTED' },
  {
    from: ['OFFICE_REVIEW', 'FINAL_APPROVAL', 'IN_PRODUCTION'],
    event: 'changeAmount',
    by: 'generalOffice',
    to: 'OFFICE_REVIEW',
  },
  { from: 'IN_PRODUCTION', event: 'allDelivered', by: ['branchSecretary', 'branchClerk', 'system'], to: 'DELIVERED' },
  { from: 'DELIVERED', event: 'pay', by: 'generalOffice', to: 'PAID' },
  { from: 'PAID', event: 'close', by: 'hqOffice', to: 'CLOSED' },
  {
    from: ['DRAFT', 'DESIGNING', 'PROOF_CHECK', 'QUOTED'],
    event: 'cancel',
    by: 'generalOffice',
    to: 'CANCELLED',
  },
] as const satisfies StepTable

type OrderState = StateOf<typeof signOrderSteps>
/** Departments proof-read, branches sign. */
export const proofState = 'PROOF_CHECK' satisfies OrderState
export const deliveryState = 'IN_PRODUCTION' satisfies OrderState
