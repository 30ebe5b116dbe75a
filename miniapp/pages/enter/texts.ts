export const texts = {
  title: '第一次登录',
  looking: '正在核对登录链接，请稍候',
  hello: (name: string) => `您是${name}吗？`,
  lead: (name: string) =>
    `登录以后，您现在用的账号就和${name}对应上了，以后直接进入。不是本人，请不要继续，把链接退回发给您的人。`,
  go: '是本人，去登录',
  noCode: '登录码',
  noCodeHint: '链接打不开时，把链接里“#”后面的一串抄到这里。',
  missing: '请输入登录码。',
  next: '继续',
}
