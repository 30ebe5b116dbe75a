import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { createEmulator, type Emulator, type FeishuSetup, type StoryStep, type WecomSetup } from '../../bot/emulator'
import { openIdOf } from '../../bot/emulator/feishu/ids'
import type { ChatPlatform } from '../../bot/port'
import type { DemoPart } from '../compose'
import type { Config, FeishuConfig, WecomConfig } from '../config'
import type { Database } from '../database/work'
import { DemoClock } from './demoClock'
import { addDemoRoutes } from './demoRoutes'
import { type SamplePersona, sampleChat, seedSampleOrganisation } from './sampleOrganisation'
import { setConsole } from './setConsoles'
import { storySteps } from './story/steps'

/** Where the emulator stands inside the product's own server: one address, one port. */
const emulatorPath = '/emulator'
/** What is called there while the consoles are being set (addressSeen). */
const calledEarly = `${emulatorPath}/wecom/cgi-bin/`

const demoFeishu = {
  appId: 'cli_a0b1c2d3e4f50617',
  appSecret: 'demo-feishu-secret',
  encryptKey: 'demo-encrypt-key',
  verificationToken: 'demo-verification-token',
}
const demoWecom = {
  corpId: 'wwdemo0000000001',
  agentId: 1000002,
  secret: 'demo-wecom-secret',
  token: 'demoCallbackToken',
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
}

/** The emulated platforms take more than the real ones, so that a day with 140 reminders passes in a second. */
const demoPacePerSecond = 250

/** The settings with which the product talks to the emulator exactly as it would to the real platforms. */
function demoPlatforms(publicUrl: string): { feishu: FeishuConfig; wecom: WecomConfig } {
  const base = `${publicUrl}${emulatorPath}`
  return {
    feishu: {
      ...demoFeishu,
      tenantKey: undefined,
      baseUrl: `${base}/feishu`,
      accountsUrl: `${base}/feishu`,
      applinkUrl: 'https://applink.feishu.cn',
      jssdkUrl: `${base}/feishu/h5-js-sdk.js`,
      cardReply: 'inline',
      pacePerSecond: demoPacePerSecond,
    },
    wecom: {
      ...demoWecom,
      apiUrl: `${base}/wecom`,
      authorizeUrl: `${base}/wecom`,
      ssoUrl: `${base}/wecom`,
      pacePerSecond: demoPacePerSecond,
    },
  }
}

/** The steps as the desk shows them; what each needs is brought about when it is taken (demoRoutes.ts). */
const storyOf = (personas: SamplePersona[]): StoryStep[] =>
  storySteps.map(({ key, label, hint, persona }) => {
    const userId = personas.find((one) => one.key === persona)?.feishuUserId
    if (!userId) throw new Error(`nobody at the desk plays ${persona}`)
    return { key, label, hint, platform: 'feishu', userId }
  })

const personaPart = (persona: string | null) => (persona ? { persona, featured: true } : {})

type ChatPeople = ReturnType<typeof sampleChat>['chatPeople']

const departmentsOf = (people: ChatPeople): { code: string; name: string }[] => [
  ...new Map(
    people.map((one) => [one.departmentCode, { code: one.departmentCode, name: one.departmentName }]),
  ).values(),
]

const feishuCompany = (people: ChatPeople): FeishuSetup => ({
  tenantKey: 'demotenant',
  apps: [],
  departments: departmentsOf(people).map(({ code, name }) => ({ departmentId: code, name })),
  users: people.flatMap(({ feishuUserId, staffNumber: employeeNo, name, departmentCode, persona }) =>
    feishuUserId
      ? [{ userId: feishuUserId, employeeNo, name, departmentIds: [departmentCode], ...personaPart(persona) }]
      : [],
  ),
})

function wecomCompany(people: ChatPeople): WecomSetup {
  const departments = departmentsOf(people)
  // WeCom numbers its departments; 1 is the company.
  const numberOf = (wanted: string) => departments.findIndex(({ code }) => code === wanted) + 2
  return {
    ...demoWecom,
    callbackUrl: '',
    flags: { rateLimits: false },
    departments: [
      { id: 1, name: '江岳集团（演示）', parentid: 0 },
      ...departments.map(({ code, name }) => ({ id: numberOf(code), name, parentid: 1 })),
    ],
    users: people.flatMap(({ wecomUserId, name, departmentCode, persona }) =>
      wecomUserId
        ? [{ userid: wecomUserId, name, department: [numberOf(departmentCode)], ...personaPart(persona) }]
        : [],
    ),
  }
}

/** The emulated company: the sample organisation's people with both chat accounts. */
function startEmulator(config: Config, clock: DemoClock): Emulator {
  const { chatPeople, personas } = sampleChat()
  const emulator = createEmulator({
    clock,
    basePath: emulatorPath,
    origin: () => `${config.publicUrl}${emulatorPath}`,
    productUrl: () => config.publicUrl,
    stateFile: join(config.dataFolder, 'demoChats.json'),
    story: storyOf(personas),
    feishu: feishuCompany(chatPeople),
    wecom: wecomCompany(chatPeople),
  })
  emulator.feishu.control.set({ limits: { enabled: false } })
  emulator.feishu.control.newApp(demoFeishu)
  emulator.wecom.controls.emptyConsole()
  return emulator
}

/** The address that WeCom sees the program call from: its refusal says it. */
async function addressSeen({ apiUrl, corpId, secret, agentId }: WecomConfig): Promise<string[]> {
  const ask = async (path: string, query: Record<string, string>): Promise<Record<string, unknown>> =>
    (await (await fetch(`${apiUrl}/cgi-bin/${path}?${new URLSearchParams(query)}`)).json()) as Record<string, unknown>
  const { access_token } = await ask('gettoken', { corpid: corpId, corpsecret: secret })
  const { errmsg } = await ask('agent/get', { access_token: String(access_token), agentid: String(agentId) })
  return /from ip: ([^,\s]+)/.exec(String(errmsg))?.slice(1) ?? []
}

/** Both consoles are filled in by the list that the guide prints, as an administrator would. */
async function setBothConsoles(emulator: Emulator, config: Config, platforms: readonly ChatPlatform[]): Promise<void> {
  const { wecom } = demoPlatforms(config.publicUrl)
  const serverAddresses = ['127.0.0.1', '::1', ...(await addressSeen(wecom))]
  const consoles = { emulator, feishu: demoFeishu, wecom: demoWecom, serverAddresses }
  // An app is made with its range, before it has an address: with one, each of its people is reported to it.
  await emulator.wecom.controls.setVisible({ departments: [1] })
  for (const platform of platforms) await setConsole(consoles, platform)
}

/** Fills an empty database with the sample organisation of the demo. */
async function seedDemo(database: Database): Promise<void> {
  const { appId } = demoFeishu
  await database.unitOfWork(null, 'job', (work) =>
    seedSampleOrganisation(work, {
      feishu: { appId, openIdOf: (userId) => openIdOf(appId, userId) },
      wecom: { corpId: demoWecom.corpId },
    }),
  )
}

/** The demo of `npm run demo`: an emulated company, its people in the database, and a day that can be moved. */
export function createDemo(config: Config): DemoPart {
  const clock = new DemoClock(join(config.dataFolder, 'demoClock.json'))
  const emulator = startEmulator(config, clock)
  let consolesAreSet = () => {}
  const consoles = new Promise<void>((done) => {
    consolesAreSet = done
  })
  // Who comes before the consoles are set would be refused as in a house that nobody has set up; he waits a moment.
  const afterConsoles: RequestListener = (request, response) =>
    void consoles.then(() => emulator.callback(request, response))
  return {
    clock,
    platforms: demoPlatforms(config.publicUrl),
    entrance: `${config.publicUrl}${emulatorPath}/`,
    seed: seedDemo,
    begin: (platforms) => setBothConsoles(emulator, config, platforms).finally(consolesAreSet),
    addRoutes: (router, house) =>
      addDemoRoutes(router, { ...house, clock, seed: seedDemo, forgetChats: () => emulator.forgetChats() }),
    answers: (url) => {
      if (url !== emulatorPath && !url.startsWith(`${emulatorPath}/`)) return null
      return url.startsWith(calledEarly) ? emulator.callback : afterConsoles
    },
    close: () => emulator.close(),
  }
}
