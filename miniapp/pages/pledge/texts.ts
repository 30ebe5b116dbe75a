import type { Output } from '../../../server/contract'
import { numberedPledges } from '../../../server/domain/wording/pledgeNames'

export type PledgeState = NonNullable<Output<'pledge.mine'>['pledge']>['state']

export const stateNames: Readonly<Record<PledgeState, string>> = {
  NOT_STARTED: '未填写',
  DRAFT: '未提交',
  SUBMITTED: '已提交，等支部查收',
  BRANCH_CHECK: '支部正在查收',
  BRANCH_OK: '支部已收齐',
  RETURNED: '已退回，请修改',
  SUBMITTED_TO_OFFICE: '已报机关党办',
  OFFICE_OK: '机关党办已受理',
  PUBLISHED: '已公开',
  FULFILLING: '践诺中',
  ASSESSED: '已评诺',
  AMENDED: '正在修改',
  WITHDRAWN: '已收回公开',
  ARCHIVED: '已归档',
}

export const texts = {
  title: '我的承诺书',
  noCampaign: '现在没有要填的承诺书',
  noCampaignText: '机关党办开始活动后，机器人会提醒您填写。',
  returned: '支部退回了这份承诺书，原因是：',
  afterReturn: '修改后再提交一次即可，不用重写。',
  late: '逾期提交',
  restored: '已恢复您上次没有提交的内容。',
  useSubmitted: '改用已提交的内容',
  notKept: '这台设备不能保存草稿，请一次写完再离开。',
  waiting: '承诺书已保存在这台设备上，联网后自动提交，不用再点。',
  dutyTitle: '一、工作职责',
  dutyLabel: '我的工作职责',
  dutyHelp: '不超过30字，会印在工作牌上。标点、数字、字母都算1个字，空格不算。',
  dutyPlaceholder: '例如：负责车间设备点检与维护，保障生产安全',
  pledgesTitle: '二、三条承诺',
  totalHelp: '三条合计不超过100字，平均每条约33字。',
  perItemHelp: '每条不超过100字。',
  chipsLabel: '点一下，把这些词加进去',
  total: '三条合计',
  photoTitle: '三、登记照片',
  photoAlt: '您的登记照片',
  consentTitle: '四、公开方式',
  consentNote: '不同意公开也可以提交，承诺书会照常报送机关党办。',
  submit: '提交承诺书',
  resubmit: '重新提交',
  edit: '修改承诺书',
  referenceTitle: '本岗位的“三岗”职责（供参照）',
  referenceHelp: '参照这段，用自己的话写成不超过30字；不会自动填入。',
  discarded: '已放弃修改，公开栏上还是原来的版本。',
  waitingVersion: '新版本正在报送，公开栏上还是原来的版本。',
  version: (version: number) => `公开的是第${version}版`,
  grandfathered: '这份承诺书是按当时的字数要求公开的，继续有效；以后修改时要符合现在的要求。',
  submitted: '已提交，支部会统一报送，您不用再做什么。',
  submittedLate: '已提交，会注明“逾期”，不影响报送。',
  photoMissing: '还没有上传照片，请先拍照或选一张。',
  taskTitle: '公开承诺书',
  consentSaved: '已按您的选择更新。',
  viewDuty: '工作职责',
}

export type FormField = 'studyPledge' | 'dutyPledge' | 'integrityPledge'

interface Chip {
  /** What the chip is called: 目标, 数量, 作风, 时限 (R22). */
  name: string
  words: string
}

export const pledgeParts: readonly {
  field: FormField
  count: 'study' | 'duty' | 'integrity'
  label: string
  placeholder: string
  chips: readonly Chip[]
}[] = [
  {
    field: 'studyPledge',
    count: 'study',
    label: numberedPledges.study,
    placeholder: '例如：每月学习2次，年底前取得中级证书',
    chips: [
      { name: '目标', words: '取得中级证书' },
      { name: '数量', words: '每月学习2次' },
      { name: '作风', words: '学以致用' },
      { name: '时限', words: '12月底前' },
    ],
  },
  {
    field: 'dutyPledge',
    count: 'duty',
    label: numberedPledges.duty,
    placeholder: '例如：每周巡检3次，全年设备零事故',
    chips: [
      { name: '目标', words: '全年零差错' },
      { name: '数量', words: '每周巡检3次' },
      { name: '作风', words: '随叫随到' },
      { name: '时限', words: '当天办结' },
    ],
  },
  {
    field: 'integrityPledge',
    count: 'integrity',
    label: numberedPledges.integrity,
    placeholder: '例如：全年零违纪，不收礼品礼金',
    chips: [
      { name: '目标', words: '全年零违纪' },
      { name: '数量', words: '每季度自查1次' },
      { name: '作风', words: '公道正派' },
      { name: '时限', words: '每季度末' },
    ],
  },
]
