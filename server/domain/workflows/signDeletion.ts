import type { StepTable } from './steps'
import { workflow } from './workflow'

/**
 * Data handed to the agency (R28, PIPL 21): when their time is over 办公室 has it confirmed that they are deleted, whatever
 * became of the order. Confirmed earlier is as good.
 */
export const signDeletionSteps = [
  { from: 'NOT_STARTED', event: 'handOver', by: 'generalOffice', to: 'HANDED_OVER' },
  { from: 'HANDED_OVER', event: 'confirmDeletion', by: 'generalOffice', to: 'DELETED' },
] as const satisfies StepTable

export const signDeletion = workflow<typeof signDeletionSteps>({
  name: 'signDeletion',
  what: '交给广告公司的资料',
  steps: signDeletionSteps,
  states: { NOT_STARTED: '未导出', HANDED_OVER: '由广告公司使用', DELETED: '已删除' },
  events: { handOver: { name: '导出资料' }, confirmDeletion: { name: '登记资料已删除' } },
  turn: { HANDED_OVER: { by: ['generalOffice'], owes: 'confirmDeletion', title: '确认广告公司已删除资料' } },
})
