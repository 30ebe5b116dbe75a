/** 部门第一负责人 and 分管领导 give back for the same reasons. */
const judged = {
  hint: '原因会发给部门党员负责人，修改后重新推荐、填表。',
  reasons: ['没有结合生产经营', '目标没有写数字或时限', '内容写得太笼统', '人选需要再商量'],
}

export const moreTexts = {
  removedDay: '摘牌日期',
  needDay: '请选择摘牌日期。',
  futureDay: '摘牌日期不能晚于今天。',
  actions: {
    changeNominee: {
      name: '换人选',
      hint: '推荐从头开始，已经征求的意见作废。',
      reasons: ['本人工作有变动', '分管领导有不同意见', '本人主动提出'],
      done: '已退回重新推荐',
    },
    returnByBranch: {
      hint: '推荐、审核和同意都要重来。',
      reasons: ['机关党办要求修改内容', '内容和实际不符', '表格有错漏'],
    },
    suspend: {
      hint: '暂停后公开栏不再展示。',
      reasons: ['本人调离本部门', '本人长期离岗', '作用发挥不够', '支部研究决定'],
    },
    resume: { hint: '恢复后重新公开。', reasons: ['本人已回到岗位', '支部研究决定'] },
    remove: {
      name: '摘牌',
      hint: '摘牌后不能恢复，可以重新推荐。',
      reasons: ['本人调离本部门', '作用发挥不够', '支部研究决定'],
      done: '已摘牌',
    },
    void: { hint: '作废后不能恢复，可以重新推荐。', reasons: ['重复发起', '填错了部门'] },
    resumeUnhung: { hint: '恢复后等部门挂牌。', reasons: ['本人已回到岗位', '支部研究决定'] },
    returnByHead: judged,
    disagree: judged,
  },
} as const
