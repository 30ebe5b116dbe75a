import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const manifest = join(__dirname, '../../miniapp/dist/.vite/manifest.json')

/** The address of the file that holds this source of the pages, relative to miniapp/. */
export function builtFile(source: string): string {
  const known = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, { file: string }>
  const file = known[source]?.file
  if (!file) throw new Error(`no file of its own for ${source}`)
  return `/${file}`
}
