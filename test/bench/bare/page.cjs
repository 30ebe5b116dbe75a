// The least that can be compared: bare Koa and the same driver, one page out of the database. Plain JavaScript, as the
// built product is: taking types away would count as start time.
const Sqlite = require('better-sqlite3')
const Koa = require('koa')

const database = new Sqlite(process.env.DATABASE_FILE ?? ':memory:')
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec('create table if not exists page (path text primary key, content text not null)')
database.prepare('insert or ignore into page values (?, ?)').run('/', '<!doctype html><title>bare</title><p>bare</p>')
const read = database.prepare('select content from page where path = ?')

const app = new Koa()
app.use((ctx) => {
  const page = read.get(ctx.path)
  if (!page) return
  ctx.type = 'html'
  ctx.body = page.content
})
const server = app.listen(Number(process.env.PORT), '127.0.0.1')
process.once('SIGTERM', () => server.close(() => process.exit(0)))
