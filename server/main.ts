import { engines } from '../package.json'
import { refusedNode } from './nodeVersion'
import { loadSettings } from './settings'

function refuseToStart(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** The program to load: the operator's command by its word, else the product. A demo is asked for by name; production goes where its settings are checked and refused. */
function chosenProgram(): string {
  if (process.argv[2] === 'migrate') return './migrate.js'
  if (process.argv[2] === 'setup' || process.argv[2] === 'doctor') return './administer.js'
  if (process.argv.includes('--demo')) process.env.DEMO = 'on'
  if (process.env.DEMO !== 'on' || process.env.NODE_ENV === 'production') return './run.js'
  const demo = '../demo/run.js'
  const { existsSync } = require('node:fs') as typeof import('node:fs')
  const { join } = require('node:path') as typeof import('node:path')
  return existsSync(join(__dirname, demo)) ? demo : refuseToStart('演示还没有编译，请用 npm run demo 启动。')
}

// Before anything else: an old Node must be able to come as far as this. Hence require and not import below, and the build
// writes this file for any Node.
const refusal = refusedNode(process.versions.node, engines.node) ?? loadSettings()
if (refusal) refuseToStart(refusal)

// Node keeps what it compiled beside the build, which clears it: every start but the first takes a third less. It has to
// be on before the product is loaded, hence two files. Where nothing can be written a start is only slower.
const nodeModule = require('node:module') as typeof import('node:module')
nodeModule.enableCompileCache(`${__dirname}/../.compiled`)
nodeModule.createRequire(__filename)(chosenProgram())
