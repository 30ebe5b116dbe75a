import { readConfig } from './config'
import { MigrateFault, migrateCommand } from './database/migrateCommand'
import { startFaultSentence } from './startFault'

/** The operator's command, `npm run migrate` (main.ts with the word migrate): upgrades, lists or takes back, with the settings the product has. */
async function main(): Promise<void> {
  process.stdout.write(`${await migrateCommand(readConfig(process.env).databaseUrl, process.argv.slice(3))}\n`)
}

main().catch((fault: Error) => {
  const known = fault instanceof MigrateFault ? fault.message : startFaultSentence(fault)
  process.stderr.write(`${known ?? `没有做完：${fault.message}`}\n`)
  process.exitCode = 1
})
