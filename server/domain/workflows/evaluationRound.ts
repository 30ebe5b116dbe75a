import type { EventOf, StateOf, StepTable } from './steps'
import { workflow } from './workflow'

const branchLeaders = ['branchSecretary', 'branchCommittee'] as const

/**
 * 评价轮次 of one branch (R51–R61, rules §3.9). Casting a ballot is no step here: a workflow row per ballot would name
 * its author (D7). That two scrutineers confirmed is a guard over recorded facts.
 */
export const evaluationRoundSteps = [
  { from: 'NOT_STARTED', event: 'prepare', by: [...branchLeaders, 'system'], to: 'PREPARING' },
  { from: 'PREPARING', event: 'rehearse', by: 'branchSecretary', to: 'REHEARSAL' },
  { from: 'REHEARSAL', event: 'purgeRehearsal', by: ['branchSecretary', 'system'], to: 'PREPARING' },
  { from: 'PREPARING', event: 'confirmRoster', by: 'scrutineer', to: 'PREPARING' },
  { from: 'PREPARING', event: 'freezeRoster', by: 'branchSecretary', to: 'ROSTER_FROZEN' },
  { from: 'ROSTER_FROZEN', event: 'strike', by: 'branchSecretary', to: 'ROSTER_FROZEN' },
  // Each of both 监票人 his own lock (rules §4.6.7); again where a slip is lost before the vote begins.
  { from: 'ROSTER_FROZEN', event: 'setLock', by: 'scrutineer', to: 'ROSTER_FROZEN' },
  { from: 'ROSTER_FROZEN', event: 'renameScrutineers', by: ['branchSecretary', 'hqOffice'], to: 'ROSTER_FROZEN' },
  { from: 'ROSTER_FROZEN', event: 'openVoting', by: ['branchSecretary', 'scrutineer', 'system'], to: 'VOTING' },
  { from: 'VOTING', event: 'strike', by: 'branchSecretary', to: 'VOTING' },
  // Once closed there is no way back: the list of what lies in the box is fixed (rules §4.6.6).
  { from: 'VOTING', event: 'extend', by: 'branchSecretary', to: 'VOTING' },
  // 录入 of a meeting's sheet (rules §4.4.8): no secret ballot, and what the round waits for once its last day is over.
  { from: 'VOTING', event: 'enterSheets', by: [...branchLeaders, 'hqCommittee'], to: 'VOTING' },
  // Where 监票人 have left: otherwise nobody could close and count. Once counted there is nothing left for them to do.
  { from: 'VOTING', event: 'renameScrutineers', by: ['branchSecretary', 'hqOffice'], to: 'VOTING' },
  { from: 'CLOSED', event: 'renameScrutineers', by: ['branchSecretary', 'hqOffice'], to: 'CLOSED' },
  { from: 'VOTING', event: 'close', by: ['scrutineer', 'system'], to: 'CLOSED' },
  // With codes in two steps, which may lie days apart: lock 1 and its 监票人, then lock 2 and his. Where his slip is lost, with the
  // print in the safe (rules §4.6.13): 机关党委 lock 1, 机关纪委 lock 2.
  { from: 'CLOSED', event: 'strip', by: ['scrutineer', 'hqCommittee'], to: 'STRIPPED' },
  // Where something is missing both say why it goes on.
  { from: 'STRIPPED', event: 'confirmBox', by: 'scrutineer', to: 'STRIPPED' },
  { from: 'STRIPPED', event: 'renameScrutineers', by: ['branchSecretary', 'hqOffice'], to: 'STRIPPED' },
  { from: ['CLOSED', 'STRIPPED'], event: 'tally', by: ['scrutineer', 'hqDiscipline', 'system'], to: 'TALLIED' },
  // The way out where a box can no longer be opened, or must not be (rules §4.6.9): asked for, decided by 党办, and held again.
  { from: ['VOTING', 'CLOSED', 'STRIPPED'], event: 'void', by: 'hqOffice', to: 'VOIDED' },
  { from: 'VOTING', event: 'askVoid', by: branchLeaders, to: 'VOTING' },
  { from: 'CLOSED', event: 'askVoid', by: branchLeaders, to: 'CLOSED' },
  { from: 'STRIPPED', event: 'askVoid', by: branchLeaders, to: 'STRIPPED' },
  { from: 'VOTING', event: 'keepRound', by: 'hqOffice', to: 'VOTING' },
  { from: 'CLOSED', event: 'keepRound', by: 'hqOffice', to: 'CLOSED' },
  { from: 'STRIPPED', event: 'keepRound', by: 'hqOffice', to: 'STRIPPED' },
  { from: 'NOT_STARTED', event: 'holdAgain', by: 'hqOffice', to: 'ROSTER_FROZEN' },
  // A house restored from a backup of before the count: what was counted is taken in from its bundle, never counted again.
  { from: ['ROSTER_FROZEN', 'VOTING', 'CLOSED', 'STRIPPED'], event: 'takeIn', by: 'scrutineer', to: 'TALLIED' },
  { from: 'TALLIED', event: 'openReview', by: branchLeaders, to: 'COMMITTEE_REVIEW' },
  // Nobody gives his own grade, so the committee may come to it in parts.
  { from: 'COMMITTEE_REVIEW', event: 'confirmPart', by: [...branchLeaders, 'hqCommittee'], to: 'COMMITTEE_REVIEW' },
  // 机关党委 steps in where a 书记 would confirm his own 等次 (rules §2.2); the day of this step is 完成日 (R57).
  { from: 'COMMITTEE_REVIEW', event: 'confirmGrades', by: [...branchLeaders, 'hqCommittee'], to: 'COMPLETED' },
  { from: ['COMPLETED', 'RETURNED'], event: 'submitTable1', by: 'branchSecretary', to: 'TABLE1_SUBMITTED' },
  { from: 'TABLE1_SUBMITTED', event: 'accept', by: 'hqOffice', to: 'ACCEPTED' },
  { from: 'TABLE1_SUBMITTED', event: 'return', by: 'hqOffice', to: 'RETURNED' },
  // R60, R61: board and assembly in either order, and only both together let the round be archived.
  { from: 'ACCEPTED', event: 'publicise', by: branchLeaders, to: 'PUBLICISED' },
  { from: 'ACCEPTED', event: 'announce', by: branchLeaders, to: 'ANNOUNCED' },
  { from: 'PUBLICISED', event: 'announce', by: branchLeaders, to: 'FULLY_PUBLIC' },
  { from: 'ANNOUNCED', event: 'publicise', by: branchLeaders, to: 'FULLY_PUBLIC' },
  { from: 'FULLY_PUBLIC', event: 'archive', by: ['branchSecretary', 'system'], to: 'ARCHIVED' },
] as const satisfies StepTable

export type RoundState = StateOf<typeof evaluationRoundSteps>
export type RoundEvent = EventOf<typeof evaluationRoundSteps>

const unbuilt = true
const notYetPublic = { rests: '评价已受理；上栏公开、大会公布和归档还不能在系统里办理' } as const

export const evaluationRound = workflow<typeof evaluationRoundSteps>({
  name: 'round',
  what: '评价',
  steps: evaluationRoundSteps,
  states: {
    NOT_STARTED: '未开始',
    VOIDED: '已作废',
    PREPARING: '准备名单',
    REHEARSAL: '试评',
    ROSTER_FROZEN: '名单已定',
    VOTING: '正在投票',
    CLOSED: '投票已截止',
    STRIPPED: '外封已开',
    TALLIED: '已计票',
    COMMITTEE_REVIEW: '支委会确认中',
    COMPLETED: '已完成',
    TABLE1_SUBMITTED: '表1已报送',
    RETURNED: '表1已退回',
    ACCEPTED: '已受理',
    PUBLICISED: '已上栏公开',
    ANNOUNCED: '已在大会公布',
    FULLY_PUBLIC: '已全部公开',
    ARCHIVED: '已归档',
  },
  events: {
    prepare: { name: '准备名单' },
    rehearse: { name: '试评', unbuilt },
    purgeRehearsal: { name: '清除试评', unbuilt },
    confirmRoster: { name: '核对名单', unbuilt },
    freezeRoster: { name: '冻结名单', done: '名单已定' },
    strike: { name: '从名单划去', unbuilt },
    setLock: { name: '设监票码', done: '监票码已设好' },
    openVoting: { name: '开始投票', done: '已开始投票' },
    extend: { name: '延长投票', unbuilt },
    enterSheets: { name: '录入集体评定' },
    renameScrutineers: { name: '改派监票人', done: '监票人已改派' },
    close: { name: '截止投票', done: '投票已截止' },
    strip: { name: '开外封', done: '外封已开' },
    confirmBox: { name: '确认继续计票', done: '已确认继续计票' },
    tally: { name: '计票', done: '已计票' },
    takeIn: { name: '取回计票结果', done: '计票结果已取回' },
    void: { name: '作废重投', done: '已作废，将重新投票' },
    askVoid: { name: '请求作废重投', done: '已请求作废重投' },
    keepRound: { name: '不同意作废', done: '没有同意作废，接着办' },
    holdAgain: { name: '重新投票', done: '已按原名单重新投票' },
    openReview: { name: '确认等次', done: '等次已开始确认' },
    confirmPart: { name: '确认等次', done: '等次已部分确认' },
    confirmGrades: { name: '确认等次', done: '等次已全部确认' },
    submitTable1: { name: '报送表1', done: '表1已报送' },
    accept: { name: '受理表1', done: '表1已受理' },
    return: { name: '退回表1', done: '表1已退回', reason: 'kept' },
    publicise: { name: '上栏公开', unbuilt },
    announce: { name: '大会公布', unbuilt },
    archive: { name: '归档', unbuilt },
  },
  turn: {
    PREPARING: { by: ['branchSecretary'], owes: 'freezeRoster', title: '确认名单和监票人' },
    REHEARSAL: { rests: '试评还不能在系统里办理' },
    ROSTER_FROZEN: { by: ['branchSecretary'], owes: 'openVoting', title: '开始投票' },
    // While the vote runs it rests: the binding looks at its last day. Nobody votes by a step of this table.
    VOTING: { by: ['scrutineer'], owes: 'close', mendedBy: 'renameScrutineers' },
    CLOSED: { by: ['scrutineer', 'hqCommittee'], owes: 'tally', title: '计票', mendedBy: 'renameScrutineers' },
    STRIPPED: {
      by: ['scrutineer', 'hqDiscipline'],
      owes: 'tally',
      title: '开内封并计票',
      mendedBy: 'renameScrutineers',
    },
    TALLIED: { by: branchLeaders, owes: 'openReview', title: '确认等次' },
    COMMITTEE_REVIEW: { by: [...branchLeaders, 'hqCommittee'], owes: 'confirmGrades', title: '确认等次' },
    COMPLETED: { by: ['branchSecretary'], owes: 'submitTable1' },
    TABLE1_SUBMITTED: {
      by: ['hqOffice'],
      owes: 'accept',
      answers: {
        accept: { event: 'accept', label: '受理', done: '已受理。' },
        return: { event: 'return', label: '退回', words: '退回原因', done: '已退回支部补正。' },
      },
    },
    RETURNED: { by: ['branchSecretary'], owes: 'submitTable1', title: '补正并报送表1' },
    ACCEPTED: notYetPublic,
    PUBLICISED: notYetPublic,
    ANNOUNCED: notYetPublic,
    FULLY_PUBLIC: notYetPublic,
  },
})

/** In the order in which results open up (rules §3.9). RETURNED counts as submitted: 党办 has read it. */
export const roundStates = [
  'VOIDED',
  'NOT_STARTED',
  'PREPARING',
  'REHEARSAL',
  'ROSTER_FROZEN',
  'VOTING',
  'CLOSED',
  'STRIPPED',
  'TALLIED',
  'COMMITTEE_REVIEW',
  'COMPLETED',
  'TABLE1_SUBMITTED',
  'RETURNED',
  'ACCEPTED',
  'PUBLICISED',
  'ANNOUNCED',
  'FULLY_PUBLIC',
  'ARCHIVED',
] as const satisfies readonly RoundState[]

/** From here on 党办 and 机关党委 read what was reported to them (rules §4.6.8). */
export const firstReported = 'TABLE1_SUBMITTED' satisfies RoundState
export const reportedStates: readonly RoundState[] = roundStates.slice(roundStates.indexOf(firstReported))
/** 表1 is accepted: what follows is publishing. */
export const finishedStates: readonly RoundState[] = roundStates.slice(
  roundStates.indexOf('ACCEPTED' satisfies RoundState),
)
/** Grades are given. */
export const gradedStates = ['TALLIED', 'COMMITTEE_REVIEW'] as const satisfies readonly RoundState[]
/** The list is fixed and ballots may still come. */
export const openRollStates = ['ROSTER_FROZEN', 'VOTING'] as const satisfies readonly RoundState[]
/** 监票人 set their locks, close and count. */
export const watchedStates = ['ROSTER_FROZEN', 'VOTING', 'CLOSED', 'STRIPPED'] as const satisfies readonly RoundState[]
