import type { PledgeState } from './records'

export const stateNames: Record<PledgeState, string> = {
  NOT_STARTED: '未填写',
  DRAFT: '草稿',
  SUBMITTED: '已提交',
  BRANCH_CHECK: '支部核对中',
  BRANCH_OK: '支部已核对',
  RETURNED: '已退回',
  SUBMITTED_TO_OFFICE: '已报送党办',
  OFFICE_OK: '党办已受理',
  PUBLISHED: '已公开',
  AMENDED: '修改中',
  FULFILLING: '践诺中',
  ASSESSED: '已评诺',
  WITHDRAWN: '已撤下',
  ARCHIVED: '已归档',
}

export const eventNames: Record<string, string> = {
  submit: '提交',
  takeBack: '修改',
  pass: '通过',
  return: '退回',
  package: '报送',
  accept: '受理',
  returnByOffice: '退回',
  publish: '公开',
  withdraw: '撤下',
  republish: '重新公开',
  amend: '修改',
  discardAmendment: '放弃修改',
  recordFulfilment: '记录践诺',
  assess: '评诺',
  archive: '归档',
}
