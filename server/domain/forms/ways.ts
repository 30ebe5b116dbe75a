// The two ways most filings take. Another one is written beside its form.
import type { StepTable } from '../workflows/steps'
import { way } from './form'

const branchHands = ['branchSecretary', 'branchCommittee', 'branchClerk'] as const
const again = { by: ['branchSecretary'], title: '补正' } as const

const receivedSteps = [
  { from: ['NOT_STARTED', 'DRAFT'], event: 'save', by: branchHands, to: 'DRAFT' },
  { from: 'RETURNED', event: 'save', by: branchHands, to: 'RETURNED' },
  { from: ['NOT_STARTED', 'DRAFT', 'RETURNED'], event: 'file', by: 'branchSecretary', to: 'FILED' },
  { from: 'FILED', event: 'receive', by: 'hqOffice', to: 'RECORDED' },
  { from: 'FILED', event: 'giveBack', by: 'hqOffice', to: 'RETURNED' },
  { from: 'RECORDED', event: 'supersede', by: 'system', to: 'SUPERSEDED' },
] as const satisfies StepTable

/** 备案: the 书记 hands in, 机关党办 receives or gives back, and approves nothing; a new version takes the old one's place. */
export const receivedByOffice = way({
  steps: receivedSteps,
  drafts: 'save',
  files: 'file',
  numbers: 'receive',
  inForce: { state: 'RECORDED', ends: 'supersede' },
  states: {
    NOT_STARTED: '未报送',
    DRAFT: '草稿',
    FILED: '已报送',
    RETURNED: '已退回',
    RECORDED: '已备案',
    SUPERSEDED: '已由新版代替',
  },
  events: {
    save: { name: '保存' },
    file: { name: '报送', done: '已报送' },
    receive: { name: '收到备案', done: '已收到备案' },
    giveBack: { name: '退回', done: '已退回', reason: 'kept' },
    supersede: { name: '由新版代替' },
  },
  turn: {
    DRAFT: { by: ['branchSecretary'], owes: 'file' },
    RETURNED: { ...again, owes: 'file' },
    FILED: {
      by: ['hqOffice'],
      owes: 'receive',
      title: '接收',
      answers: {
        receive: { event: 'receive', label: '收到备案', done: '已收到备案' },
        giveBack: { event: 'giveBack', label: '退回', words: '退回原因', done: '已退回' },
      },
    },
    RECORDED: { rests: '已经备案，内容变了再报新版' },
  },
})

const keptSteps = [
  { from: ['NOT_STARTED', 'DRAFT'], event: 'save', by: branchHands, to: 'DRAFT' },
  { from: 'RETURNED', event: 'save', by: branchHands, to: 'RETURNED' },
  { from: ['NOT_STARTED', 'DRAFT', 'RETURNED'], event: 'file', by: branchHands, to: 'RECORDED' },
  { from: 'RECORDED', event: 'giveBack', by: 'hqOffice', to: 'RETURNED' },
] as const satisfies StepTable

/** 登记: what the branch puts on record stands at once; 机关党办 may give it back for mending. */
export const keptByBranch = way({
  steps: keptSteps,
  drafts: 'save',
  files: 'file',
  states: { NOT_STARTED: '未登记', DRAFT: '草稿', RECORDED: '已登记', RETURNED: '已退回' },
  events: {
    save: { name: '保存' },
    file: { name: '登记', done: '已登记' },
    giveBack: { name: '退回', done: '已退回', reason: 'kept' },
  },
  turn: {
    DRAFT: { by: ['branchSecretary'], owes: 'file' },
    RETURNED: { ...again, owes: 'file' },
    RECORDED: { rests: '已经登记，机关党办发现问题可以退回' },
  },
})
