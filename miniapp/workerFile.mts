import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'

/** A file of the build as far as is asked here. */
interface Built {
  fileName: string
  source?: string | Uint8Array
}

/** Built by itself: as a second entry it would change how the files of the pages are cut. */
async function workerCode(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2020',
      // An old browser's worker takes no imports: one file, with nothing of it given to others.
      lib: { entry: join(import.meta.dirname, 'worker/worker.ts'), formats: ['iife'], name: 'worker' },
    },
  })
  const [output] = [built].flat()
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (!chunk) throw new Error('the worker was not built')
  return chunk.code
}

const isPageFile = (name: string): boolean => name === 'index.html' || name.startsWith('assets/')

/**
 * Writes worker.js with the list of the files it keeps, made from the finished build. A name below assets/ holds a hash of the
 * content, so that it needs no revision.
 */
export const workerFile = (): Plugin => ({
  name: 'worker-file',
  apply: 'build',
  enforce: 'post',
  async generateBundle(_options, output) {
    const files = Object.values(output as unknown as Record<string, Built>)
    const index = files.find(({ fileName }) => fileName === 'index.html')
    if (!index?.source) throw new Error('the build has no index.html')
    const revision = createHash('sha256').update(index.source).digest('hex').slice(0, 20)
    const pages = files
      .filter(({ fileName }) => isPageFile(fileName))
      .map(({ fileName }) => ({ url: `/${fileName}`, revision: fileName === 'index.html' ? revision : null }))
    const code = await workerCode()
    const filled = code.replace('self.__pages', JSON.stringify(pages))
    if (filled === code) throw new Error('the worker has no place for its list')
    // Served from the top, so that it may answer for every page; always asked for anew, so it needs no hash.
    this.emitFile({ type: 'asset', fileName: 'worker.js', source: filled })
  },
})
