import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { drawCode, publicLockOf, sealCode } from '../../../miniapp/sealing/lock'
import { readConfig } from '../../../server/config'
import { createDemo } from '../../../server/demo/demo'
import { sampleChat } from '../../../server/demo/sampleOrganisation'
import { refusedNode } from '../../../server/nodeVersion'
import { sealInner, sealOuter } from '../../../server/sealing/envelopes'
import { makeDoor, openIn } from '../../../server/sealing/openingProcess'
import { type Built, buildProduct, runBuilt } from './builtProduct'

jest.setTimeout(120_000)

let built: Built
beforeAll(() => {
  built = buildProduct()
})
afterAll(() => built.remove())

const feishu = `FEISHU_APP_ID=cli_1
FEISHU_APP_SECRET=secret
FEISHU_ENCRYPT_KEY=key
FEISHU_VERIFICATION_TOKEN=token
`
/** A program that tells the next one that it runs on this Node. */
const pretend = (version: string): string[] => [
  '--import',
  `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`,
]

/** Every name, account and address that belongs to the demo alone, from the sample itself. */
function demoWords(): string[] {
  const { platforms } = createDemo(readConfig({ DEMO: 'on' }))
  const addresses = [platforms.feishu, platforms.wecom].flatMap((settings) =>
    Object.values(settings ?? {}).flatMap((value) => {
      const address = /^https?:\/\/[^/]+(\/emulator\/.*)$/.exec(String(value))
      return address?.[1] ? [address[1]] : []
    }),
  )
  const secrets = [
    platforms.feishu?.appId,
    platforms.feishu?.appSecret,
    platforms.wecom?.corpId,
    platforms.wecom?.secret,
  ]
  const people = sampleChat().chatPeople.flatMap(({ name, feishuUserId, wecomUserId }) => [
    name,
    feishuUserId,
    wecomUserId,
  ])
  const known = ['/emulator', '/demo/today', 'emulator_user', '__ctl']
  return [...new Set([...people, ...secrets, ...addresses, ...known].filter((word) => word != null))]
}

describe('what runs in production', () => {
  it('opens a box in a process of its own, which ends with the step', async () => {
    const program = join(built.folder, 'server/openingProgram.js')
    const [door, second] = [makeDoor(), makeDoor()]
    const code = drawCode()
    const place = { roundId: 'round', subjectId: 's', raterGroup: 'PEER' as const }
    const lock = Buffer.from(await publicLockOf(code, place.roundId, 1), 'base64')
    const about = { roundId: place.roundId, place: 1 as const, personId: 'p', listHash: 'l' }
    const sealed = Buffer.from(await sealCode(door.publicKey.toString('base64'), about, code), 'base64url')
    const envelopes = ['v', 'w'].map((voterId) => {
      const whose = { ...place, voterId, revision: 1 }
      const locks = { first: lock, second: second.publicKey }
      return { ...whose, outer: sealOuter(locks, whose, sealInner(locks, place, Buffer.alloc(16, 1))) }
    })
    const task = { step: 'outer' as const, code: { door, sealed, about, lock }, envelopes }
    const ours = await openIn(task, join(built.folder, 'nothing.js'))
    const theirs = await openIn(task, program)
    if (typeof ours === 'string' || typeof theirs === 'string') throw new Error('was not opened')
    const bytes = ({ inner }: typeof ours) => inner.map((one) => Buffer.from(one.inner).toString('hex'))
    expect(bytes(theirs)).toHaveLength(2)
    expect(bytes(theirs)).toEqual(bytes(ours))
    expect(await openIn({ ...task, code: { ...task.code, lock: second.publicKey } }, program)).toBe('wrongCode')
    expect(await openIn({ ...task, code: { ...task.code, door: second } }, program)).toBe('otherDoor')
    await expect(openIn(task, join(built.folder, 'server/migrate.js'))).rejects.toThrow('ended early')
  })

  it('is plain ASCII, so that the engine need not hold it in letters of two bytes', () => {
    const names = readdirSync(join(built.folder, 'server'))
    expect(names).toContain('run.js')
    const lettered = names.filter((name) =>
      readFileSync(join(built.folder, 'server', name)).some((byte) => byte > 0x7f),
    )
    expect(lettered).toEqual([])
  })

  it('carries no sample person and no address of the emulator', () => {
    const words = demoWords()
    expect(words.length).toBeGreaterThan(500)
    const text = built.textOf('server', 'pages')
    expect(text.length).toBeGreaterThan(1_000_000)
    expect(words.filter((word) => text.includes(word))).toEqual([])
    // The same search finds them where they are, so it can find them.
    const played = built.textOf('demo')
    expect(words.filter((word) => played.includes(word)).length).toBeGreaterThan(20)
  })

  it('refuses an older Node in one sentence, before anything is loaded', async () => {
    // Were anything loaded first, this .env would be complained about.
    const run = await runBuilt(built, { nodeFlags: pretend('20.19.0'), settings: 'PORT=abc' })
    expect(run).toEqual({
      code: 1,
      output: expect.stringMatching(/^这里的 Node\.js 是 20\.19\.0，连心桥需要 22\.14 .*。\n$/),
    })
  })

  it.each([
    ['22.14.0', true],
    ['22.15.1', true],
    ['24.0.0', true],
    ['100.1.0', true],
    ['22.13.1', false],
    ['22.2.0', false],
    ['20.20.2', false],
    ['4.9.1', false],
  ])('takes Node %s: %s', (version, taken) => {
    expect(refusedNode(version, '>=22.14') === null).toBe(taken)
  })

  it('without any settings says what to do', async () => {
    const { code, output } = await runBuilt(built)
    expect(code).toBe(1)
    expect(output).toMatch(/^配置有问题：还没有配置飞书.*没有人能登录。.*\.env\.example.*npm run demo。\n$/)
  })

  it('reads .env of the working folder and names every fault in it', async () => {
    const { code, output } = await runBuilt(built, { settings: `${feishu}PORT=abc\nLOG_LEVEL=loud\n` })
    expect({ code, output }).toEqual({
      code: 1,
      output: '配置有2处问题：\n  - PORT 不是数字\n  - LOG_LEVEL 只能是 debug、info、warn、error、silent 之一\n',
    })
  })

  it('starts with the settings of .env; what the environment says wins; nothing of a demo answers', async () => {
    let told = ''
    const statuses: number[] = []
    const { code } = await runBuilt(built, {
      settings: `${feishu}PORT=0\nLOG_LEVEL=silent\nPUBLIC_URL=http://of.file\n`,
      environment: { PUBLIC_URL: 'http://127.0.0.1:0' },
      whenStarted: async (url) => {
        told = url
        for (const path of ['/healthz', '/demo/today', '/emulator/', '/emulator/desk/api/people?platform=feishu'])
          statuses.push((await fetch(`${url}${path}`)).status)
        statuses.push((await fetch(`${url}/demo/today`, { method: 'POST', body: '{"day":"2026-10-01"}' })).status)
      },
    })
    expect(told).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(statuses).toEqual([200, 404, 404, 404, 404])
    expect(code).toBe(0)
  })

  it('refuses a demo in production', async () => {
    const { code, output } = await runBuilt(built, { settings: `${feishu}NODE_ENV=production\n`, flags: ['--demo'] })
    expect(code).toBe(1)
    expect(output).toMatch(/^配置有问题：生产环境（NODE_ENV=production）不能开演示，[^\n]*。\n$/)
  })
})

describe('a demo', () => {
  it.each([
    ['--demo, as npm run demo says it', { flags: ['--demo'], settings: 'PORT=0' }],
    ['DEMO=on in the environment', { environment: { DEMO: 'on', PORT: '0' } }],
    ['DEMO=on in .env', { settings: 'DEMO=on\nPORT=0\n' }],
  ])('starts when it is asked for by name: %s', async (_how, options) => {
    let status = 0
    let entrance = ''
    const { code } = await runBuilt(built, {
      ...options,
      whenStarted: async (url) => {
        entrance = url
        status = (await fetch(url)).status
      },
    })
    expect(entrance).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/emulator\/$/)
    expect({ code, status }).toEqual({ code: 0, status: 200 })
  })

  it('that was not built says how to start it', async () => {
    rmSync(join(built.folder, 'demo'), { recursive: true })
    const run = await runBuilt(built, { environment: { DEMO: 'on' } })
    expect(run).toEqual({ code: 1, output: '演示还没有编译，请用 npm run demo 启动。\n' })
  })
})
