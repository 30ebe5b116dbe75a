import type { StepTable } from './steps'

/** 点对点走访 (R33–R36, rules §3.5). A contact may confirm or object, but no answer is needed; edits end after 7 days, then notes only. */
export const oneToOneVisitSteps = [
  { from: 'NOT_STARTED', event: 'plan', by: 'member', to: 'PLANNED' },
  { from: ['NOT_STARTED', 'PLANNED'], event: 'log', by: 'member', to: 'LOGGED' },
  { from: ['LOGGED', 'OBJECTED'], event: 'edit', by: 'member', to: 'LOGGED' },
  { from: 'LOGGED', event: 'addNote', by: 'member', to: 'LOGGED' },
  { from: 'CONFIRMED', event: 'addNote', by: 'member', to: 'CONFIRMED' },
  { from: 'OBJECTED', event: 'addNote', by: 'member', to: 'OBJECTED' },
  { from: ['LOGGED', 'OBJECTED'], event: 'confirm', by: 'contact', to: 'CONFIRMED' },
  { from: ['LOGGED', 'CONFIRMED'], event: 'object', by: 'contact', to: 'OBJECTED' },
  { from: ['LOGGED', 'CONFIRMED', 'OBJECTED'], event: 'sample', by: ['inspector', 'system'], to: 'SAMPLED' },
  { from: ['LOGGED', 'CONFIRMED', 'OBJECTED', 'SAMPLED'], event: 'archive', by: 'system', to: 'ARCHIVED' },
  // Not from SAMPLED: what an inspection has drawn must not vanish under it.
  {
    from: ['PLANNED', 'LOGGED', 'CONFIRMED', 'OBJECTED'],
    event: 'void',
    by: ['member', 'branchSecretary'],
    to: 'VOID',
  },
] as const satisfies StepTable
