import type { StepTable } from './steps'

const loggers = ['leadingCadre', 'leaderAssistant'] as const
const runningStates = ['ACTIVE', 'LOGGED', 'COMPLETE'] as const

/** 三联系 of one leader and year (R46, R50, rules §3.7). Entries by an assistant are 代录; coverage m/1, s/1, r/10 is counted, not stepped. */
export const threeLinksSteps = [
  { from: 'NOT_STARTED', event: 'setLinks', by: ['leadingCadre', 'hqOffice'], to: 'LINK_SET' },
  { from: 'LINK_SET', event: 'activate', by: ['hqOffice', 'system'], to: 'ACTIVE' },
  { from: runningStates, event: 'logActivity', by: loggers, to: 'LOGGED' },
  { from: 'LOGGED', event: 'completeMaterial', by: [...loggers, 'branchClerk'], to: 'COMPLETE' },
  { from: 'ACTIVE', event: 'changeTarget', by: 'hqOffice', to: 'ACTIVE' },
  { from: 'LOGGED', event: 'changeTarget', by: 'hqOffice', to: 'LOGGED' },
  { from: 'COMPLETE', event: 'changeTarget', by: 'hqOffice', to: 'COMPLETE' },
  { from: runningStates, event: 'closeYear', by: ['hqOffice', 'system'], to: 'YEAR_CLOSED' },
] as const satisfies StepTable
