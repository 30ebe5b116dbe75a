import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { refusal } from '../../refusals'
import { cellColumns } from './fitting'
import type { FormSettings } from './formData'
import { type Block, type CellBlock, type Face, padding, type Sheet } from './layout'
import { pdfTemplate } from './pdfTemplate'

const documentNoPdf = refusal(
  501,
  'document.noPdf',
  '这台服务器上没有制作PDF所需的中文字体或组件，请先下载Word版，或请管理员安装中文字体（见说明文件）。',
)

/** Families asked for in turn; whatever else has the letter serves where none of these does. */
const serif = ['Noto Serif CJK SC', 'Noto Serif SC', 'Source Han Serif SC', 'Songti SC', 'SimSun', 'AR PL UMing CN']
const sans = ['Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'SimSun']
const spare = ['WenQuanYi Zen Hei', 'WenQuanYi Micro Hei', 'Droid Sans Fallback', 'SimSun-ExtB']
const wanted: Record<Face, readonly string[]> = {
  title: ['FZXiaoBiaoSong-B05S', 'FZXiaoBiaoSong-B05', '方正小标宋简体', 'STZhongsong', ...serif, ...sans, ...spare],
  body: ['FangSong_GB2312', 'FangSong', 'STFangsong', ...serif, ...sans, ...spare],
  heading: ['SimHei', 'STHeiti', 'Heiti SC', ...sans, ...serif, ...spare],
  note: ['KaiTi_GB2312', 'KaiTi', 'STKaiti', 'Kaiti SC', ...serif, ...sans, ...spare],
}

interface Typesetter {
  compiler: NodeCompiler
  faces: Record<Face, string[]>
}

/** Not a real folder: all the compiler may read is what it is handed. */
const workspace = join(tmpdir(), 'lianxinqiao-forms')
/** Results of so many documents stay in the compiler's memory. */
const rememberedDocuments = 4

/** Two letters drawn with one and the same shape are two boxes: then no font here has Chinese. */
function drawsChinese(compiler: NodeCompiler): boolean {
  const drawing = compiler.plainSvg({ mainFileContent: '中国' })
  return (drawing.match(/<symbol/g) ?? []).length === 2
}

/** Asking for a family that is not there costs a warning in each document; the compiler is asked once. */
function presentFamilies(compiler: NodeCompiler): (family: string) => boolean {
  const families = JSON.stringify([...new Set(Object.values(wanted).flat())])
  const probe = '#for family in json(bytes(sys.inputs.families)) { text(font: family)[x] }'
  const warnings = compiler.compile({ mainFileContent: probe, inputs: { families } }).takeWarnings()
  const missing = new Set<string>()
  for (const { message } of warnings?.shortDiagnostics ?? [])
    missing.add(String(message).replace(/^unknown font family: /, ''))
  return (family) => !missing.has(family.toLowerCase())
}

async function openTypesetter({ fontFolder }: FormSettings): Promise<Typesetter | null> {
  // An optional dependency: there is no such program for some machines.
  const typst = await import('@myriaddreamin/typst-ts-node-compiler').catch(() => null)
  if (!typst) return null
  const fontArgs = fontFolder ? [{ fontPaths: [fontFolder] }] : []
  const compiler = typst.NodeCompiler.create({ workspace, fontArgs })
  if (!drawsChinese(compiler)) return null
  const present = presentFamilies(compiler)
  // The last one is built in: a list may not be empty.
  const faces = (face: Face) => [...wanted[face].filter(present), 'Libertinus Serif']
  return {
    compiler,
    faces: { title: faces('title'), body: faces('body'), heading: faces('heading'), note: faces('note') },
  }
}

/** One for each font folder: it keeps what it has read of the fonts. */
const typesetters = new Map<string, Promise<Typesetter | null>>()

function typesetter(settings: FormSettings): Promise<Typesetter | null> {
  const key = settings.fontFolder ?? ''
  const known = typesetters.get(key) ?? openTypesetter(settings)
  typesetters.set(key, known)
  return known
}

/** Whether PDFs can be made here: the typesetter is installed, and some font has Chinese. */
export const pdfAvailable = async (settings: FormSettings): Promise<boolean> => (await typesetter(settings)) !== null

/** For a paper that is made after it was promised. Refuses with document.noPdf where none can be made. */
export async function requirePdf(settings: FormSettings): Promise<void> {
  if (!(await pdfAvailable(settings))) throw documentNoPdf()
}

/** The sheet as JSON; its pictures go beside it, as files that exist in the compiler's memory only. */
function handOver(sheet: Sheet, faces: Typesetter['faces']) {
  const pictures: { path: string; content: Buffer }[] = []
  const drawn = (block: CellBlock) => {
    if (block.kind === 'text')
      return { ...block, runs: block.runs.map(({ face, text }) => ({ face, lines: text.split('\n') })) }
    const { content, type, ...place } = block
    const name = `${pictures.length}.${type}`
    pictures.push({ path: join(workspace, name), content })
    return { ...place, path: name, scaling: type === 'png' ? 'pixelated' : 'smooth' }
  }
  const placed = (block: Block) => {
    if (block.kind === 'text') return drawn(block)
    const starts = cellColumns(block)
    const rows = block.rows.map((row, y) => ({
      ...row,
      cells: row.cells.map((cell, index) => ({ ...cell, x: starts[y]?.[index] ?? 0, blocks: cell.blocks.map(drawn) })),
    }))
    return { ...block, rows }
  }
  const pages = sheet.pages.map((blocks) => blocks.map(placed))
  return { json: JSON.stringify({ ...sheet, head: sheet.head.map(placed), pages, padding, faces }), pictures }
}

/** A PDF of the fitted sheet. Refuses with document.noPdf where none can be made. */
export async function drawPdf(sheet: Sheet, settings: FormSettings): Promise<Buffer> {
  const ready = await typesetter(settings)
  if (!ready) throw documentNoPdf()
  const { compiler, faces } = ready
  const { json, pictures } = handOver(sheet, faces)
  for (const { path, content } of pictures) compiler.mapShadow(path, content)
  try {
    return compiler.pdf({ mainFileContent: pdfTemplate, inputs: { sheet: json } })
  } finally {
    for (const { path } of pictures) compiler.unmapShadow(path)
    compiler.evictCache(rememberedDocuments)
  }
}
