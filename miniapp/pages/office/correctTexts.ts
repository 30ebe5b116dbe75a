export const correctTexts = {
  open: '更正',
  title: '更正活动信息',
  intro: '名称、依据文件、截止日写错了，在这里改。已经交的内容不变；截止日改晚，按新日期算逾期。',
  reason: '更正原因',
  missing: '请填写这一项。',
  save: '保存更正',
  saved: '已更正。',
  cancel: '取消这次活动',
  cancelHint: '开错了、还没有人填写的活动可以取消。取消后，已经发出的提醒全部结束，这一年可以重新开。',
  cancelReasons: ['年份点错，重新开始', '上级通知改期，以后再开'],
  cancelConfirm: '取消活动',
  cancelled: '活动已取消。',
} as const
