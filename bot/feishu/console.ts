import type { ConsoleSetting } from '../console'

const asked = { known: 'asked', trial: '', values: [] } as const

/** The scope that is probed, with what it is for: who may send may change what he sent, too (feishu §9). */
export const askedScopes = {
  send: { scope: 'im:message:send_as_bot', why: '提醒和办理的卡片由应用发给员工，事情办完以后改成“已办”' },
} as const

/**
 * What reading the directory takes, and no more (feishu §7.6). `tells`: which fields are absent without it, where the call
 * itself goes through.
 */
export const directoryScopes = {
  directory: {
    scope: 'contact:contact.base:readonly',
    tells: '通讯录',
    why: '读通讯录，把名册里的人和飞书账号对上；没有它就要一个一个地发登录链接',
  },
  departmentNames: {
    scope: 'contact:department.base:readonly',
    tells: '部门名称',
    why: '工号对不上时，按姓名和部门对',
  },
  personNames: { scope: 'contact:user.base:readonly', tells: '姓名', why: '核对工号是不是同一个人的' },
  employment: {
    scope: 'contact:user.employee:readonly',
    tells: '工号和在职状态',
    why: '按工号对账号；离职的人当天关掉账号',
  },
} as const

/** The open platform's console of one self-built app, in the order in which it is filled in. */
export const feishuConsole = (publicUrl: string): ConsoleSetting[] => [
  {
    key: 'credentials',
    name: 'App ID 和 App Secret',
    where: '凭证与基础信息',
    why: '抄进 .env 的 FEISHU_APP_ID 和 FEISHU_APP_SECRET，程序凭它们和飞书说话',
    ...asked,
  },
  {
    key: 'addresses',
    name: 'IP 白名单',
    where: '安全设置 → IP 白名单（没有打开就不用填）',
    why: '打开以后，名单外的服务器什么也调不了；填服务器的出口 IP',
    ...asked,
  },
  {
    key: 'bot',
    name: '机器人',
    where: '添加应用能力 → 机器人',
    why: '卡片由机器人发出，员工也可以写话给它',
    ...asked,
  },
  {
    key: 'home',
    name: '网页应用主页',
    where: '添加应用能力 → 网页应用 → 桌面端主页、移动端主页',
    values: [`${publicUrl}/`],
    why: '员工从工作台点开应用时打开的网址',
    known: 'trial',
    trial: '在飞书的工作台里点开应用，能看到首页就对了。',
  },
  {
    key: 'redirectInside',
    name: '重定向网址：在飞书里登录用的',
    where: '安全设置 → 重定向 URL',
    values: [`${publicUrl}/login`],
    why: '登录时飞书逐字核对网址，少了这一个，在飞书里打开就登录不了',
    known: 'inside',
    trial: `在飞书里打开 ${publicUrl}/login ，能登录就对了。`,
  },
  {
    key: 'redirect',
    name: '重定向网址：在浏览器里登录用的',
    where: '安全设置 → 重定向 URL（和上一个在同一张表里，两个都要填）',
    values: [`${publicUrl}/login/feishu/callback`],
    why: '登录时飞书逐字核对网址，少了这一个，在浏览器里打开就登录不了',
    known: 'browser',
    trial: `在电脑浏览器里打开 ${publicUrl}/login ，能登录就对了。`,
  },
  ...Object.entries(askedScopes).map(([key, { scope, why }]) => ({
    key,
    name: `权限 ${scope}`,
    where: '权限管理',
    why,
    ...asked,
  })),
  {
    key: 'read',
    name: '权限 im:message.p2p_msg:readonly',
    where: '权限管理',
    values: [],
    why: '收到员工写给机器人的话',
    known: 'text',
    trial: '在飞书里给机器人写一句话，机器人有回答就对了。',
  },
  ...Object.entries(directoryScopes).map(([key, { scope, why }]) => ({
    key,
    name: `权限 ${scope}`,
    where: '权限管理',
    why,
    ...asked,
  })),
  {
    key: 'contactRange',
    name: '通讯录权限范围',
    where: '权限管理 → 数据权限 → 通讯录权限范围',
    why: '程序只读得到范围里的人；要用这个系统的人都选上，选“全部成员”最省事',
    ...asked,
  },
  {
    key: 'encryption',
    name: 'Encrypt Key 和 Verification Token',
    where: '事件与回调 → 加密策略',
    values: [],
    why: '抄进 .env 的 FEISHU_ENCRYPT_KEY 和 FEISHU_VERIFICATION_TOKEN，用来认定事件真是飞书送来的',
    known: 'event',
    trial: '在飞书里打开和机器人的聊天，写一句话；机器人有回答就对了。',
  },
  {
    key: 'events',
    name: '事件：接收消息、用户进入与机器人的会话、员工入职、员工离职、权限范围变更',
    where: '事件与回调 → 事件配置（请求地址填下面的网址，再添加这五个事件）',
    values: [`${publicUrl}/hooks/feishu`],
    why: '员工写话、打开聊天、入职、离职时，程序才知道；少了后三个，离职的人到夜里才关掉账号',
    known: 'text',
    trial: '在飞书里给机器人写一句话，机器人有回答就对了。',
  },
  {
    key: 'callbacks',
    name: '回调：卡片回传交互',
    where: '事件与回调 → 回调配置（和事件配置是两页，都要填）',
    values: [`${publicUrl}/hooks/feishu`],
    why: '员工在卡片上点按钮时，程序才收得到',
    known: 'press',
    trial: '收到第一张带按钮的卡片时点一下，卡片有变化就对了。',
  },
  {
    key: 'version',
    name: '可用范围和发布版本',
    where: '版本管理与发布（可用范围选全部用这个系统的人，创建版本，申请发布，由企业管理员审核）',
    values: [],
    why: '上面的能力、权限、网址改了以后，发布了新版本才生效；不在可用范围里的人登录不了，也收不到卡片',
    known: 'login',
    trial: '请一位不是管理员的员工在飞书的工作台里找这个应用，找得到、打得开就对了。',
  },
]
