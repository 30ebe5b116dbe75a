// `npm run behaviour -- OUT.txt`: walks the recorded story through the running product and writes down everything it causes:
// cards, 留痕, history, who may do what next. Two runs of one commit are equal byte for byte, so `diff` of a file from before
// a change and one from after it shows what the change has changed.
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { checkout } from '../run/checkout.ts'

const [out] = process.argv.slice(2)
if (!out) {
  console.error('npm run behaviour -- OUT.txt')
  process.exit(2)
}
// Not a test of the suites: it judges nothing but that the story was walked to its end.
const story = 'test/support/behaviour/record.ts'
const jest = ['node_modules/jest/bin/jest.js', '--testMatch', `<rootDir>/${story}`, '--runInBand', '--silent']
const { status } = spawnSync(process.execPath, jest, {
  cwd: checkout,
  stdio: 'inherit',
  env: { ...process.env, BEHAVIOUR_FILE: resolve(out) },
})
process.exit(status ?? 1)
