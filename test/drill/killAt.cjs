// Loaded before the server (--require): the process kills itself outright at the step that the file KILL_AT names, once. The steps are
// those between the pieces of an opening and those between a count and the end of its keys, which no clock from outside can hit.
const fs = require('node:fs')
const { syncBuiltinESMExports } = require('node:module')
const { dirname, join } = require('node:path')

const real = { ...fs }

/** Whether this is the step to die at; the name is taken away, so that the next life gets past it. */
function isNow(step) {
  let named = ''
  try {
    named = real.readFileSync(process.env.KILL_AT, 'utf8')
  } catch {
    return false
  }
  if (named !== step) return false
  real.rmSync(process.env.KILL_AT, { force: true })
  return true
}

const die = (step) => {
  if (isNow(step)) process.kill(process.pid, 'SIGKILL')
}
const isBundle = (name) => String(name).includes('.count.json')
const isDraft = (name) => /[\\/]\.[^\\/]+$/.test(String(name))
const isKey = (name) => String(name).endsWith('.round')

fs.openSync = (name, flags, mode) => {
  // Counted, and nothing of it outside the database yet.
  if (isBundle(name) && flags === 'wx') die('counted')
  // The bundle is there, all is cleared away, and every key is there.
  if (isKey(name) && flags === 'r+') die('kept')
  return real.openSync(name, flags, mode)
}
fs.renameSync = (from, to) => {
  // The draft is whole, and has not its name yet.
  if (isBundle(to) && isDraft(from)) die('drafted')
  real.renameSync(from, to)
  if (isBundle(to)) die('named')
}
fs.rmSync = (name, options) => {
  // Overwritten, and not gone yet.
  if (isKey(name)) die('overwritten')
  real.rmSync(name, options)
}
syncBuiltinESMExports()

/** What is written in pieces before a step is taken, or after it: killed when the next unit of work begins. */
const pieces = [
  ['stripStaged', /^\s*insert into .stripped_envelope/i],
  ['tallyStaged', /^\s*insert into .ballot\b/i],
  ['rollCleared', /^\s*update .round_assignment. set .envelope/i],
]
let written = ''

/** Between the commit of a piece and whatever follows it. */
function look(statement) {
  const text = String(statement?.sql ?? statement)
  if (written && /^\s*(begin|start transaction)/i.test(text)) {
    die(written)
    written = ''
  }
  for (const [step, pattern] of pieces) if (pattern.test(text)) written = step
}

const watched = (prototype, name, textOf = (_own, statement) => statement) => {
  const own = prototype[name]
  prototype[name] = function (...given) {
    look(textOf(this, given[0]))
    return own.apply(this, given)
  }
}
// Prepared once and run again and again.
const Sqlite = require('better-sqlite3')
const statement = Object.getPrototypeOf(new Sqlite(':memory:').prepare('select 1'))
for (const name of ['run', 'all', 'get']) watched(statement, name, ({ source }) => source)
watched(Sqlite.prototype, 'exec')
// Exported to nobody, and what its pooled connections have in common.
const connection = require(join(dirname(require.resolve('mysql2/package.json')), 'lib/base/connection.js'))
for (const name of ['query', 'execute']) watched(connection.prototype, name)
