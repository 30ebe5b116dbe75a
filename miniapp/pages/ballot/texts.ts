export const texts = {
  title: '评价',
  lead: (half: string, branch: string) => `${half} · ${branch}`,
  explainTitle: '开始之前请先看一下',
  explain: [
    {
      title: '不记名',
      text: '您的选择先在这台设备上封进两层信封再交出去。系统只知道您参加了评价；投票结束后，全部信封去掉姓名、混在一起，才一次拆开。',
    },
    {
      title: '截止前可以重新评',
      text: '提交以后谁也看不到您选了什么，您自己也看不到。想改就重新评一次，以最后一次为准。',
    },
    {
      title: '不了解可以选“不了解”',
      text: '选“不了解”的项不计分；一张里不了解的太多，这一张按弃权算。请按平时看到的如实评价。',
    },
    {
      title: '请一次评完，有网络再提交',
      text: '没有提交的选择只在打开着的这一页上，不存在设备里，别人翻不到；关掉或刷新页面要重新选。',
    },
  ],
  honest:
    '结果只在投票结束后统一计算，人数太少的分组不显示分数。只拿到数据库或它的备份的人拆不开信封；能改动服务器程序的人，或者计票前既拿到数据库又拿到钥匙的人，仍有可能拆开。计票后钥匙随即销毁。',
  unsealed: '这台设备上打开的不是加密网址，不能封信封，您的选择会在服务器上当场封好。介意的话，请换一台设备。',
  locks: (fingerprint: string) =>
    `本轮锁号 ${fingerprint.slice(0, 4)} ${fingerprint.slice(4)}，与监票人公布的一致才对。`,
  count: (count: number, minutes: number) => `一共${count}位（含支部）${minutes > 0 ? `，约${minutes}分钟` : ''}。`,
  begin: '开始评价',
  resume: (done: number, total: number) => `接着评价（已评${done}/${total}）`,
  progress: (index: number, total: number) => `第${index}位，共${total}位`,
  kinds: { MEMBER: '党员', SECRETARY: '支部书记', ORG: '党支部' } as Readonly<Record<string, string>>,
  duty: '工作职责',
  pledges: '公开承诺',
  fulfilled: '看承诺和践诺',
  noPledge: '没有公开的承诺书，请按平时的了解评价。',
  points: (points: number) => `${points}分`,
  hints: '参考要点',
  previous: '上一位',
  next: '下一位',
  toReview: '检查一遍',
  itemsLeft: (left: number) => `还有${left}项没有选`,
  reviewTitle: '提交前检查',
  reviewDone: '全部填好了，可以提交。',
  reviewLeft: (left: number) => `还有${left}位没有评完，评完才能提交。`,
  complete: '已评完',
  missing: (left: number) => `差${left}项`,
  open: '去评价',
  change: '修改',
  finalNote: '提交后谁也看不到您选了什么；截止前可以重新评，以最后一次为准。',
  submit: '提交全部评价',
  back: '返回修改',
  doneTitle: '评价已提交，谢谢您',
  doneText: '这台设备上没有留下您的选择。截止前想改，可以回到这里重新评；结果在投票结束后统一计算。',
  again: '重新评价',
  nothingTitle: (cast: number) => (cast > 0 ? '您已经评完了' : '没有需要您评价的人'),
  nothingText: (cast: number) =>
    cast > 0
      ? `您已经提交了${cast}份评价，不用再填。截止前想改，可以重新评。`
      : '如果您认为应当参加，请联系本支部书记。',
  home: '回到首页',
}
