import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigFault, environment, readConfig } from '../../server/config'

const example = join(__dirname, '../../.env.example')

const exampleHead = `# 连心桥的全部配置。复制成 .env 再填写：程序启动时读取当前目录下的 .env，环境变量里已经有的以环境变量为准。
# 等号后面是不填时的值，留空的项可以不填。`

interface Described {
  description?: string
  unwrap?: () => Described
  safeParse(value: unknown): { success: boolean; data?: unknown }
}

const describedAs = (shape: Described): string => shape.description ?? (shape.unwrap ? describedAs(shape.unwrap()) : '')

/** What .env.example must say: every name with its meaning and the value used when it is not given. */
function exampleText(): string {
  const lines = Object.entries(environment.shape as unknown as Record<string, Described>).map(([name, shape]) => {
    const { data } = shape.safeParse(undefined)
    return `# ${describedAs(shape)}\n${name}=${data ?? ''}\n`
  })
  return `${exampleHead}\n\n${lines.join('\n')}`
}

const faultsOf = (given: Record<string, string | undefined>): ConfigFault => {
  try {
    readConfig(given)
  } catch (fault) {
    if (fault instanceof ConfigFault) return fault
    throw fault
  }
  throw new Error('the configuration was taken')
}

const noPlatform =
  '还没有配置飞书（FEISHU_*）或企业微信（WECOM_*），没有人能登录。请把 .env.example 复制成 .env，填好后再启动；只想试用，请运行 npm run demo'
const noDemo = '生产环境（NODE_ENV=production）不能开演示，请去掉 DEMO=on，或者去掉 NODE_ENV=production 再试用'

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://lxq.example.com/',
  DATABASE_URL: 'mysql://lxq:password@db.example.com:3306/lxq',
  SESSION_SECRET: 'n'.repeat(32),
  FEISHU_APP_ID: 'cli_1',
  FEISHU_APP_SECRET: 'feishu-secret',
  FEISHU_ENCRYPT_KEY: 'feishu-key',
  FEISHU_VERIFICATION_TOKEN: 'feishu-token',
}

describe('the configuration', () => {
  it('is described in .env.example, line by line as the program reads it', () => {
    expect(readFileSync(example, 'utf8')).toBe(exampleText())
  })

  it('is the same with the example as with nothing at all', () => {
    const lines = readFileSync(example, 'utf8').split('\n')
    const given = lines.filter((line) => line && !line.startsWith('#')).map((line) => line.split(/=(.*)/).slice(0, 2))
    expect(readConfig({ ...Object.fromEntries(given), DEMO: 'on' })).toEqual(readConfig({ DEMO: 'on' }))
  })

  it('with nothing at all says what to do: nobody could log in', () => {
    expect(faultsOf({}).faults).toEqual([noPlatform])
    expect(faultsOf({ NODE_ENV: 'development', DEMO: 'off' }).faults).toEqual([noPlatform])
  })

  it('tells a newcomer every name in Chinese', () => {
    const unclear = Object.entries(environment.shape as unknown as Record<string, Described>).filter(
      ([, shape]) => !/[\u4e00-\u9fff]/.test(describedAs(shape)),
    )
    expect(unclear.map(([name]) => name)).toEqual([])
  })

  it('needs one word to try the product: SQLite, the demo, this machine only', () => {
    const config = readConfig({ DEMO: 'on' })
    expect(config).toMatchObject({
      production: false,
      demo: true,
      port: 3000,
      host: '127.0.0.1',
      feishu: null,
      wecom: null,
    })
    expect(config.databaseUrl).toMatch(/^sqlite:.*lianxinqiao\.sqlite$/)
    expect(config.publicUrl).toBe('http://127.0.0.1:3000')
  })

  it('in production is taken when it is whole', () => {
    const config = readConfig(production)
    expect(config).toMatchObject({ production: true, demo: false, publicUrl: 'https://lxq.example.com', wecom: null })
    expect(config.feishu).toMatchObject({ appId: 'cli_1', baseUrl: 'https://open.feishu.cn' })
  })

  it('in production names every fault at once', () => {
    expect(faultsOf({ NODE_ENV: 'production' }).faults).toEqual([
      'DATABASE_URL 生产环境必须指定数据库',
      'SESSION_SECRET 生产环境必须设置，每个密钥至少32个字符',
      'PUBLIC_URL 生产环境必须是 https:// 网址',
      noPlatform,
    ])
  })

  it('in production refuses a demo, in one sentence whatever else is wrong', () => {
    expect(faultsOf({ ...production, DEMO: 'on' }).message).toBe(`配置有问题：${noDemo}。`)
    expect(faultsOf({ NODE_ENV: 'production', DEMO: 'on', PORT: 'abc' }).faults).toEqual([noDemo])
    expect(readConfig({ ...production, DEMO: 'off' }).demo).toBe(false)
  })

  it('names what is badly written and what is missing in the same message', () => {
    const { faults, message } = faultsOf({
      NODE_ENV: 'production',
      PORT: 'abc',
      PUBLIC_URL: 'lxq',
      LOG_LEVEL: 'loud',
      SESSION_SECRET: 'short',
      DATABASE_URL: 'postgres://x',
      FEISHU_APP_ID: 'cli_1',
      FEISHU_BASE_URL: 'open.feishu.cn',
      WECOM_CORP_ID: 'ww1',
      WECOM_AES_KEY: 'k',
      WECOM_AGENT_ID: 'x',
      WECOM_VERIFY_FILE: '../../etc/passwd',
    })
    expect(faults).toEqual([
      'PORT 不是数字',
      'PUBLIC_URL 不是完整的网址（要以 http:// 或 https:// 开头）',
      'LOG_LEVEL 只能是 debug、info、warn、error、silent 之一',
      'FEISHU_BASE_URL 不是完整的网址（要以 http:// 或 https:// 开头）',
      '飞书还缺 FEISHU_APP_SECRET、FEISHU_ENCRYPT_KEY、FEISHU_VERIFICATION_TOKEN',
      '企业微信还缺 WECOM_SECRET、WECOM_TOKEN',
      'SESSION_SECRET 生产环境必须设置，每个密钥至少32个字符',
      'PUBLIC_URL 生产环境必须是 https:// 网址',
      'DATABASE_URL 应为 mysql://用户:密码@主机:端口/库名（密码里的特殊符号写成 %XX），或 sqlite:文件',
      'WECOM_AES_KEY 应为43位',
      'WECOM_AGENT_ID 应为数字',
      'WECOM_VERIFY_FILE 应为 WW_verify_加16位字母数字.txt',
    ])
    expect(message).toMatch(/^配置有12处问题：\n {2}- PORT 不是数字\n/)
  })

  it.each([
    'mysql://用户：密码@主机：端口/库名',
    'mysql://root:pw@127.0.0.1:notaport/db',
    'mysql://root:100%@127.0.0.1/db',
    'mysql://root:a#b@127.0.0.1/db',
    'mysql://127.0.0.1',
    'postgres://u:p@h/db',
  ])('refuses the address %s before it starts', (address) => {
    expect(faultsOf({ ...production, DATABASE_URL: address }).faults).toEqual([
      'DATABASE_URL 应为 mysql://用户:密码@主机:端口/库名（密码里的特殊符号写成 %XX），或 sqlite:文件',
    ])
  })

  it('takes a password whose special signs are written as %XX', () => {
    const address = 'mysql://root:a%23b%25@127.0.0.1:3306/db'
    expect(readConfig({ ...production, DATABASE_URL: address }).databaseUrl).toBe(address)
  })

  it('takes the addresses of the proxies, and says which of them is none', () => {
    const proxies = (given: string) => readConfig({ ...production, TRUSTED_PROXIES: given }).trustedProxies
    expect(proxies('')).toEqual([])
    expect(proxies(' 127.0.0.1, 10.0.0.0/8,')).toEqual(['127.0.0.1', '10.0.0.0/8'])
    expect(faultsOf({ ...production, TRUSTED_PROXIES: '127.0.0.1,nginx,0.0.0.0/0' }).faults).toEqual(
      [2, 3].map(
        (place) =>
          `TRUSTED_PROXIES 第${place}项应为 IP 地址或网段（如 10.0.0.5、10.0.0.0/8），不能是全部地址，也不能写主机名`,
      ),
    )
  })

  it('never prints a value: a fault may be mailed around, a secret may not', () => {
    const names = Object.keys(environment.shape)
    const values = Object.fromEntries(names.map((name, turn) => [name, `Value${turn}Of7f3a`]))
    const { message, stack } = faultsOf(values)
    expect(`${message}${stack}`).not.toContain('Of7f3a')
    const half = faultsOf({
      ...production,
      SESSION_SECRET: 'tooShort7f3a',
      DATABASE_URL: 'mysql://u:p7f3a@h',
      WECOM_SECRET: 's7f3a',
    })
    expect(half.message).not.toContain('7f3a')
  })

  it('in production refuses a short new secret in front of a long old one', () => {
    const { faults } = faultsOf({ ...production, SESSION_SECRET: `short,${'o'.repeat(40)}` })
    expect(faults).toEqual(['SESSION_SECRET 生产环境必须设置，每个密钥至少32个字符'])
    expect(
      readConfig({ ...production, SESSION_SECRET: `${'n'.repeat(32)}, ${'o'.repeat(40)}` }).sessionSecrets,
    ).toHaveLength(2)
  })

  it('takes an empty value for one that is not given', () => {
    expect(readConfig({ DEMO: 'on', PORT: '', DATABASE_URL: '', FEISHU_APP_ID: '' })).toEqual(
      readConfig({ DEMO: 'on' }),
    )
  })

  it('takes MySQL, MariaDB and SQLite addresses', () => {
    for (const databaseUrl of [
      'mysql://u:p@h:3306/db',
      'mariadb://root@127.0.0.1/db?ssl=1',
      'sqlite:/data/lxq.sqlite',
    ]) {
      expect(readConfig({ DEMO: 'on', DATABASE_URL: databaseUrl }).databaseUrl).toBe(databaseUrl)
    }
  })
})
