// `npm run check`: everything a change must pass before it is committed, without the tests. Sets the git hook up as well.
import { spawnSync } from 'node:child_process'
import { checkout } from '../run/checkout.ts'
import { runSteps } from './steps.ts'

spawnSync('git', ['config', 'core.hooksPath', '.githooks'], { cwd: checkout })
const failed = (await runSteps()).filter(({ passed }) => !passed).length
console.log(failed ? `${failed}项未通过` : '全部通过')
process.exit(failed ? 1 : 0)
