import { createInterface, type Interface } from 'node:readline'
import pino from 'pino'
import { z } from 'zod'
import { doctorCommand } from './administer/doctorCommand'
import { type Console, needsNoHouse, SetUpFault, setUpCommand } from './administer/setUpCommand'
import { type Config, readConfig } from './config'
import { Database } from './database/work'
import { houseChecks } from './houseChecks'
import { createHouseMark } from './houseMark'
import { openHouse } from './openHouse'
import { createPlatforms } from './platforms'
import { policy } from './policy'
import { startFaultSentence } from './startFault'

z.config(z.locales.zhCN())

/** Lines of a terminal, or of a file that was put in its place. */
function openConsole(): Console & { close(): void } {
  let lines: Interface | undefined
  let reading: AsyncIterator<string> | undefined
  const next = async (): Promise<string | null> => {
    lines ??= createInterface({ input: process.stdin })
    reading ??= lines[Symbol.asyncIterator]()
    const { value, done } = await reading.next()
    return done ? null : String(value)
  }
  return {
    print: (text) => void process.stdout.write(`${text}\n`),
    ask: async ({ label, hint }, before) => {
      process.stdout.write(`${label}${hint ? `（${hint}）` : ''}${before ? `[${before}]` : ''}：`)
      const answer = await next()
      return answer === null ? null : answer.trim() || before
    },
    close: () => lines?.close(),
  }
}

async function withHouse<Result>(config: Config, body: (database: Database) => Promise<Result>): Promise<Result> {
  const waits = () => void process.stderr.write('另一个程序正在升级数据库，请稍候。\n')
  const source = await openHouse(config, createHouseMark(config), waits)
  const database = new Database(source, { now: () => Date.now() }, policy)
  return body(database).finally(() => database.close())
}

/** The administrator's commands `npm run setup` and `npm run doctor` (main.ts with that word), with the settings the product has. */
async function main(): Promise<void> {
  const [command, ...given] = process.argv.slice(2)
  const form = command === 'setup' ? needsNoHouse(given) : null
  if (form) return void process.stdout.write(form)
  const config = readConfig(process.env)
  const tenants = { feishu: config.feishu?.appId ?? null, wecom: config.wecom?.corpId ?? null }
  const platforms = Object.values(createPlatforms(config, pino({ level: 'silent' })))
  const checks = () => houseChecks(config, Date.now())
  const console = openConsole()
  await withHouse(config, async (database) => {
    const house = { config, database, tenants, platforms, checks }
    if (command === 'setup') return console.print(await setUpCommand(house, given, console))
    const { text, bad } = await doctorCommand(database, house)
    console.print(text)
    if (bad) process.exitCode = 1
  }).finally(console.close)
}

main().catch((fault: Error) => {
  const known = fault instanceof SetUpFault ? fault.message : startFaultSentence(fault)
  process.stderr.write(`${known ?? `没有做完：${fault.message}`}\n`)
  process.exitCode = 1
})
