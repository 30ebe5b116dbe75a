import type { PostAreaEvent, PostAreaState } from '../../domain/postArea/states'

export const stateNames: Record<PostAreaState, string> = {
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
}

/** By the stored state, for tables of all records. */
export const postAreaStateNames: Record<string, string> = stateNames

export const eventNames: Record<PostAreaEvent, string> = {
  start: '发起',
  recommend: '集体推荐',
  consult: '征求意见',
  giveOpinion: '答复意见',
  fill: '填表',
  review: '审核通过',
  returnByHead: '审核退回',
  agree: '同意',
  disagree: '不同意',
  collect: '收集',
  package: '报送',
  accept: '受理',
  returnByOffice: '党办退回',
  returnByBranch: '支部退回',
  hangPlate: '挂牌',
  confirmHalfYear: '半年复核',
  suspend: '暂停',
  resume: '恢复',
  resumeUnhung: '恢复',
  remove: '摘牌',
  changeNominee: '更换人选',
  void: '作废',
}
