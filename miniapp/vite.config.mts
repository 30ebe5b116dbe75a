import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import pxToRem from 'postcss-pxtorem'
import { defineConfig, type Plugin, runnerImport } from 'vite'
import { firstFiles } from './firstFiles.mts'
import { workerFile } from './workerFile.mts'

/** Vant 4.10 puts a 26.6 kB icon font into the stylesheet of every component with an icon. Ours are SVG (AppIcon). */
const withoutIconFont = (): Plugin => ({
  name: 'without-icon-font',
  enforce: 'pre',
  load: (id) => (/vant\/es\/icon\/index\.css/.test(id) ? '.van-icon{display:inline-block}' : null),
})

/**
 * Vant's files come after the page is shown: what its base says of all links, fields and lists would change a page that
 * stands. Ours says it (base.css); of Vant's the variables and movements stay.
 */
const withoutReset = (): Plugin => ({
  name: 'without-reset',
  enforce: 'pre',
  load: (id) => {
    if (!/vant\/es\/style\/base\.css/.test(id)) return null
    const css = readFileSync(id.replace(/\?.*$/, ''), 'utf8')
    const [begin, end] = [css.indexOf('html{-webkit-tap'), css.indexOf('@keyframes van-slide-up-enter')]
    if (begin < 0 || end < begin) throw new Error('the reset in Vant’s base.css stands elsewhere: see withoutReset')
    return css.slice(0, begin) + css.slice(end)
  },
})

/**
 * The page needs the addresses of the calls and nothing else of the contract: it gets them as finished tables, without zod
 * and the shapes from which the server makes them.
 */
const addressesOnly = (): Plugin => ({
  name: 'addresses-only',
  enforce: 'pre',
  load: {
    filter: { id: /server[\\/]contract[\\/](addresses|readings|writings)\.ts$/ },
    handler: async (id) => {
      const { module } = await runnerImport<Record<string, unknown>>(id, { root: resolve(import.meta.dirname, '..') })
      return Object.entries(module)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
        .join('\n')
    },
  },
})

/**
 * A page, or a piece of one, is a file with one thing in it. Told so where it is fetched, the build makes no list of all that
 * the file gives to others, nor brings along what makes such lists: a file less for most pages.
 */
const onlyTheComponent = (): Plugin => ({
  name: 'only-the-component',
  transform: {
    filter: { id: /miniapp[\\/].*\.(vue|ts)$/, code: /import\(['"][^'"]+\.vue['"]\)/ },
    handler: (code) => code.replace(/import\((['"])([^'"]+\.vue)\1\)/g, "import('$2').then((file) => file.default)"),
  },
})

/** What every page is made of: Vue, the frame of the house with its table of pages, the small parts of most pages. */
const core =
  /node_modules[\\/](vue|@vue|vue-router)[\\/]|miniapp[\\/](App\.|main\.|routes?r?\.|index\.html|api|keeping[\\/]later|styles|client[\\/](?!feishu|missingPart|pageIcon|renewal|offlinePages)|composables[\\/](afterPaint|bars|dayText|keptStore|later|sheetHistory|useAction|useLoad|useSend|useTextStep|useTyping|useUndo|useWaiting|useWide)|components[\\/](App(?!Mark)\w+|BottomBar|BottomSheet|DeadlineTag|DoneNotice|EmptyState|LoadFrame|NoteBox|PageSkeleton|PagerBar|PersonFace|PieceWait|RefusalNotice|StateTag|icons|later|places|texts|useKeys|useTabbed)\.)|server[\\/](contract[\\/](addresses|readings)|domain[\\/](calendar[\\/]calendarDay|wording[\\/]pledgeNames|workflows[\\/](workflow|steps)\.))/
/** What is asked in most forms, on the wall and above lists. */
const asks =
  /components[\\/](CharacterCounter|ChoiceChips|FieldFrame|SelectField|TextField|form[\\/](limits|texts))\.|server[\\/]domain[\\/]wording[\\/](characters|unseen)\./
/** What one writes with. */
const forms =
  /components[\\/](SwitchRow|TextArea|form[\\/](DraftNote|FixList|wrongFields))\.|composables[\\/](useChecked|useDraft|useQueue)\./
/** What keeps and sends it: comes after the page. */
const keeps = /miniapp[\\/]keeping[\\/](?!later)|node_modules[\\/]idb[\\/]|composables[\\/](queue|sending)\./
/** What stands around the fields of most of these forms. */
const frame = /components[\\/]form[\\/](FormFrame|missing)\.|composables[\\/]useForm\./
/** More than a few rules: these come with their pages. */
const largeStyles = /pages[\\/](contacts|home|office|organisation|progress|signOrders|wall)[\\/]/
const isStyle = (id: string): boolean => /type=style|\.css$/.test(id)

/** The part of the house a page belongs to. */
const folderOf = (id: string): string | null => /pages[\\/](\w+)[\\/]/.exec(id)?.[1] ?? null

/** What is shown on a wide screen only, without a network, or in a place of its own: its styles come with it. */
const ownStyles =
  /(?:vant[\\/]es[\\/]|components[\\/](?:ledger[\\/])?|wall[\\/])(tabbar|nav-bar|popup|OfflineBanner|PhoneTitle|SheetBox|SlidesPage|TabBar|SideNavigation|LedgerTable|LedgerPanel|LedgerCell)/
/** Styles of pieces that come when the page has been shown (components/later.ts): one file for all of them. */
const laterStyles =
  /[\\/](BallotChoices|BallotMore|BallotReceipts|BallotReview|BallotSubject|BasisLine|CampaignBasis|Collective\w+|ChainLinks|DocumentField|GradeEdit|GradesStage|ExportList|LedgerFacts|LinkSomebody|MeetingFields|MissingSheets|PackageSheet|PersonPanel|PhotoField|PhotoFrame|PictureField|PledgeSheet|QuoteStage|RecommendStage|RecordChain|RecordMore|RecordNeighbours|ResultTable|SafeStage|ScanCode|SlipLost|SlipPaper|SlipQr|TrendChart|UndoBar|VoidRound)\.vue/
const laterStyleOf = (id: string): string | null => {
  if (!isStyle(id)) return null
  return ownStyles.exec(id)?.[1] ?? (laterStyles.test(id) ? 'laterStyles' : null)
}

const product = `http://127.0.0.1:${process.env.PORT ?? 3000}`
const ofProduct = ['/api', '^/login/\\w+', '/hooks', '/emulator', '/demo']

export default defineConfig({
  plugins: [withoutIconFont(), withoutReset(), addressesOnly(), vue(), onlyTheComponent(), firstFiles(), workerFile()],
  // All pages use <script setup>, and so does Vant in effect: Vue's other way of writing components need not be sent.
  define: { __VUE_OPTIONS_API__: 'false' },
  // Large text is one number, the size of the root (useTextStep), so every length of ours and Vant's follows it.
  css: { postcss: { plugins: [pxToRem({ rootValue: 16, propList: ['*'], minPixelValue: 2 })] } },
  build: {
    target: 'es2020',
    cssTarget: 'chrome80',
    // The styles of every page are one file, named in the page itself; larger ones of a part and those of what comes later
    // come with it. Code is only run when its styles are there, so nothing flashes unstyled.
    cssCodeSplit: true,
    outDir: 'dist',
    // Which file holds which page: their names do not say.
    manifest: true,
    emptyOutDir: true,
    assetsInlineLimit: 2048,
    // A phone page is seen after at most 80 kB in 8 requests (test/e2e/budget.test.ts): what pages share comes in few files.
    rolldownOptions: {
      output: {
        // Every page has the table of all these names, which do not pack: without words, and as short as the build allows,
        // they are 1 kB less before each page is seen.
        chunkFileNames: 'assets/[hash:7].js',
        assetFileNames: 'assets/[hash:7][extname]',
        codeSplitting: {
          groups: [
            {
              name: 'vant',
              test: (id) => isStyle(id) && /vant[\\/]es[\\/](style|badge|icon|loading|overlay)[\\/]/.test(id),
              priority: 9,
            },
            { name: laterStyleOf, debugName: 'laterStyles', priority: 9 },
            {
              name: (id) => (isStyle(id) && largeStyles.test(id) && folderOf(id)) || null,
              debugName: 'largeStyles',
              priority: 9,
            },
            { name: 'core', test: (id) => isStyle(id) || core.test(id), priority: 8 },
            { name: 'asks', test: asks, priority: 7 },
            { name: 'keeps', test: keeps, priority: 7 },
            { name: 'forms', test: forms, priority: 6 },
            { name: 'fold', test: /server[\\/]domain[\\/]wording[\\/](cleanText|foldText)\./, priority: 6 },
            { name: 'frame', test: frame, priority: 6 },
            {
              name: 'record',
              test: /components[\\/]record[\\/](?!StepWords|Record(Aside|Chain|More|Neigh)|ChainLinks|drawnChain|useSwipe)/,
              priority: 5,
            },
            {
              name: 'ledger',
              test: /components[\\/]ledger[\\/](?!(?:Ledger(Table|Panel|Cell|Facts|Selects|Sheet)|matches))/,
              priority: 4,
            },
            { name: 'vant', test: /node_modules[\\/]@?vant[\\/]/, minShareCount: 2, priority: 3 },
            { name: 'wall', test: /pages[\\/]wall[\\/]/, minShareCount: 2, priority: 2 },
            {
              name: 'visitLines',
              test: /pages[\\/](visits[\\/](visitShape|listTexts)|branchVisits[\\/]texts)\./,
              priority: 2,
            },
            {
              name: folderOf,
              debugName: 'folders',
              test: /^(?!.*(photo(File|Crop)|Shape|visitHints)\.)/,
              minShareCount: 2,
              priority: 1,
              entriesAware: true,
              entriesAwareMergeThreshold: 2500,
            },
          ],
        },
      },
    },
  },
  // `npm run dev`: the page from here, everything else from the product.
  server: { port: 5173, proxy: Object.fromEntries(ofProduct.map((path) => [path, product])) },
})
