export const texts = {
  title: '登录',
  lead: '党员联系群众，群众评价党员',
  entering: '正在进入，请稍候',
  choose: '请用您平时办公的软件登录，不用另外记密码。',
  loginWith: (name: string) => `用${name}登录`,
  none: '还没有开通登录',
  noneText: '请联系机关党办，开通飞书或企业微信登录后再来。',
  feishuRefused: '您没有同意登录。要进入请点“再试一次”，并在弹出的窗口里选择同意。',
  feishuFailed: (number: number) =>
    `飞书没有给出登录凭证（编号${number}）。请退出后从工作台重新进入；仍不行请联系机关党办。`,
  looped: '登录没有成功。请退出后从企业微信的工作台重新进入；仍不行请联系机关党办。',
  problems: {
    'login.stateInvalid': '登录过程被打断了，请重新登录。',
    'login.codeInvalid': '登录凭证已失效，请重新登录。',
  } as Readonly<Record<string, string>>,
  retry: '再试一次',
  privacy: '登录只读取您的姓名和工号，用来对应单位名册。',
}
