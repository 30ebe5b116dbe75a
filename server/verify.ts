import { verifyCommand } from './verifyCommand'

// `npm run verify -- 计票档案.json [--checksum 计票校验码] [--list 清单校验码]`: a program of its own that knows no house, no database and
// no configuration. Ends with 1 where anything differs.
const { lines, whole } = verifyCommand(process.argv.slice(2))
for (const line of lines) process.stdout.write(`${line}\n`)
process.exitCode = whole ? 0 : 1
