import type { StepTable } from './steps'
import { workflow } from './workflow'

/**
 * 突发情况到场关心 (R37). Who looks after the person owes the contact, the 书记 too once a day has passed or the visit should have
 * been entered; where nobody looks after the person he alone. What closes it is the entry of a visit; taken back, it is owed again.
 */
export const emergencyCareSteps = [
  { from: 'NOT_STARTED', event: 'raise', by: ['careMember', 'branchSecretary'], to: 'RAISED' },
  { from: 'RAISED', event: 'tellSecretary', by: 'system', to: 'WITH_SECRETARY' },
  { from: 'WITH_SECRETARY', event: 'tellOffice', by: 'system', to: 'WITH_OFFICE' },
  {
    from: ['RAISED', 'WITH_SECRETARY', 'WITH_OFFICE'],
    event: 'reach',
    by: ['careMember', 'branchSecretary'],
    to: 'REACHED',
  },
  { from: 'REACHED', event: 'tellUnlogged', by: 'system', to: 'UNLOGGED' },
  { from: ['REACHED', 'UNLOGGED'], event: 'logCare', by: ['careMember', 'branchSecretary'], to: 'CLOSED' },
  { from: 'CLOSED', event: 'takeVisitBack', by: 'system', to: 'REACHED' },
  {
    from: ['RAISED', 'WITH_SECRETARY', 'WITH_OFFICE', 'REACHED', 'UNLOGGED'],
    event: 'cancelCare',
    by: ['branchSecretary', 'careRaiser'],
    to: 'CANCELLED',
  },
] as const satisfies StepTable

/** Those who owe a step; whether the 书记 is among them, the binding says. */
const both = ['careMember', 'branchSecretary'] as const

export const emergencyCare = workflow<typeof emergencyCareSteps>({
  name: 'emergencyCare',
  what: '关怀任务',
  steps: emergencyCareSteps,
  states: {
    NOT_STARTED: '未提出',
    RAISED: '待联系',
    WITH_SECRETARY: '待联系，书记跟进',
    WITH_OFFICE: '待联系，已告知机关党办',
    REACHED: '已联系，待登记走访',
    UNLOGGED: '已联系，走访逾期未登记',
    CLOSED: '已办结',
    CANCELLED: '已撤销',
  },
  events: {
    raise: { name: '提出关怀任务' },
    tellSecretary: { name: '交支部书记跟进' },
    tellOffice: { name: '告知机关党办' },
    tellUnlogged: { name: '提醒逾期登记走访' },
    reach: { name: '到场或联系', done: '已联系上' },
    logCare: { name: '登记走访', done: '关怀任务已办结' },
    takeVisitBack: { name: '走访记录撤回' },
    cancelCare: { name: '撤销关怀任务', done: '关怀任务已撤销', reason: 'asked' },
  },
  turn: {
    RAISED: { by: both, owes: 'reach', title: '到场或联系' },
    WITH_SECRETARY: { by: both, owes: 'reach', title: '到场或联系' },
    WITH_OFFICE: { by: both, owes: 'reach', title: '到场或联系' },
    REACHED: { by: both, owes: 'logCare', title: '登记走访' },
    UNLOGGED: { by: both, owes: 'logCare', title: '登记走访' },
    CLOSED: { rests: '已联系上，走访也登记了' },
  },
})

/** Nobody has met the person yet. */
export const unreachedStates = ['RAISED', 'WITH_SECRETARY', 'WITH_OFFICE'] as const
/** Met, and the visit not entered. */
export const reachedStates = ['REACHED', 'UNLOGGED'] as const
/** Not over yet. */
export const openCareStates = [...unreachedStates, ...reachedStates] as const
