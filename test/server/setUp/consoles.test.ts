import pino from 'pino'
import type { PlatformName } from '../../../bot/port'
import { doctorCommand } from '../../../server/administer/doctorCommand'
import { readConfig } from '../../../server/config'
import { setConsole } from '../../../server/demo/setConsoles'
import { platformNames } from '../../../server/domain/organisation/platforms'
import { createPlatforms } from '../../../server/platforms'
import { type EmptyHouse, openEmptyHouse } from '../../support/emptyHouse'
import { foundHouse } from '../../support/foundedHouse'
import { readyDatabase } from '../../support/ready/readyDatabase'

// The list of settings, carried out by script on consoles that are empty at first.

describe('the list of settings', () => {
  let house: EmptyHouse
  let drop: () => Promise<void>
  beforeAll(async () => {
    const database = await readyDatabase('sqlite')
    drop = () => database.drop()
    house = await openEmptyHouse(database.url)
  }, 60_000)
  afterAll(async () => {
    await house.stop()
    await drop()
  })

  const platformsBy = (settings: Record<string, string> = {}) =>
    createPlatforms(readConfig({ ...house.environment, ...settings }), pino({ level: 'silent' }))
  const lists = () => Object.values(platformsBy()).map(({ name, console }) => ({ name, console }))
  const environment = (key: string): string => house.environment[key] ?? ''

  function empty(): void {
    const { feishu, wecom } = house.emulator
    feishu.control.newApp({ appId: environment('FEISHU_APP_ID'), appSecret: environment('FEISHU_APP_SECRET') })
    wecom.controls.emptyConsole()
  }
  const consoles = () => ({
    emulator: house.emulator,
    feishu: {
      appId: environment('FEISHU_APP_ID'),
      appSecret: environment('FEISHU_APP_SECRET'),
      encryptKey: environment('FEISHU_ENCRYPT_KEY'),
      verificationToken: environment('FEISHU_VERIFICATION_TOKEN'),
    },
    wecom: { token: environment('WECOM_TOKEN'), encodingAesKey: environment('WECOM_AES_KEY') },
    hookAt: (address: string) => address.replace(house.publicUrl, house.url),
  })
  async function setAll(leftOut?: [platform: PlatformName, key: string]): Promise<void> {
    empty()
    for (const list of lists()) await setConsole(consoles(), list, leftOut?.[0] === list.name ? leftOut[1] : undefined)
  }
  /** Lines of the doctor: how a setting stands, by platform and name. */
  async function doctor(settings: Record<string, string> = {}): Promise<string[]> {
    const tenants = { feishu: environment('FEISHU_APP_ID'), wecom: environment('WECOM_CORP_ID') }
    const platforms = Object.values(platformsBy(settings))
    const { text } = await doctorCommand(house.product.database, { platforms, tenants, checks: async () => [] })
    let title = ''
    return text.split('\n').flatMap((line) => {
      if (/^\S+后台$/.test(line)) title = line.replace('后台', '')
      const found = /^ {2}(正常|不对|要试) {2}(.+)$/.exec(line)
      return found ? [`${found[1]} ${title} ${found[2]}`] : []
    })
  }
  const bad = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith('不对'))

  it('finds consoles empty: nothing works, and nobody comes in', async () => {
    empty()
    const lines = await doctor()
    expect(bad(lines)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^不对 飞书 机器人：/),
        expect.stringMatching(/^不对 飞书 权限 im:message:send_as_bot：/),
        expect.stringMatching(/^不对 企业微信 企业可信 IP：/),
      ]),
    )
    expect((await house.logIn('feishu', 'chief')).text).toContain('20029')
    expect((await house.logIn('wecom', 'chief')).text).toContain('50001')
  })

  it('holds nothing of Feishu that was not published', async () => {
    await setAll(['feishu', 'version'])
    expect(bad(await doctor())).toContainEqual(expect.stringMatching(/^不对 飞书 机器人：/))
  })

  /** What leaving a setting out means where it is copied into the settings of the program, or was right from the start. */
  const otherwise: Record<string, { settings?: Record<string, string>; set?: () => void }> = {
    'feishu credentials': { settings: { FEISHU_APP_SECRET: 'another' } },
    'feishu addresses': {
      set: () =>
        house.emulator.feishu.control.setSecurity({
          appId: environment('FEISHU_APP_ID'),
          ipWhitelist: ['203.0.113.9'],
        }),
    },
    'wecom credentials': { settings: { WECOM_SECRET: 'another' } },
    'wecom agent': { settings: { WECOM_AGENT_ID: '1000099' } },
    'wecom enabled': { set: () => house.emulator.wecom.controls.setApp({ closed: true }) },
  }
  const told = { asked: '不对', others: '要试' } as const

  it('each one left out is named by the doctor', async () => {
    const missed: string[] = []
    const refused: string[] = []
    for (const { name, console } of lists())
      for (const setting of console) {
        const saved = await setAll([name, setting.key]).then(
          () => true,
          () => false,
        )
        if (!saved) {
          refused.push(`${name} ${setting.key}`)
          continue
        }
        const { settings, set } = otherwise[`${name} ${setting.key}`] ?? {}
        set?.()
        const lines = await doctor(settings)
        const word = setting.known === 'asked' ? told.asked : told.others
        const line = lines.find((each) => each.includes(` ${platformNames[name]} ${setting.name}：`))
        const isClosed = setting.key === 'enabled' && bad(lines).some((each) => each.includes('“应用已启用”没有打开'))
        if (!isClosed && !line?.startsWith(word)) missed.push(`${name} ${setting.key}: ${line ?? lines.join(' | ')}`)
        house.emulator.wecom.controls.setApp({ closed: false })
      }
    expect(missed).toEqual([])
    // The console itself does not save an address whose question cannot be read.
    expect(refused).toEqual(['feishu encryption'])
  }, 120_000)

  it('carried out from top to bottom it is a working house on both platforms', async () => {
    await setAll()
    expect(bad(await doctor())).toEqual([])
    await foundHouse(house, 'chief')
    for (const platform of ['feishu', 'wecom'] as const)
      expect((await house.logIn(platform, 'stranger')).path).toBe('/not-on-roster')
  })

  it('what no API tells shows when it is tried', async () => {
    const login = async (platform: PlatformName) => (await house.logIn(platform, 'stranger')).path
    await setAll(['feishu', 'redirect'])
    expect(await login('feishu')).not.toBe('/not-on-roster')
    await setAll(['wecom', 'browser'])
    expect(await login('wecom')).not.toBe('/not-on-roster')
    await setAll(['feishu', 'version'])
    expect(await login('feishu')).not.toBe('/not-on-roster')
    await setAll()
    expect([await login('feishu'), await login('wecom')]).toEqual(['/not-on-roster', '/not-on-roster'])
  })
})
