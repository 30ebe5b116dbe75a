import type { EventOf, StateOf, StepTable } from './steps'
import { askedInCard, workflow } from './workflow'

const branchHands = ['partyGroupLead', 'branchSecretary', 'branchCommittee', 'branchClerk'] as const
const beforeForm = ['RECOMMENDED', 'CONSULTING', 'CONSULTED'] as const
/** Before the form lies with anybody who judges it, another nominee may be chosen; the consultation is then void (R08). */
const beforeReview = [...beforeForm, 'FILLED'] as const

/**
 * 党员示范岗 and 党员责任区 (R03–R16, rules §3.1). 分管领导 acts twice: an opinion before the form is filled, 同意 after
 * 部门第一负责人 has reviewed it (D6). Where 分管领导 is the nominee, 机关党委 takes his place; policy/stepRoles.ts says who
 * that is today.
 */
export const postAreaSteps = [
  { from: 'NOT_STARTED', event: 'start', by: ['branchSecretary', 'partyGroupLead'], to: 'DRAFT' },
  { from: 'DRAFT', event: 'recommend', by: 'partyGroupLead', to: 'RECOMMENDED' },
  { from: 'RECOMMENDED', event: 'consult', by: 'partyGroupLead', to: 'CONSULTING' },
  { from: 'CONSULTING', event: 'giveOpinion', by: ['supervisingLeader', 'hqCommittee'], to: 'CONSULTED' },
  { from: 'CONSULTED', event: 'fill', by: 'partyGroupLead', to: 'FILLED' },
  { from: 'FILLED', event: 'review', by: 'departmentHead', to: 'HEAD_REVIEWED' },
  { from: 'FILLED', event: 'returnByHead', by: 'departmentHead', to: 'DRAFT' },
  { from: 'HEAD_REVIEWED', event: 'agree', by: ['supervisingLeader', 'hqCommittee'], to: 'LEADER_AGREED' },
  { from: 'HEAD_REVIEWED', event: 'disagree', by: ['supervisingLeader', 'hqCommittee'], to: 'DRAFT' },
  { from: 'LEADER_AGREED', event: 'collect', by: 'branchSecretary', to: 'COLLECTED' },
  { from: 'COLLECTED', event: 'package', by: ['branchSecretary', 'branchCommittee'], to: 'SUBMITTED' },
  { from: 'SUBMITTED', event: 'accept', by: 'hqOffice', to: 'ACCEPTED' },
  { from: 'SUBMITTED', event: 'returnByOffice', by: 'hqOffice', to: 'LEADER_AGREED' },
  // Sent back by the branch when 党办 wants the words changed: what was agreed to is no longer what is written.
  { from: ['LEADER_AGREED', 'COLLECTED'], event: 'returnByBranch', by: 'branchSecretary', to: 'DRAFT' },
  { from: 'ACCEPTED', event: 'hangPlate', by: branchHands, to: 'ACTIVE' },
  // 动态管理: each half-year the 书记 says that it still has effect, or suspends it. It stays what it is; the step is the record.
  { from: 'ACTIVE', event: 'confirmHalfYear', by: 'branchSecretary', to: 'ACTIVE' },
  { from: ['ACCEPTED', 'ACTIVE'], event: 'suspend', by: ['branchSecretary', 'hqOffice', 'system'], to: 'SUSPENDED' },
  { from: 'SUSPENDED', event: 'resume', by: ['branchSecretary', 'hqOffice'], to: 'ACTIVE' },
  // Suspended before its plate was hung: it waits for the plate again and claims none (R15).
  { from: 'SUSPENDED', event: 'resumeUnhung', by: ['branchSecretary', 'hqOffice'], to: 'ACCEPTED' },
  { from: 'SUSPENDED', event: 'remove', by: branchHands, to: 'REMOVED' },
  // What hangs stays until something replaces it: a plate of a later year takes the place of an earlier one.
  { from: ['ACTIVE', 'SUSPENDED'], event: 'replace', by: 'system', to: 'REMOVED' },
  { from: beforeReview, event: 'changeNominee', by: 'partyGroupLead', to: 'DRAFT' },
  {
    from: ['DRAFT', ...beforeReview, 'HEAD_REVIEWED', 'LEADER_AGREED', 'COLLECTED'],
    event: 'void',
    by: ['branchSecretary', 'hqOffice'],
    to: 'VOID',
  },
] as const satisfies StepTable

export type PostAreaState = StateOf<typeof postAreaSteps>
export type PostAreaEvent = EventOf<typeof postAreaSteps>

const judges = ['supervisingLeader', 'hqCommittee'] as const
const mended = { done: '已退回部门修改', reason: 'kept' } as const
const withPackage = { carriedBy: '支部报送' } as const

export const postArea = workflow<typeof postAreaSteps>({
  name: 'postArea',
  what: '岗区表',
  steps: postAreaSteps,
  states: {
    NOT_STARTED: '未开始',
    DRAFT: '待集体推荐',
    RECOMMENDED: '已推荐，待征求意见',
    CONSULTING: '正在征求分管领导意见',
    CONSULTED: '已征求意见，待填表',
    FILLED: '待部门第一负责人审核',
    HEAD_REVIEWED: '待分管领导同意',
    LEADER_AGREED: '待支部收集',
    COLLECTED: '支部已收集',
    SUBMITTED: '已报送',
    ACCEPTED: '已受理，待挂牌',
    ACTIVE: '已挂牌',
    SUSPENDED: '已暂停',
    REMOVED: '已摘牌',
    VOID: '已作废',
  },
  events: {
    start: { name: '发起' },
    recommend: { name: '集体推荐' },
    consult: { name: '征求意见' },
    giveOpinion: { name: '答复意见', done: '分管领导已答复', says: '无意见' },
    fill: { name: '填表' },
    review: { name: '审核通过', done: '部门第一负责人已审核' },
    returnByHead: { name: '审核退回', ...mended },
    agree: { name: '同意', done: '分管领导已同意' },
    disagree: { name: '不同意', ...mended },
    collect: { name: '收集' },
    package: { name: '报送' },
    accept: { name: '受理' },
    returnByOffice: { name: '机关党办退回' },
    returnByBranch: { name: '支部退回', ...mended },
    hangPlate: { name: '挂牌', done: '已挂牌' },
    confirmHalfYear: { name: '半年复核', done: '半年复核已登记' },
    suspend: { name: '暂停', done: '已停用', reason: 'asked' },
    resume: { name: '恢复', done: '已恢复', reason: 'asked' },
    resumeUnhung: { name: '恢复', done: '已恢复', reason: 'asked' },
    remove: { name: '摘牌', done: '已摘牌', reason: 'asked' },
    replace: { name: '由新牌接替', done: '新的一年已经挂牌，不用办理' },
    changeNominee: { name: '更换人选', done: '部门正在另选人选，本次不用办理', reason: 'asked' },
    void: { name: '作废', done: '已作废，不用办理', reason: 'asked' },
  },
  turn: {
    DRAFT: { by: ['partyGroupLead'], owes: 'recommend' },
    RECOMMENDED: { by: ['partyGroupLead'], owes: 'consult' },
    CONSULTING: {
      by: judges,
      owes: 'giveOpinion',
      answers: {
        none: { event: 'giveOpinion', label: '无意见', done: '已答复：无意见。' },
        some: { event: 'giveOpinion', label: '有意见', words: '意见', done: '已答复，意见已交部门。' },
      },
    },
    CONSULTED: { by: ['partyGroupLead'], owes: 'fill' },
    FILLED: {
      by: ['departmentHead'],
      owes: 'review',
      title: '审核',
      answers: {
        review: { event: 'review', label: '通过', done: '已审核通过。' },
        returnByHead: { event: 'returnByHead', label: '退回', words: '原因', done: '已退回部门修改。' },
      },
    },
    HEAD_REVIEWED: {
      by: judges,
      owes: 'agree',
      title: '答复',
      answers: {
        agree: { event: 'agree', label: '同意', done: '已同意。' },
        disagree: { event: 'disagree', label: '不同意', words: '原因', done: '已退回部门修改。' },
      },
    },
    LEADER_AGREED: { by: ['branchSecretary'], owes: 'collect' },
    COLLECTED: withPackage,
    SUBMITTED: withPackage,
    ACCEPTED: { by: ['partyGroupLead'], owes: 'hangPlate' },
    ACTIVE: { rests: '已经挂牌；每半年评价开始后由支部书记复核' },
    SUSPENDED: { by: ['branchSecretary'], owes: 'remove', title: '恢复或摘牌' },
  },
})

/** Where a 岗 or 区 waits for somebody's word: 意见 (R08), 审核 (R11), 同意 (R12). */
export const judgedStates = askedInCard(postArea)
/** Where 分管领导 is asked, or 机关党委 in his place (R12). */
export const supervisedStates = ['CONSULTING', 'HEAD_REVIEWED'] as const satisfies readonly PostAreaState[]
/** Without a form that could be printed. */
export const unfilledStates: readonly string[] = ['DRAFT', ...beforeForm, 'VOID']
/** Before 部门第一负责人 has passed it: what is wrong with the line of the department can still be mended in time. */
export const unreviewedStates: readonly string[] = ['DRAFT', ...beforeReview]
export const suspendedState = 'SUSPENDED' satisfies PostAreaState
