export const correctTexts = {
  open: '更正',
  title: '更正活动信息',
  intro: '名称、依据文件、截止日写错了，在这里改。已经交的内容不变；截止日改晚，按新日期算逾期。',
  reason: '更正原因',
  missing: '请填写这一项。',
  save: '保存更正',
  saved: '已更正。',
} as const

export type StepName = 'cancel' | 'close' | 'archive' | 'reopen' | 'unarchive'
export const stepTexts: Record<
  StepName,
  { name: string; hint: string; reasons: readonly string[]; confirm: string; done: string }
> = {
  cancel: {
    name: '取消这次活动',
    hint: '开错了、还没有人填写的活动可以取消。取消后，已经发出的提醒全部结束，这一年可以重新开。',
    reasons: ['年份点错，重新开始', '上级通知改期，以后再开'],
    confirm: '取消活动',
    done: '活动已取消。',
  },
  close: {
    name: '结束活动',
    hint: '结束后不再收承诺书和支部报送，也不再提醒；公开栏、牌子和二维码照旧，到下一年的活动开始、新的挂上为止。',
    reasons: ['今年的工作已经办完，收尾结束', '按上级通知，今年不再补报'],
    confirm: '结束活动',
    done: '活动已结束，不再提醒。',
  },
  archive: {
    name: '归档',
    hint: '资料收齐以后归档。归档以后不能直接重新开始，要先撤回归档。',
    reasons: ['资料已经收齐，归档保存'],
    confirm: '归档',
    done: '活动已归档。',
  },
  reopen: {
    name: '撤回结束',
    hint: '还没办完、结束早了的，可以撤回，接着收承诺书和支部报送。下一年的活动开始以后就不能撤回。',
    reasons: ['还有人没有补报，接着办理', '点错了，活动还没有结束'],
    confirm: '撤回结束',
    done: '已撤回，活动接着进行。',
  },
  unarchive: {
    name: '撤回归档',
    hint: '归档早了的，可以撤回，资料不变。',
    reasons: ['资料还没有收齐，先撤回归档'],
    confirm: '撤回归档',
    done: '已撤回归档。',
  },
}
