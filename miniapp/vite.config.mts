import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import pxToRem from 'postcss-pxtorem'
import { defineConfig, type Plugin, runnerImport } from 'vite'
import { firstFiles } from './firstFiles.mts'

/** Vant 4.10 puts a 26.6 kB icon font into the stylesheet of every component with an icon. Ours are SVG (AppIcon). */
const withoutIconFont = (): Plugin => ({
  name: 'without-icon-font',
  enforce: 'pre',
  load: (id) => (/vant\/es\/icon\/index\.css/.test(id) ? '.van-icon{display:inline-block}' : null),
})

/**
 * The page needs the addresses of the calls and nothing else of the contract: it gets them as a finished table, without zod
 * and the shapes from which the server makes them.
 */
const addressesOnly = (): Plugin => ({
  name: 'addresses-only',
  enforce: 'pre',
  load: {
    filter: { id: /server[\\/]contract[\\/]addresses\.ts$/ },
    handler: async (id) => {
      const { module } = await runnerImport<Record<string, unknown>>(id, { root: resolve(import.meta.dirname, '..') })
      return Object.entries(module)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
        .join('\n')
    },
  },
})

const coreComponents =
  /miniapp[\\/]App\.|components[\\/](App(?!Mark)\w+|BottomBar|ChoiceChips|DeadlineTag|EmptyState|FieldFrame|LoadFrame|OfflineBanner|PageSkeleton|RefusalNotice|StateTag|icons|places|texts|useTabbed)\./
const coreFiles =
  /node_modules[\\/](vue|@vue|vue-router)[\\/]|vant[\\/]es[\\/](button|icon|badge|loading|utils|locale)[\\/]|vant[\\/]es[\\/]composables[\\/](on-popup-reopen|use-height|use-placeholder|use-route)\.|@vant[\\/]use|miniapp[\\/](api|styles|client[\\/](?!feishu)|composables[\\/](?!useChecked|useSend|useUndo))|contract[\\/]addresses/
/** So that these pages ask for no second file of styles: their first load is limited to 8 requests, 80 kB. */
const firstStyles =
  /(pages[\\/](ballot|home|me)[\\/]|components[\\/]TabBar).*type=style|vant[\\/]es[\\/]tabbar(-item)?[\\/].*\.css/
const isCore = (id: string): boolean => [coreComponents, coreFiles, firstStyles].some((part) => part.test(id))

const product = `http://127.0.0.1:${process.env.PORT ?? 3000}`
const ofProduct = ['/api', '^/login/\\w+', '/hooks', '/emulator', '/demo']

export default defineConfig({
  plugins: [withoutIconFont(), addressesOnly(), vue(), firstFiles()],
  // All pages use <script setup>, and so does Vant in effect: Vue's other way of writing components need not be sent.
  define: { __VUE_OPTIONS_API__: 'false' },
  // Large text is one number, the size of the root (useTextStep), so every length of ours and Vant's follows it.
  css: { postcss: { plugins: [pxToRem({ rootValue: 16, propList: ['*'], minPixelValue: 2 })] } },
  build: {
    target: 'es2020',
    cssTarget: 'chrome80',
    // Two files of styles (see the groups): the core's, named in the page itself, and those of all other pages. A page's
    // code is only run when its styles are there, so none flashes unstyled.
    cssCodeSplit: true,
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 2048,
    // Few requests matter more on a weak network than a perfect split: what every page needs is one file.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'core', test: isCore, priority: 3 },
            { name: 'pageStyles', test: /type=style|\.css$/, priority: 2 },
            // Parts of forms and lists; home, 我的 and the ballot page (first load at most 80 kB) do without them.
            {
              name: 'forms',
              test: /miniapp[\\/](components|composables)[\\/]|vant[\\/]es[\\/](popup|overlay|lazyload|composables)/,
              minShareCount: 2,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  // `npm run dev`: the page from here, everything else from the product.
  server: { port: 5173, proxy: Object.fromEntries(ofProduct.map((path) => [path, product])) },
})
