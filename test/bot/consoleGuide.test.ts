import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { consoleGuide } from '../../bot/consoleGuide'
import { feishuConsole } from '../../bot/feishu/console'
import { wecomConsole } from '../../bot/wecom/console'
import { platformNames } from '../../server/domain/organisation/platforms'

const file = join(__dirname, '../../bot/console.md')
const address = 'https://lxq.example.com'
const consoles = { feishu: feishuConsole(address), wecom: wecomConsole(address) }

it('the guide says what the list of settings says', () => {
  const platforms = (['feishu', 'wecom'] as const).map((name) => ({
    title: platformNames[name],
    console: consoles[name],
  }))
  expect(readFileSync(file, 'utf8')).toBe(consoleGuide(platforms))
})

describe.each(Object.entries(consoles))('the console of %s', (_name, settings) => {
  it('names each setting once, in whole words, and says how one is tried that nobody tells of', () => {
    expect(new Set(settings.map(({ key }) => key)).size).toBe(settings.length)
    for (const { name, where, why, known, trial } of settings) {
      expect([name, where, why].filter((text) => !text || /[。，]$/.test(text))).toEqual([])
      expect([name, trial !== '']).toEqual([name, known !== 'asked'])
      if (trial) expect(trial).toMatch(/。$/)
    }
  })
})
