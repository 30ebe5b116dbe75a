import { join } from 'node:path'
import type Router from '@koa/router'
import { createEmulator, type Emulator, type StoryStep } from '../../bot/emulator'
import { openIdOf } from '../../bot/emulator/feishu/ids'
import type { Config, FeishuConfig, WecomConfig } from '../config'
import type { Database } from '../database/work'
import { addDays, type CalendarDay, isCalendarDay } from '../domain/calendar/calendarDay'
import { refuse } from '../refusals'
import type { DemoClock } from './demoClock'
import { type SamplePersona, sampleChat, seedSampleOrganisation } from './sampleOrganisation'

/** Where the emulator stands inside the product's own server: one address, one port. */
export const emulatorPath = '/emulator'

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

/** The settings with which the product talks to the emulator exactly as it would to the real platforms. */
export function demoPlatforms(publicUrl: string): { feishu: FeishuConfig; wecom: WecomConfig } {
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
    },
    wecom: { ...demoWecom, apiUrl: `${base}/wecom`, authorizeUrl: `${base}/wecom`, ssoUrl: `${base}/wecom` },
  }
}

function storyOf(personas: SamplePersona[]): StoryStep[] {
  const step = (label: string, key: string, path: string): StoryStep[] => {
    const persona = personas.find((each) => each.key === key)
    return persona ? [{ label, platform: 'feishu', userId: persona.feishuUserId, path }] : []
  }
  return [
    ...step('党办开展“三亮”活动', 'office', '/office/campaign'),
    ...step('党员写职责和承诺', 'member', '/pledge'),
    ...step('书记催办、报送', 'financeSecretary', '/'),
    ...step('党办受理,承诺上墙', 'office', '/office'),
    ...step('党员登记走访', 'member', '/visits'),
    ...step('领导干部“三联系”', 'leader', '/three-links'),
    ...step('群众无记名评价', 'masses', '/'),
  ]
}

const personaPart = (persona: string | null) => (persona ? { persona, featured: true } : {})

/** The emulated company: the sample organisation's people with both chat accounts. */
export function startDemo(config: Config, clock: DemoClock): Emulator {
  const { chatPeople, personas } = sampleChat()
  const callback = (platform: string) => `/hooks/${platform}`
  const codes = [...new Set(chatPeople.map((one) => one.departmentCode))]
  const departmentNumber = (code: string) => codes.indexOf(code) + 2
  const nameOf = (code: string) => chatPeople.find((one) => one.departmentCode === code)?.departmentName ?? ''
  const feishuPeople = chatPeople.flatMap((one) => (one.feishuUserId ? [{ ...one, userId: one.feishuUserId }] : []))
  const wecomPeople = chatPeople.flatMap((one) => (one.wecomUserId ? [{ ...one, userid: one.wecomUserId }] : []))
  return createEmulator({
    clock,
    basePath: emulatorPath,
    origin: () => `${config.publicUrl}${emulatorPath}`,
    productUrl: () => config.publicUrl,
    stateFile: join(config.dataFolder, 'demoChats.json'),
    story: storyOf(personas),
    feishu: {
      tenantKey: 'demotenant',
      apps: [
        {
          ...demoFeishu,
          name: '连心桥',
          redirectUrls: ['/', '/login', '/login/feishu/callback'],
          trustedDomains: ['/'],
          eventUrl: callback('feishu'),
          callbackUrl: callback('feishu'),
          homeUrl: '/',
        },
      ],
      departments: codes.map((code) => ({ departmentId: code, name: nameOf(code) })),
      users: feishuPeople.map((one) => ({
        userId: one.userId,
        name: one.name,
        departmentIds: [one.departmentCode],
        ...personaPart(one.persona),
      })),
    },
    wecom: {
      ...demoWecom,
      callbackUrl: callback('wecom'),
      departments: [
        { id: 1, name: '江岳集团(演示)', parentid: 0 },
        ...codes.map((code) => ({ id: departmentNumber(code), name: nameOf(code), parentid: 1 })),
      ],
      users: wecomPeople.map((one) => ({
        userid: one.userid,
        name: one.name,
        department: [departmentNumber(one.departmentCode)],
        ...personaPart(one.persona),
      })),
    },
  })
}

/** Fills an empty database with the sample organisation of the demo. */
export async function seedDemo(database: Database): Promise<void> {
  const { appId } = demoFeishu
  await database.unitOfWork(null, 'job', (work) =>
    seedSampleOrganisation(work, {
      feishu: { appId, openIdOf: (userId) => openIdOf(appId, userId) },
      wecom: { corpId: demoWecom.corpId },
    }),
  )
}

export interface DemoControls {
  clock: DemoClock
  /** Runs the jobs that are due at the clock's present time. */
  tick(): Promise<void>
  /** Sends what they put into the outbox; it goes on behind when it takes long. */
  deliver(): Promise<unknown>
}

/** GET and POST /demo/today: the date control. Moving over several days lives through each of them. */
export function demoRoutes({ clock, tick, deliver }: DemoControls) {
  const longestJumpDays = 200
  const patienceMilliseconds = 4000
  return (router: Router): void => {
    router.get('/demo/today', (ctx) => {
      ctx.body = { day: clock.today }
    })
    router.post('/demo/today', async (ctx) => {
      const { day } = (ctx.request.body ?? {}) as { day?: string }
      if (!day || !isCalendarDay(day)) throw refuse('calendar.dayInvalid', { day: day ?? '' })
      const last: CalendarDay = addDays(clock.today, longestJumpDays)
      if (day > last) throw refuse('calendar.dayInvalid', { day: `${day},一次最多往后${longestJumpDays}天` })
      if (day < clock.today) throw refuse('demo.backwards', { today: clock.today })
      for (let next = addDays(clock.today, 1); next <= day; next = addDays(next, 1)) {
        clock.moveTo(next)
        await tick()
      }
      await Promise.race([deliver(), new Promise((resume) => setTimeout(resume, patienceMilliseconds))])
      ctx.body = { day: clock.today }
    })
  }
}
