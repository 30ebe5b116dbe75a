import type { StepTable } from './steps'

/** 评价活动 of 机关党办 for one half-year (R52, R58, rules §3.9). No way back to DRAFT: a template seen by raters is fixed (D13). */
export const evaluationCampaignSteps = [
  { from: 'NOT_STARTED', event: 'start', by: 'hqOffice', to: 'DRAFT' },
  { from: 'DRAFT', event: 'lockTemplate', by: 'hqOffice', to: 'TEMPLATE_LOCKED' },
  { from: 'TEMPLATE_LOCKED', event: 'run', by: 'hqOffice', to: 'RUNNING' },
  { from: 'RUNNING', event: 'consolidate', by: 'hqOffice', to: 'CONSOLIDATING' },
  { from: 'CONSOLIDATING', event: 'report', by: 'hqOffice', to: 'REPORTED' },
  { from: 'REPORTED', event: 'archive', by: ['hqOffice', 'system'], to: 'ARCHIVED' },
] as const satisfies StepTable
