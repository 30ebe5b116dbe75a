export const texts = {
  title: '无记名评价',
  lead: (half: string, branch: string) => `${half} · ${branch}`,
  explainTitle: '开始之前请先看一下',
  explain: [
    {
      title: '不记名',
      text: '您的选择先在这台设备上封进两层信封再交出去。系统只知道您参加了评价；投票结束后，全部信封去掉姓名、混在一起，才一次拆开。',
    },
    {
      title: '截止前可以改',
      text: '提交以后谁也看不到您选了什么，您自己也看不到。想改就重新评一次，以最后一次为准。',
    },
    {
      title: '不了解可以选“不了解”',
      text: '选“不了解”的项不计分；一张里不了解的太多，这一张按弃权算。请按平时看到的如实评价。',
    },
  ],
  kept: {
    title: '可以分几次评，有网络再提交',
    text: '没评完的选择锁在这台设备上，只有您自己登录后能接着评，存下来的别人读不懂；提交以后就删掉。',
  },
  notKept: {
    title: '请一次评完，有网络再提交',
    text: '没有提交的选择只在打开着的这一页上，不存在设备里，别人翻不到；关掉或刷新页面要重新选。',
  },
  honest:
    '结果只在投票结束后统一计算，人数太少的分组不显示分数。信封的两把锁由两名监票人各拿一把，只拿到数据库或它的备份的人拆不开；能改动服务器程序的人，或者两名监票人一起、再加上一份数据库，仍有可能拆开。',
  help: '我的票怎么保密（不到一分钟）',
  unsealed: '这台设备上打开的不是加密网址，不能封信封，您的选择会在服务器上当场封好。介意的话，请换一台设备。',
  locks: (fingerprint: string) =>
    `本轮锁号 ${fingerprint.slice(0, 4)} ${fingerprint.slice(4)}，与监票人公布的一致才对。`,
  count: (count: number, minutes: number) => `一共${count}位（含支部），约${minutes}分钟。`,
  turns: '一位的各项都选好，自动到下一位；返回键回到上一位。',
  begin: '开始评价',
  resume: (done: number, total: number) => `接着评价（已评${done}/${total}）`,
  previous: '上一位',
  previousItem: '上一项',
  next: '下一位',
  nextItem: '下一项',
  toReview: '检查一遍',
  left: (left: number) => `还有${left}项没选`,
  leftItem: '这一项还没选',
  reviewTitle: '提交前检查',
  submit: '提交全部评价',
  reviewLeft: (left: number) => `还有${left}位没评完`,
  back: '返回修改',
  doneTitle: '票已经投进票箱',
  done: (count: number) => `${count}位都评好了，谢谢您`,
  doneLines: (day: string) => [`${day}截止，截止前可以改`, '截止后由监票人开箱计票', '这台设备上没有留下您的选择'],
  again: '重新评价',
  change: '改我的票',
  nothingTitle: (cast: number) => (cast > 0 ? '您已经评完了' : '没有需要您评价的人'),
  nothingText: (cast: number) =>
    cast > 0
      ? `您已经提交了${cast}份评价，不用再填。截止前可以改：重新评一次，以最后一次为准。`
      : '如果您认为应当参加，请联系本支部书记。',
  toTable: (name: string, count: number) => `录入${name}（${count}个）`,
  tableAgain: (name: string) => `重新录入${name}`,
  home: '回到首页',
}
