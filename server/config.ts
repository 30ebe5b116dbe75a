import { resolve } from 'node:path'
import { z } from 'zod'
import { isAddressRange } from './trustedProxies'

/**
 * All configuration is the environment, into which settings.ts puts what .env says; described here once. .env.example is
 * printed from this table (test/server/config.test.ts compares them). Beside this only main.ts looks whether DEMO is on.
 */
const text = (description: string) => z.string().trim().describe(description)
const choice = <Value extends string>(values: readonly [Value, ...Value[]]) =>
  z.enum(values, `只能是 ${values.join('、')} 之一`)
const url = (description: string, standard: string) =>
  z
    .url({ error: '不是完整的网址（要以 http:// 或 https:// 开头）', protocol: /^https?$/ })
    .default(standard)
    .describe(description)
const whole = (description: string, standard: number, most: number) =>
  z.coerce
    .number({ error: '不是数字' })
    .int('不是整数')
    .min(0)
    .max(most, `不能大于${most}`)
    .default(standard)
    .describe(description)

export const environment = z.object({
  NODE_ENV: choice(['development', 'production', 'test'])
    .default('development')
    .describe('正式运行写 production：检查全部配置，不能开演示'),
  PORT: whole('监听端口', 3000, 65535),
  HOST: text('监听地址').default('127.0.0.1'),
  PUBLIC_URL: z
    .url({ error: '不是完整的网址（要以 http:// 或 https:// 开头）', protocol: /^https?$/ })
    .optional()
    .describe('员工打开的网址，如 https://lxq.example.com；不填时用 http://HOST:PORT'),
  DATA_DIR: text('数据目录（SQLite 数据库在这里）').default('data'),
  KEYS_DIR: text(
    '评价选票的钥匙目录，要在数据库和它的备份之外；几台机器一起用时要是同一个目录。不填时是 DATA_DIR 后面加 -keys',
  ).optional(),
  BUNDLES_DIR: text(
    '计票档案目录（每轮评价计票写一份，用来核验结果），要和数据库一起备份，不能放在钥匙目录里；几台机器一起用时要是同一个目录。不填时是 DATA_DIR 后面加 -bundles',
  ).optional(),
  KEYS_LOST: choice(['on', 'off'])
    .default('off')
    .describe('on 表示原来的钥匙目录已经找不回来，用新的钥匙启动；启动成功后改回 off'),
  DATABASE_URL: text(
    'mysql://用户:密码@主机:端口/库名（密码里的特殊符号写成 %XX），或 sqlite:文件；不填时用 DATA_DIR 下的 SQLite 文件',
  ).optional(),
  SESSION_SECRET: text('登录签名密钥，至少32个字符；换密钥时新密钥写在前面，旧的用逗号隔在后面').optional(),
  CONTACT: text('写给不在名册中的人：该找谁').default('机关党办'),
  DEMO: choice(['on', 'off'])
    .optional()
    .describe('on 为演示（示例组织、聊天模拟器、可调的“今天”），与 npm run demo 相同，只供试用'),
  LOG_LEVEL: choice(['debug', 'info', 'warn', 'error', 'silent'])
    .optional()
    .describe('日志级别；默认正式运行 info，演示 warn'),
  TRUSTED_PROXIES: text(
    '反向代理的 IP 地址或网段，几个用逗号隔开；只有它们说的来访地址（X-Forwarded-For）才算数。和程序在同一台机器上就写 127.0.0.1；不要把员工电脑所在的网段写进来，那里的人自己写的来访地址也会算数',
  ).default(''),
  REQUESTS_PER_MINUTE: whole(
    '每次登录（一个人的一台设备）每分钟最多请求数，0 为不限；几台机器一起用时每台分别计算',
    600,
    1_000_000,
  ),
  REQUESTS_PER_ADDRESS: whole(
    '每个网络地址每分钟最多的未登录请求数（一个办公室常共用一个地址，每人进入约用6个），0 为不限；每台分别计算',
    3000,
    1_000_000,
  ),
  FONT_FOLDER: text('制作PDF用的中文字体所在目录；不填时在系统字体目录里找').optional(),
  SIGN_MINUTES_REQUIRED: choice(['on', 'off'])
    .default('on')
    .describe('工作牌制作单办结前是否必须有集体研究会议纪要编号'),
  FEISHU_APP_ID: text('飞书自建应用 App ID').optional(),
  FEISHU_APP_SECRET: text('飞书 App Secret').optional(),
  FEISHU_ENCRYPT_KEY: text('飞书事件 Encrypt Key').optional(),
  FEISHU_VERIFICATION_TOKEN: text('飞书 Verification Token').optional(),
  FEISHU_TENANT_KEY: text('本企业的 tenant_key；填写后拒绝其他企业').optional(),
  FEISHU_BASE_URL: url('飞书开放平台地址', 'https://open.feishu.cn'),
  FEISHU_ACCOUNTS_URL: url('飞书登录授权地址', 'https://accounts.feishu.cn'),
  FEISHU_APPLINK_URL: url('飞书 AppLink 地址', 'https://applink.feishu.cn'),
  FEISHU_JSSDK_URL: url('飞书 H5 SDK 脚本', 'https://lf-scm-cn.feishucdn.com/lark/op/h5-js-sdk-1.5.34.js'),
  FEISHU_CARD_REPLY: choice(['inline', 'deferred'])
    .default('inline')
    .describe('点按卡片后：inline 随应答换卡片，deferred 稍后更新'),
  WECOM_CORP_ID: text('企业微信企业 ID').optional(),
  WECOM_AGENT_ID: text('企业微信应用 AgentId').optional(),
  WECOM_SECRET: text('企业微信应用 Secret').optional(),
  WECOM_TOKEN: text('企业微信回调 Token').optional(),
  WECOM_AES_KEY: text('企业微信回调 EncodingAESKey（43位）').optional(),
  WECOM_API_URL: url('企业微信接口地址', 'https://qyapi.weixin.qq.com'),
  WECOM_AUTHORIZE_URL: url('企业微信内授权地址', 'https://open.weixin.qq.com'),
  WECOM_SSO_URL: url('企业微信扫码登录地址', 'https://login.work.weixin.qq.com'),
  WECOM_VERIFY_FILE: text('企业微信域名归属文件名，如 WW_verify_xxxxxxxxxxxxxxxx.txt').optional(),
})

export type Environment = z.infer<typeof environment>

export interface FeishuConfig {
  appId: string
  appSecret: string
  encryptKey: string
  verificationToken: string
  tenantKey: string | undefined
  baseUrl: string
  accountsUrl: string
  applinkUrl: string
  jssdkUrl: string
  cardReply: 'inline' | 'deferred'
  /** Messages a second; the platform's own limit when not said. */
  pacePerSecond?: number
  patienceMilliseconds?: number
}

export interface WecomConfig {
  corpId: string
  agentId: number
  secret: string
  token: string
  encodingAesKey: string
  apiUrl: string
  authorizeUrl: string
  ssoUrl: string
  pacePerSecond?: number
  patienceMilliseconds?: number
}

export interface Config {
  production: boolean
  demo: boolean
  port: number
  host: string
  publicUrl: string
  dataFolder: string
  /** Outside the data folder: whoever copies that has no keys. */
  keysFolder: string
  /** Beside the data folder: it outlives what becomes of that. */
  bundlesFolder: string
  keysLost: boolean
  databaseUrl: string
  sessionSecrets: string[]
  contact: string
  logLevel: NonNullable<Environment['LOG_LEVEL']>
  requestsPerMinute: number
  requestsPerAddress: number
  /** Addresses and ranges as trustedProxies.ts reads them. */
  trustedProxies: string[]
  fontFolder: string | null
  signMinutesRequired: boolean
  feishu: FeishuConfig | null
  wecom: WecomConfig | null
  wecomVerifyFile: string | null
}

export class ConfigFault extends Error {
  constructor(readonly faults: string[]) {
    const [only] = faults
    super(
      faults.length === 1
        ? `配置有问题：${only}。`
        : `配置有${faults.length}处问题：\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    )
  }
}

const feishuNames = ['FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'] as const
const wecomNames = ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_AES_KEY'] as const

const noDemo = '生产环境（NODE_ENV=production）不能开演示，请去掉 DEMO=on，或者去掉 NODE_ENV=production 再试用'
const platformNames = [...feishuNames, ...wecomNames]
const noPlatform =
  '还没有配置飞书（FEISHU_*）或企业微信（WECOM_*），没有人能登录。请把 .env.example 复制成 .env，填好后再启动；只想试用，请运行 npm run demo'

/** A platform is configured by all of its values or by none. */
function checkGroup(
  values: Environment,
  names: readonly (keyof Environment)[],
  platform: string,
  faults: string[],
): boolean {
  const given = names.filter((name) => values[name])
  const lacking = names.filter((name) => !values[name])
  if (given.length && lacking.length) faults.push(`${platform}还缺 ${lacking.join('、')}`)
  return given.length > 0 && lacking.length === 0
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)

const secretsOf = (values: Environment): string[] => listOf(values.SESSION_SECRET ?? '')

/** Whether the driver can read it: plain signs, a port that is a number, a name of a schema, %XX that can be undone. */
function isDatabaseAddress(text: string): boolean {
  if (/^sqlite:./.test(text)) return true
  if (!/^(mysql|mariadb):\/\/[!-~]+$/.test(text) || !URL.canParse(text)) return false
  const { hostname, pathname, username, password, hash } = new URL(text)
  try {
    for (const part of [username, password, pathname]) decodeURIComponent(part)
  } catch {
    return false
  }
  return hostname !== '' && pathname.length > 1 && hash === ''
}

/** Formats that would otherwise be found out only when somebody logs in. */
function checkFormats(values: Environment, faults: string[]): void {
  const { DATABASE_URL: database, WECOM_AES_KEY: aesKey, WECOM_AGENT_ID: agentId, WECOM_VERIFY_FILE: file } = values
  if (database && !isDatabaseAddress(database)) {
    faults.push('DATABASE_URL 应为 mysql://用户:密码@主机:端口/库名（密码里的特殊符号写成 %XX），或 sqlite:文件')
  }
  if (aesKey && aesKey.length !== 43) faults.push('WECOM_AES_KEY 应为43位')
  if (agentId && !/^\d+$/.test(agentId)) faults.push('WECOM_AGENT_ID 应为数字')
  for (const [at, proxy] of listOf(values.TRUSTED_PROXIES).entries())
    if (!isAddressRange(proxy))
      faults.push(
        `TRUSTED_PROXIES 第${at + 1}项应为 IP 地址或网段（如 10.0.0.5、10.0.0.0/8），不能是全部地址，也不能写主机名`,
      )
  if (file && !/^WW_verify_[A-Za-z0-9]{16}\.txt$/.test(file))
    faults.push('WECOM_VERIFY_FILE 应为 WW_verify_加16位字母数字.txt')
}

function checkProduction(values: Environment, faults: string[]): void {
  if (!values.DATABASE_URL) faults.push('DATABASE_URL 生产环境必须指定数据库')
  const secrets = secretsOf(values)
  if (!secrets.length || secrets.some((secret) => secret.length < 32))
    faults.push('SESSION_SECRET 生产环境必须设置，每个密钥至少32个字符')
  if (!values.PUBLIC_URL?.startsWith('https://')) faults.push('PUBLIC_URL 生产环境必须是 https:// 网址')
}

const trimSlash = (address: string): string => address.replace(/\/+$/, '')

function feishuConfig(values: Environment): FeishuConfig {
  return {
    appId: values.FEISHU_APP_ID ?? '',
    appSecret: values.FEISHU_APP_SECRET ?? '',
    encryptKey: values.FEISHU_ENCRYPT_KEY ?? '',
    verificationToken: values.FEISHU_VERIFICATION_TOKEN ?? '',
    tenantKey: values.FEISHU_TENANT_KEY,
    baseUrl: trimSlash(values.FEISHU_BASE_URL),
    accountsUrl: trimSlash(values.FEISHU_ACCOUNTS_URL),
    applinkUrl: trimSlash(values.FEISHU_APPLINK_URL),
    jssdkUrl: values.FEISHU_JSSDK_URL,
    cardReply: values.FEISHU_CARD_REPLY,
  }
}

function wecomConfig(values: Environment): WecomConfig {
  return {
    corpId: values.WECOM_CORP_ID ?? '',
    agentId: Number(values.WECOM_AGENT_ID),
    secret: values.WECOM_SECRET ?? '',
    token: values.WECOM_TOKEN ?? '',
    encodingAesKey: values.WECOM_AES_KEY ?? '',
    apiUrl: trimSlash(values.WECOM_API_URL),
    authorizeUrl: trimSlash(values.WECOM_AUTHORIZE_URL),
    ssoUrl: trimSlash(values.WECOM_SSO_URL),
  }
}

/** Reads the environment; throws a ConfigFault that names every fault at once. Values never appear in it. */
export function readConfig(source: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  // Nothing else matters then: the settings of a demo are not those of production.
  if (given.NODE_ENV === 'production' && given.DEMO === 'on') throw new ConfigFault([noDemo])
  const faults: string[] = []
  const parsed = Object.entries(environment.shape).map(([name, shape]) => {
    const outcome = shape.safeParse(given[name])
    if (!outcome.success) faults.push(...outcome.error.issues.map((issue) => `${name} ${issue.message}`))
    return [name, outcome.data]
  })
  const values = Object.fromEntries(parsed) as Environment
  const feishu = checkGroup(values, feishuNames, '飞书', faults)
  const wecom = checkGroup(values, wecomNames, '企业微信', faults)
  const production = values.NODE_ENV === 'production'
  const demo = values.DEMO === 'on'
  if (production) checkProduction(values, faults)
  checkFormats(values, faults)
  if (!demo && !platformNames.some((name) => values[name])) faults.push(noPlatform)
  if (faults.length) throw new ConfigFault(faults)
  return {
    production,
    demo,
    port: values.PORT,
    host: values.HOST,
    publicUrl: trimSlash(values.PUBLIC_URL ?? `http://${values.HOST}:${values.PORT}`),
    dataFolder: resolve(values.DATA_DIR),
    keysFolder: resolve(values.KEYS_DIR || `${resolve(values.DATA_DIR)}-keys`),
    bundlesFolder: resolve(values.BUNDLES_DIR || `${resolve(values.DATA_DIR)}-bundles`),
    keysLost: values.KEYS_LOST === 'on',
    databaseUrl: values.DATABASE_URL ?? `sqlite:${resolve(values.DATA_DIR, 'lianxinqiao.sqlite')}`,
    sessionSecrets: secretsOf(values),
    contact: values.CONTACT,
    logLevel: values.LOG_LEVEL ?? (demo ? 'warn' : 'info'),
    requestsPerMinute: values.REQUESTS_PER_MINUTE,
    requestsPerAddress: values.REQUESTS_PER_ADDRESS,
    trustedProxies: listOf(values.TRUSTED_PROXIES),
    fontFolder: values.FONT_FOLDER ?? null,
    signMinutesRequired: values.SIGN_MINUTES_REQUIRED === 'on',
    feishu: feishu ? feishuConfig(values) : null,
    wecom: wecom ? wecomConfig(values) : null,
    wecomVerifyFile: values.WECOM_VERIFY_FILE ?? null,
  }
}
