// The pages as a newer version of the house would have them, built for real into the folder that is given: one word of the first
// file is another, so that its name is, and the names of all that ask for it.
import { resolve } from 'node:path'
import { build, type Plugin } from 'vite'

const miniapp = resolve(import.meta.dirname, '../../miniapp')
const next: Plugin = {
  name: 'next-version',
  transform: {
    filter: { id: /miniapp[\\/]main\.ts$/ },
    handler: (code) => `${code}\ndocument.documentElement.dataset.version = 'next'\n`,
  },
}
await build({
  root: miniapp,
  configFile: resolve(miniapp, 'vite.config.mts'),
  logLevel: 'warn',
  plugins: [next],
  build: { outDir: resolve(process.argv[2] ?? ''), emptyOutDir: true },
})
