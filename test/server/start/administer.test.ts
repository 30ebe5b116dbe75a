import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Built, buildProduct, type Run, runBuilt } from './builtProduct'

jest.setTimeout(120_000)

const link = /http:\/\/127\.0\.0\.1:\d+\/enter#[2-9A-Z]{5}(-[2-9A-Z]{5}){3}/g
const answers: Record<string, string> = {
  单位名称: '江城水务机关',
  机关党委名称: '机关党委',
  支部: '党办支部、财务支部',
  第一位机关党办同志的姓名: '甲一鸣',
  第一位机关党办同志的工号: 'A001',
  第二位机关党办同志的姓名: '乙小舟',
  第二位机关党办同志的工号: 'A002',
}
for (const who of ['第一位机关党办同志', '第二位机关党办同志'])
  Object.assign(answers, {
    [`${who}的政治面貌`]: '中共党员',
    [`${who}的部门编号`]: 'D01',
    [`${who}的部门`]: '机关党办',
    [`${who}的所属支部`]: '党办支部',
  })

describe('the administrator at the console', () => {
  let built: Built
  let place: string
  beforeAll(() => {
    built = buildProduct()
    place = mkdtempSync(join(tmpdir(), 'lxq-console-'))
  })
  afterAll(() => {
    built.remove()
    rmSync(place, { recursive: true })
  })

  /** Nobody answers where Feishu should be: the commands say so and go on. */
  const settings = () => `PORT=0
PUBLIC_URL=http://127.0.0.1:0
LOG_LEVEL=silent
DATABASE_URL=sqlite:${join(place, 'house.sqlite')}
DATA_DIR=${place}
KEYS_DIR=${join(place, 'keys')}
FEISHU_APP_ID=cli_1
FEISHU_APP_SECRET=secret
FEISHU_ENCRYPT_KEY=key
FEISHU_VERIFICATION_TOKEN=token
FEISHU_BASE_URL=http://127.0.0.1:9
`
  const command = (...flags: string[]): Promise<Run> => runBuilt(built, { settings: settings(), flags })
  const fill = (form: string, given: Record<string, string>): string => {
    const file = join(place, 'answers.txt')
    writeFileSync(
      file,
      form.replace(/^([^#=]+)=$/gm, (line, label: string) => `${line}${given[label] ?? ''}`),
    )
    return file
  }

  it('sets the house up from a file of answers, and does it once', async () => {
    const { output: form } = await command('setup', '--form')
    expect(form.split('\n').filter((line) => line.endsWith('=')).length).toBe(16)
    const wrong = await command(
      'setup',
      fill(form, { ...answers, 第二位机关党办同志的工号: 'a001', 第一位机关党办同志的所属支部: '没有的支部' }),
    )
    expect(wrong.code).toBe(1)
    expect(wrong.output).toContain('第二位机关党办同志的工号：两个人的工号一样，请核对。')
    expect(wrong.output).toContain('第一位机关党办同志的所属支部：上面的支部里没有“没有的支部”，请加上或改成其中一个。')
    const done = await command('setup', fill(form, answers))
    expect(done.output).toContain('已建立单位“江城水务机关”：机关党委“机关党委”，2个支部（党办支部、财务支部）。')
    expect([done.code, done.output.match(link)?.length]).toEqual([0, 2])
    const again = await command('setup', fill(form, answers))
    expect(again).toEqual({
      code: 1,
      output: '单位已经建好，还没有人登录过。登录链接丢了，运行 npm run setup -- --links 重新做。\n',
    })
    const anew = await command('setup', '--links')
    expect([anew.code, anew.output.match(link)?.length]).toEqual([0, 2])
    expect(anew.output.match(link)).not.toEqual(done.output.match(link))
  })

  it('prints the code where the house waits, on the console and in no log', async () => {
    const run = await runBuilt(built, {
      settings: settings().replace('LOG_LEVEL=silent', 'LOG_LEVEL=debug'),
      whenStarted: async (url) => void (await fetch(`${url}/set-up`)),
    })
    const codes = run.output.match(/输入一次性安装码：([2-9A-Z]{5}(?:-[2-9A-Z]{5}){3})\n/)
    expect(codes?.[1]).toBeDefined()
    const logged = run.output.split('\n').filter((line) => line.startsWith('{'))
    expect(logged.filter((line) => line.includes(codes?.[1] ?? ''))).toEqual([])
  })

  it('asks the platforms, and lists what is set in their consoles', async () => {
    const doctor = await command('doctor')
    expect(doctor.output).toMatch(/^服务器\n {2}正常 {2}时间和时区：/)
    expect(doctor.output).toContain('飞书后台\n  要试  App ID 和 App Secret：')
    const guide = await command('setup', '--guide')
    expect(guide.output).toContain('## 飞书')
    expect(guide.output).not.toContain('## 企业微信')
    const { code, output } = await command('setup', '--what')
    expect([code, output.startsWith('用法：npm run setup')]).toEqual([1, true])
  })
})
