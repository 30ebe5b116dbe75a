/** Words of 取回计票结果 (rules §4.6.11). */
export const takeInTexts = {
  title: '取回计票结果',
  why: '这一轮已经计过票，系统是用计票以前的备份恢复的。不能再投票，也不能再计票。',
  how: '计票时存下的档案还在。填上校验码，系统核验档案以后把结果取回来，选票不重新打开。',
  checksum: '计票校验码',
  help: '在“计票已完成”卡片上，16位数字。',
  digits: 16,
  wrongLength: (count: number) => `校验码是16位数字，现在${count}位。`,
  waits: (names: string) => `正等监票人取回：${names}。`,
} as const
