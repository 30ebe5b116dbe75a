import { join } from 'node:path'
import { type Plugin, runnerImport } from 'vite'
import { createRouterMatcher, type RouteRecordRaw } from 'vue-router'

/** A file of the build as far as is asked here. */
interface Built {
  type: string
  fileName: string
  facadeModuleId?: string | null
  imports?: string[]
  /** Of a file that is no script. */
  source?: string | Uint8Array
  viteMetadata?: { importedCss: Set<string> }
}

/** One row of routes.json, which server/web/firstFiles.ts reads. */
interface FirstRow {
  path: string
  pattern: string
  keys: string[]
  open: boolean
  files: string[]
}

const pageOf = ({ component }: RouteRecordRaw): string => {
  const page = /pages\/[\w/]+\.vue/.exec(String(component))?.[0]
  if (!page) throw new Error('a route names its page as () => import(…), so that its files can be found')
  return page
}

/** The files index.html names already. */
function namesIn(page: Built | undefined): string[] {
  if (!page?.source) throw new Error('the build has no index.html')
  return [...String(page.source).matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, name = '']) => name)
}

/** What the chunk needs besides itself, each file once; `known` is in index.html already. */
function filesOf(chunk: Built, bundle: Record<string, Built>, known: Set<string>): string[] {
  if (known.has(chunk.fileName)) return []
  known.add(chunk.fileName)
  const styles = [...(chunk.viteMetadata?.importedCss ?? [])].filter((name) => !known.has(name))
  for (const name of styles) known.add(name)
  const needed = (chunk.imports ?? []).flatMap((name) => (bundle[name] ? filesOf(bundle[name], bundle, known) : []))
  return [...styles, chunk.fileName, ...needed]
}

/**
 * Writes routes.json beside the page: for each address of the route table, in the order in which the router tries them, the
 * files its page needs besides those in index.html. The server names them in the first HTML, so that they are asked for at
 * once and not one after the other. Made from the table and the finished build: no page can be forgotten.
 */
export const firstFiles = (): Plugin => ({
  name: 'first-files',
  apply: 'build',
  // After Vite has taken out the scripts that held nothing but styles: they are named by others until then.
  enforce: 'post',
  async generateBundle(_options, output) {
    const { module } = await runnerImport<{ routes: RouteRecordRaw[] }>(join(import.meta.dirname, 'routes.ts'))
    const bundle = output as unknown as Record<string, Built>
    const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk')
    const named = namesIn(bundle['index.html'])
    const rowOf = (path: string, pattern: string, keys: string[]): FirstRow => {
      const route = module.routes.find((each) => each.path === path) as RouteRecordRaw
      const page = pageOf(route)
      const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(page))
      if (!chunk) throw new Error(`no file was built for ${page}`)
      const known = new Set(named)
      return { path, pattern, keys, open: route.meta?.open === true, files: filesOf(chunk, bundle, known) }
    }
    const rows = createRouterMatcher(module.routes, {})
      .getRoutes()
      // What is everywhere else has no page of its own to bring along, and its pattern tries long addresses for long.
      .filter(({ record }) => !record.path.includes('(.*)'))
      .map(({ record, re, keys }) =>
        rowOf(
          record.path,
          re.source,
          keys.map(({ name }) => name),
        ),
      )
    this.emitFile({ type: 'asset', fileName: 'routes.json', source: JSON.stringify(rows) })
  },
})
