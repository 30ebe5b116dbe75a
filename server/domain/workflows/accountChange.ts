import type { StepTable } from './steps'
import { workflow } from './workflow'

/**
 * Another chat account for somebody who has one: whoever holds it acts as that person, votes too, so it needs two (rules §2.2).
 * One who keeps the roster or the accounts asks; another of them, or the owner, confirms. Where the one who asks is the only
 * one, the post stands among the vacant ones and the owner can still confirm.
 */
export const accountChangeSteps = [
  { from: 'NOT_STARTED', event: 'askForAccount', by: ['systemAdministrator', 'hqOffice'], to: 'ASKED' },
  {
    from: 'ASKED',
    event: 'confirmAccount',
    by: ['systemAdministrator', 'hqOffice', 'accountOwner'],
    to: 'LINKED',
  },
  {
    from: 'ASKED',
    event: 'declineAccount',
    by: ['systemAdministrator', 'hqOffice', 'accountOwner'],
    to: 'DECLINED',
  },
  { from: 'ASKED', event: 'withdrawAccount', by: 'accountAsker', to: 'WITHDRAWN' },
] as const satisfies StepTable

export const accountChange = workflow<typeof accountChangeSteps>({
  name: 'accountChange',
  what: '换绑申请',
  steps: accountChangeSteps,
  states: {
    NOT_STARTED: '未申请',
    ASKED: '待确认',
    LINKED: '已换绑',
    DECLINED: '未同意换绑',
    WITHDRAWN: '已撤回',
  },
  events: {
    askForAccount: { name: '申请换绑账号' },
    confirmAccount: { name: '确认换绑', done: '已换绑' },
    declineAccount: { name: '不同意换绑', done: '未同意换绑' },
    withdrawAccount: { name: '撤回换绑申请', done: '换绑申请已撤回' },
  },
  turn: {
    ASKED: { by: ['systemAdministrator', 'hqOffice'], owes: 'confirmAccount', title: '确认换绑账号' },
  },
})
