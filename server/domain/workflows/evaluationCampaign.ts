import type { StepTable } from './steps'
import { workflow } from './workflow'

/** 评价活动 of 机关党办 for one half-year (R52, R58, rules §3.9). No way back to DRAFT: a template seen by raters is fixed (D13). */
export const evaluationCampaignSteps = [
  { from: 'NOT_STARTED', event: 'start', by: 'hqOffice', to: 'DRAFT' },
  { from: 'DRAFT', event: 'lockTemplate', by: 'hqOffice', to: 'TEMPLATE_LOCKED' },
  { from: 'TEMPLATE_LOCKED', event: 'run', by: 'hqOffice', to: 'RUNNING' },
  { from: 'RUNNING', event: 'consolidate', by: 'hqOffice', to: 'CONSOLIDATING' },
  { from: 'CONSOLIDATING', event: 'report', by: 'hqOffice', to: 'REPORTED' },
  { from: 'REPORTED', event: 'archive', by: ['hqOffice', 'system'], to: 'ARCHIVED' },
] as const satisfies StepTable

const unbuilt = true
const atOnce = { rests: '开始评价时一次办完' } as const

export const evaluationCampaign = workflow<typeof evaluationCampaignSteps>({
  name: 'evaluation',
  what: '评价活动',
  steps: evaluationCampaignSteps,
  states: {
    NOT_STARTED: '未开始',
    DRAFT: '草稿',
    TEMPLATE_LOCKED: '模板已锁定',
    RUNNING: '各支部正在评价',
    CONSOLIDATING: '正在汇总',
    REPORTED: '已报送',
    ARCHIVED: '已归档',
  },
  events: {
    start: { name: '新建评价' },
    lockTemplate: { name: '锁定模板' },
    run: { name: '开始评价' },
    consolidate: { name: '汇总', unbuilt },
    report: { name: '报送汇总', unbuilt },
    archive: { name: '归档', unbuilt },
  },
  turn: {
    DRAFT: atOnce,
    TEMPLATE_LOCKED: atOnce,
    RUNNING: { rests: '各支部各自办理本支部的评价；汇总还不能在系统里办理' },
    CONSOLIDATING: { rests: '汇总还不能在系统里办理' },
    REPORTED: { rests: '归档还不能在系统里办理' },
  },
})
