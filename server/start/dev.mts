// `npm run dev`: the product with the demo, rebuilt and restarted at every change, the page through Vite's own server.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { watch } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const pagePort = Number(process.env.PAGE_PORT ?? 5173)
const pageUrl = `http://127.0.0.1:${pagePort}`
/** 机关党办 of the sample organisation. */
const firstPerson = 'ujy0006'

spawnSync('git', ['config', 'core.hooksPath', '.githooks'], { cwd: root })

const build = (): boolean =>
  spawnSync(process.execPath, ['server/start/build.mts', '--server', '--demo'], { cwd: root, stdio: 'inherit' })
    .status === 0

let server: ChildProcess | null = null
function restart(): void {
  const start = () => {
    server = spawn(process.execPath, ['--enable-source-maps', 'dist/server/main.js'], {
      cwd: root,
      stdio: 'inherit',
      env: { LOG_LEVEL: 'warn', ...process.env, DEMO: 'on', PUBLIC_URL: pageUrl },
    })
  }
  if (!server || server.exitCode !== null) start()
  else {
    server.once('exit', start)
    server.kill()
  }
}

if (!build()) process.exit(1)
restart()
let waiting: NodeJS.Timeout | undefined
for (const folder of ['server', 'bot', 'entities', 'jobs']) {
  watch(join(root, folder), { recursive: true }, (_event, name) => {
    if (!name?.endsWith('.ts')) return
    clearTimeout(waiting)
    waiting = setTimeout(() => build() && restart(), 150)
  })
}

const vite = join(root, 'node_modules/vite/bin/vite.js')
const pages = spawn(
  process.execPath,
  [vite, 'miniapp', '--port', String(pagePort), '--strictPort', '--host', '127.0.0.1'],
  { cwd: root, stdio: 'inherit' },
)
console.log(`演示台 ${pageUrl}/emulator/`)
console.log(
  `直接以机关党办登录 ${pageUrl}/emulator/client/become?platform=feishu&user=${firstPerson}&return=${encodeURIComponent('/login/feishu?return=/')}`,
)

const stop = () => {
  server?.kill()
  pages.kill()
  process.exit(0)
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
