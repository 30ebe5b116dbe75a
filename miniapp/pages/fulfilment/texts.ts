import { pledgeNames } from '../../../server/domain/wording/pledgeNames'

export type Item = 'STUDY_SKILL' | 'DUTY' | 'INTEGRITY'

export const texts = {
  title: '记录践诺',
  notPublic: '承诺书还没有公开',
  notPublicText: '公开以后，可以在这里记录做了什么。记录会和承诺一起展示。',
  toPledge: '去看我的承诺书',
  lead: '做到一件记一件，写清做了什么、做了多少。记录和承诺一起公开，评价时大家能看到。',
  add: '记一条',
  addFor: (name: string) => `给“${name}”记一条`,
  none: '还没有记录',
  formTitle: (name: string) => `记录：${name}`,
  content: '做了什么',
  contentPlaceholder: '例如：9月检修设备3台，都在当天完成',
  doneDay: '日期',
  picture: '照片',
  pictureHelp: '现场、成果照片都可以，请不要拍到别人的证件和电话。',
  save: '保存',
  saved: '已记录。',
  voided: '已撤回，记录不再展示。',
  void: '撤回',
  voidFor: (day: string) => `撤回${day}的记录`,
  voidTitle: '撤回这条记录',
  voidHint: '撤回后不再展示，系统里会留下原文和原因。',
  voidReasons: ['日期写错了，重新登记', '内容写错了，重新登记', '重复登记，保留另一条'],
  pictureAlt: '践诺照片',
}

export const items: readonly { item: Item; name: string; field: 'studyPledge' | 'dutyPledge' | 'integrityPledge' }[] = [
  { item: 'STUDY_SKILL', name: pledgeNames.study, field: 'studyPledge' },
  { item: 'DUTY', name: pledgeNames.duty, field: 'dutyPledge' },
  { item: 'INTEGRITY', name: pledgeNames.integrity, field: 'integrityPledge' },
]
