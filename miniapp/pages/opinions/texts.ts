export const formTexts = {
  title: '监督意见',
  lead: (name: string) => `对${name}的承诺和践诺有意见、建议，可以写在这里，由支部书记查看办理。`,
  label: '我的意见',
  placeholder: '例如：报销窗口经常没人，希望按承诺的时间值守',
  anonymous: '不署名',
  anonymousHelp:
    '只存意见内容和收到的日期，不存姓名、钟点和设备，页面和记录里查不到是谁写的。能直接进入数据库的维护人员在理论上仍可能推测。',
  signedHelp: '书记会看到您的姓名，可以当面向您反馈。',
  honest: '请不要写别人的电话和证件号码。内容里如果写明只有您知道的事，别人可能猜得到。',
  open: '提意见',
  send: '提交意见',
  sent: '意见已交给支部书记。',
  sentAnonymous: '意见已交给支部书记，没有留下您的姓名。提交后不能再改。',
}

export const boardTexts = {
  title: '群众监督意见',
  lead: '只有支部书记能看到。不署名的意见没有姓名和钟点，请不要追查是谁写的。',
  none: '还没有意见',
  noneText: '群众可以在承诺墙上给每份承诺书提意见。',
  about: (name: string) => `对${name}的承诺`,
  from: (name: string | null) => (name === null ? '不署名' : name),
  hide: '收起',
  hideFor: (name: string, day: string) => `收起${day}对${name}的意见`,
  hideTitle: '收起这条意见',
  hideHint: '点名第三人、辱骂、泄露隐私的意见可以收起，原文和原因会保留。',
  hideReasons: ['内容涉及第三人隐私', '言辞辱骂，不文明', '与承诺内容没有关系'],
  hidden: '已收起',
  hiddenFor: (reason: string) => `已收起，原因：${reason}`,
  show: '看原文',
  done: '已收起，原文保留。',
}
