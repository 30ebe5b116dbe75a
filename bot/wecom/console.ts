import type { ConsoleSetting } from '../console'

const asked = { known: 'asked', trial: '', values: [] } as const
const hostOf = (publicUrl: string): string => new URL(publicUrl).host

/** The admin console of one self-built app, in the order in which it is filled in (wecom §9). */
export const wecomConsole = (publicUrl: string): ConsoleSetting[] => [
  {
    key: 'credentials',
    name: '企业 ID 和 Secret',
    where: '我的企业 → 企业信息；应用管理 → 应用 → Secret',
    why: '抄进 .env 的 WECOM_CORP_ID 和 WECOM_SECRET，程序凭它们和企业微信说话',
    ...asked,
  },
  {
    key: 'domain',
    name: '可信域名',
    where: '应用管理 → 应用 → 网页授权及 JS-SDK（要先下载归属文件，文件名写进 WECOM_VERIFY_FILE，再验证）',
    why: '在企业微信里登录时核对；域名的备案主体要和企业一致',
    ...asked,
    values: [hostOf(publicUrl)],
  },
  {
    key: 'receive',
    name: '接收消息的地址、Token 和 EncodingAESKey',
    where: '应用管理 → 应用 → 接收消息 → 设置API接收（再勾选“上报进入应用事件”）',
    values: [`${publicUrl}/hooks/wecom`],
    why: '员工写话、点卡片时，程序才收得到；后两个抄进 .env 的 WECOM_TOKEN 和 WECOM_AES_KEY',
    known: 'event',
    trial: '在企业微信里给应用写一句话，应用有回答就对了。',
  },
  {
    key: 'addresses',
    name: '企业可信 IP',
    where: '应用管理 → 应用 → 企业可信IP（设好可信域名或接收消息以后才能填）',
    why: '只有名单里的服务器能调用；填服务器的出口 IP',
    ...asked,
  },
  {
    key: 'agent',
    name: '应用编号（AgentId）',
    where: '应用管理 → 应用',
    why: '抄进 .env 的 WECOM_AGENT_ID，要和 Secret 是同一个应用的',
    ...asked,
  },
  {
    key: 'enabled',
    name: '应用已启用',
    where: '应用管理 → 应用',
    why: '停用的应用谁也打不开',
    ...asked,
  },
  {
    key: 'range',
    name: '可见范围',
    where: '应用管理 → 应用 → 可见范围',
    why: '不在范围里的人看不到应用，也收不到卡片；程序读通讯录、按工号对账号也只限这个范围。请按部门选，不要按标签',
    ...asked,
  },
  {
    key: 'home',
    name: '应用主页',
    where: '应用管理 → 应用 → 应用主页',
    why: '员工从工作台点开应用时打开的网址',
    ...asked,
    values: [`${publicUrl}/`],
  },
  {
    key: 'browser',
    name: '授权回调域',
    where: '应用管理 → 应用 → 企业微信授权登录 → 设置授权回调域（和可信域名是两项，都要填）',
    values: [hostOf(publicUrl)],
    why: '在电脑浏览器里扫码登录时核对',
    known: 'browser',
    trial: `在电脑浏览器里打开 ${publicUrl}/login ，用企业微信扫码，能登录就对了。`,
  },
  {
    key: 'press',
    name: '卡片上的按钮',
    where: '（不用另外设，和“接收消息的地址”是同一个）',
    values: [],
    why: '点了按钮，程序才收得到',
    known: 'press',
    trial: '收到第一张带按钮的卡片时点一下，卡片有变化就对了。',
  },
]
