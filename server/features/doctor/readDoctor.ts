import { IsNull, Like, Not } from 'typeorm'
import type { ConsoleSetting, Finding } from '../../../bot/console'
import type { ChatPlatform, PlatformName } from '../../../bot/port'
import { House as HouseRow, InboxEvent, PlatformAccount, SettingTrial } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { dayName, dayOfInstant } from '../../domain/calendar/calendarDay'
import { platformNames } from '../../domain/organisation/platforms'
import type { House } from '../call'
import { lastWayIn, type WayIn } from './noteWayIn'

type Item = Output<'doctor.read'>['platforms'][number]['settings'][number]
type Machine = Output<'doctor.read'>['machine']

/** What was asked outside the database. */
export interface Examined {
  machine: Machine
  findings: { platform: ChatPlatform; found: Finding[] }[]
}

const heardNames = { event: '消息', text: '员工写的话', press: '卡片的点按' } as const

/** What is known of a setting without asking: when, and the sentence. */
interface Evidence {
  at: number
  sentence: string
}

/** When something last came that comes in no other way; null where nothing has, as far as is kept. */
async function lastHeard(work: Work, platform: PlatformName, known: keyof typeof heardNames): Promise<Evidence | null> {
  const [latest] = await work.manager.find(InboxEvent, {
    where: { id: Like(`${platform}:%`), ...(known === 'event' ? {} : { kind: known }) },
    order: { receivedAt: 'DESC' },
    take: 1,
  })
  if (!latest) return null
  const { receivedAt: at } = latest
  return { at, sentence: `最近一次收到${heardNames[known]}是${dayName(dayOfInstant(at))}。` }
}

async function lastLogin(work: Work, platform: PlatformName, tenant: string | null): Promise<Evidence | null> {
  const where = { platform, tenant: tenant ?? '', lastUsedAt: Not(IsNull()) }
  const [latest] = await work.manager.find(PlatformAccount, { where, order: { lastUsedAt: 'DESC' }, take: 1 })
  if (!latest?.lastUsedAt) return null
  return { at: latest.lastUsedAt, sentence: `最近一次有人从这里进来是${dayName(dayOfInstant(latest.lastUsedAt))}。` }
}

const wayNames: Readonly<Record<WayIn, string>> = { inside: '客户端', browser: '浏览器' }

async function wayIn(work: Work, platform: PlatformName, way: WayIn): Promise<Evidence | null> {
  const last = await lastWayIn(work, platform, way)
  if (!last) return null
  const day = dayName(dayOfInstant(last.triedAt))
  return { at: last.triedAt, sentence: `最近一次有人在${wayNames[way]}里登录进来是${day}。` }
}

async function heard(
  work: Work,
  { known }: ConsoleSetting,
  { name }: ChatPlatform,
  tenants: House['tenants'],
): Promise<Evidence | null> {
  if (known === 'asked' || known === 'trial') return null
  if (known === 'inside' || known === 'browser') return wayIn(work, name, known)
  return known === 'login' ? lastLogin(work, name, tenants[name]) : lastHeard(work, name, known)
}

/** The link that is opened for a trial. */
const addressIn = (trial: string): string => /https?:\/\/\S+/.exec(trial)?.[0] ?? ''

function toldByTrial({ works, seen, triedAt }: SettingTrial): Pick<Item, 'state' | 'sentence'> {
  const day = dayName(dayOfInstant(triedAt))
  if (works) return { state: 'good', sentence: `${day}试过，能用。` }
  return { state: 'bad', sentence: `${day}试过，不行：${seen}。请照下面核对，改好后再试一次。` }
}

const stateOf = ({ good }: Finding): Item['state'] => (good === null ? 'unknown' : good ? 'good' : 'bad')

async function itemOf(
  work: Work,
  setting: ConsoleSetting,
  { platform, found }: Examined['findings'][number],
  tenants: House['tenants'],
): Promise<Item> {
  const { key, name, where, values, why, trial } = setting
  const shown = { key, name, where, values: [...values], why, trial, address: addressIn(trial) }
  const finding = found.find((one) => one.key === key)
  if (finding) return { ...shown, state: stateOf(finding), sentence: finding.sentence }
  const evidence = await heard(work, setting, platform, tenants)
  const tried = await work.manager.findOneBy(SettingTrial, { platform: platform.name, settingKey: key })
  // What has come since counts for more than what somebody saw.
  if (tried && tried.triedAt >= (evidence?.at ?? 0)) return { ...shown, ...toldByTrial(tried) }
  return evidence
    ? { ...shown, state: 'good', sentence: evidence.sentence }
    : { ...shown, state: 'unknown', sentence: `程序问不到，要试一次：${trial}` }
}

/** Asks the machine and the platforms; slow, and outside any transaction. */
export async function examine({ platforms, checks }: Pick<House, 'platforms' | 'checks'>): Promise<Examined> {
  const findings = await Promise.all(platforms.map(async (platform) => ({ platform, found: await platform.examine() })))
  return { machine: await checks(), findings }
}

/** The same in short, before there is anybody to read the whole: what is wrong, or that nothing is that a platform tells of. */
export async function wrongSettings(platforms: readonly ChatPlatform[]): Promise<Machine> {
  const found = await Promise.all(platforms.map(async (platform) => ({ platform, found: await platform.examine() })))
  return found.flatMap(({ platform, found: told }): Machine => {
    const title = platformNames[platform.name]
    const wrong = told.filter(({ good }) => good === false)
    // One that could not be asked says why, once for all.
    const shown = wrong.length ? wrong : told.filter(({ good }) => good === null).slice(0, 1)
    if (!shown.length)
      return [
        { name: `${title}后台`, good: true, sentence: '问得到的几项都对；其余的登录以后在“检查安装”里看怎样试。' },
      ]
    const named = (key: string): string => platform.console.find((setting) => setting.key === key)?.name ?? title
    return shown.map(({ key, sentence }) => ({ name: `${title}的${named(key)}`, good: false, sentence }))
  })
}

/** Every setting with what is known of it: asked, or seen from what has come. */
export async function diagnose(
  work: Work,
  { machine, findings }: Examined,
  tenants: House['tenants'],
): Promise<Output<'doctor.read'>> {
  const house = await work.manager.findOneBy(HouseRow, { key: 'house' })
  const platforms: Output<'doctor.read'>['platforms'] = []
  for (const each of findings) {
    const settings: Item[] = []
    for (const setting of each.platform.console) settings.push(await itemOf(work, setting, each, tenants))
    platforms.push({ platform: each.platform.name, platformName: platformNames[each.platform.name], settings })
  }
  return { houseName: house?.name ?? null, machine, platforms }
}

/** For 党办 and the administrator: what is set right, what is not, and what nobody can tell without a trial. */
export const readDoctor = (house: House) => ({
  async prepare(work: Work): Promise<Examined> {
    work.must('examineHouse')
    return examine(house)
  },
  run: (work: Work, examined: Examined): Promise<Output<'doctor.read'>> => diagnose(work, examined, house.tenants),
})
