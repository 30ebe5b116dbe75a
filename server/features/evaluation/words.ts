import type { RoundEvent, RoundState } from './records'

export const stateNames: Record<RoundState, string> = {
  NOT_STARTED: '未开始',
  PREPARING: '准备名单',
  REHEARSAL: '试评',
  ROSTER_FROZEN: '名单已定',
  VOTING: '正在投票',
  CLOSED: '投票已截止',
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
}

export const eventNames: Partial<Record<RoundEvent, string>> = {
  freezeRoster: '冻结名单',
  openVoting: '开始投票',
  close: '截止投票',
  tally: '计票',
  openReview: '确认等次',
  confirmGrades: '确认等次',
  submitTable1: '报送表1',
  accept: '受理表1',
  return: '退回表1',
}

/** '2026H2' → '2026年下半年'. */
export const halfName = (half: string): string => `${half.slice(0, 4)}年${half.endsWith('1') ? '上' : '下'}半年`
