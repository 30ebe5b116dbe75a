import { ConfigFault, readConfig } from './config'
import { MigrateFault, migrateCommand } from './database/migrateCommand'

/** The operator's command, `npm run migrate` (main.ts with the word migrate): upgrades, lists or takes back, with the settings the product has. */
async function main(): Promise<void> {
  process.stdout.write(`${await migrateCommand(readConfig(process.env).databaseUrl, process.argv.slice(3))}\n`)
}

main().catch((fault: Error & { code?: string }) => {
  const said = fault instanceof ConfigFault || fault instanceof MigrateFault
  const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(fault.code ?? '')
  const sentence = unreachable ? `连不上数据库（${fault.code}），请检查 DATABASE_URL。` : `没有做完：${fault.message}`
  process.stderr.write(`${said ? fault.message : sentence}\n`)
  process.exitCode = 1
})
