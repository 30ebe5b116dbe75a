import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { findExecutable } from './run/findExecutable.ts'
import { mayUse } from './run/tools.ts'

const run = promisify(execFile)

/**
 * Programs that read documents as their readers do, and the Debian package each comes in. LibreOffice reads tables only with a
 * part of its own, which is no program.
 */
const documentTools = {
  soffice: 'libreoffice-writer-nogui',
  libreOfficeTables: 'libreoffice-calc-nogui',
  pdftotext: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  pdfimages: 'poppler-utils',
  pdftoppm: 'poppler-utils',
}
type DocumentTool = keyof typeof documentTools

const names = Object.keys(documentTools) as DocumentTool[]

function isHere(name: DocumentTool): boolean {
  const program = findExecutable(name === 'libreOfficeTables' ? 'soffice' : name)
  if (!program || name !== 'libreOfficeTables') return program !== undefined
  return existsSync(join(dirname(realpathSync(program)), 'libsclo.so'))
}

/** Those that are not on this machine. */
export const missingDocumentTools = (): DocumentTool[] => names.filter((name) => !isHere(name))

/**
 * Runs the block where the programs are. Elsewhere it shows as skipped, and under CI=true as a failed test: a run may
 * never look complete and not be.
 */
export function describeWithDocumentTools(name: string, block: () => void): void {
  const missing = missingDocumentTools().join(', ')
  if (!missing) describe(name, block)
  else if (process.env.CI !== 'true') describe.skip(`${name} [not here: ${missing}]`, block)
  else
    describe(name, () => {
      it(`needs ${missing}`, () => {
        throw new Error(
          `${missing} not found, so no document was looked at (apt-get install ${documentPackages().join(' ')})`,
        )
      })
    })
}

/** The Debian packages that bring what is missing. */
export const documentPackages = (): string[] => [...new Set(missingDocumentTools().map((name) => documentTools[name]))]

async function tool(name: DocumentTool, ...parameters: string[]): Promise<string> {
  mayUse('document tools')
  const path = findExecutable(name)
  if (!path) throw new Error(`${name} not found`)
  return (await run(path, parameters, { maxBuffer: 64 * 2 ** 20 })).stdout
}

async function inFolder<Result>(body: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'lxq-doc-'))
  try {
    return await body(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Opens each Word file or workbook in LibreOffice and prints it: one start of the program for all of them. */
export function printFiles(kind: 'docx' | 'xlsx', files: ReadonlyMap<string, Buffer>): Promise<Map<string, Buffer>> {
  return inFolder(async (folder) => {
    const numbered = [...files].map(([name, content], index) => ({
      name,
      content,
      path: join(folder, `${index}.${kind}`),
    }))
    for (const { path, content } of numbered) writeFileSync(path, content)
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const paths = numbered.map(({ path }) => path)
    await tool('soffice', profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...paths)
    return new Map(numbered.map(({ name, path }) => [name, readFileSync(path.replace(/\w+$/, 'pdf'))]))
  })
}

/** A table of text as LibreOffice saves it in each of its own formats: by ending and, where needed, the filter's name. */
export function savedTables(csv: string, formats: readonly string[]): Promise<Buffer[]> {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, 'a.csv'), csv)
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const saved: Buffer[] = []
    for (const [at, format] of formats.entries()) {
      const into = join(folder, String(at))
      // Fields with commas, in UTF-8; the first column is text, so that 007 stays.
      const reading = '--infilter=CSV:44,34,76,1,1/2'
      await tool(
        'soffice',
        profile,
        '--headless',
        reading,
        '--convert-to',
        format,
        '--outdir',
        into,
        join(folder, 'a.csv'),
      )
      saved.push(readFileSync(join(into, `a.${format.split(':')[0]}`)))
    }
    return saved
  })
}

export interface PrintedWord {
  page: number
  left: number
  top: number
  right: number
  bottom: number
  letters: string
}

export interface PrintedPages {
  /** Points, one of each page. */
  sizes: { width: number; height: number }[]
  /** In the order it was written, without white space and invisible letters. */
  text: string
  words: PrintedWord[]
}

const withoutSpace = (text: string): string => text.replace(/[\s\p{Cf}]/gu, '')
const numberAt = (line: string, name: string): number => Number(new RegExp(`${name}="([^"]*)"`).exec(line)?.[1])

/** What stands on the pages of a PDF, and where. */
export function readPdf(content: Buffer): Promise<PrintedPages> {
  return inFolder(async (folder) => {
    const path = join(folder, 'a.pdf')
    writeFileSync(path, content)
    const text = withoutSpace(await tool('pdftotext', '-raw', path, '-'))
    const pages: PrintedPages = { sizes: [], text, words: [] }
    for (const line of (await tool('pdftotext', '-bbox', path, '-')).split('\n')) {
      if (line.includes('<page '))
        pages.sizes.push({ width: numberAt(line, 'width'), height: numberAt(line, 'height') })
      if (!line.includes('<word ')) continue
      const [left, right] = [numberAt(line, 'xMin'), numberAt(line, 'xMax')]
      const [top, bottom] = [numberAt(line, 'yMin'), numberAt(line, 'yMax')]
      const letters = line.replace(/<[^>]*>/g, '').trim()
      pages.words.push({ page: pages.sizes.length, left, right, top, bottom, letters })
    }
    return pages
  })
}

/** The pictures inside a PDF as PNG, in their order. */
export function picturesOfPdf(content: Buffer): Promise<Buffer[]> {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, 'a.pdf'), content)
    await tool('pdfimages', '-png', join(folder, 'a.pdf'), join(folder, 'picture'))
    const pictures = readdirSync(folder).filter((name) => name.startsWith('picture'))
    return pictures.sort().map((name) => readFileSync(join(folder, name)))
  })
}

/** The first page as the eye sees it, PNG at this many dots an inch. */
export function drawnPage(content: Buffer, dotsPerInch: number): Promise<Buffer> {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, 'a.pdf'), content)
    await tool(
      'pdftoppm',
      '-r',
      `${dotsPerInch}`,
      '-f',
      '1',
      '-l',
      '1',
      '-singlefile',
      '-png',
      join(folder, 'a.pdf'),
      join(folder, 'a'),
    )
    return readFileSync(join(folder, 'a.png'))
  })
}

/** Words that reach into the edge of the paper. */
export const outside = ({ sizes, words }: PrintedPages): string[] =>
  words
    .filter(({ page, left, right, top, bottom }) => {
      const { width = 0, height = 0 } = sizes[page - 1] ?? {}
      return left < 6 || top < 3 || right > width - 6 || bottom > height - 3
    })
    .map(({ letters }) => letters)

/** Words printed over one another: their middles lie in one line, and their widths overlap. */
export const colliding = ({ words }: PrintedPages): string[] =>
  words.flatMap((one, index) =>
    words.slice(index + 1).flatMap((other) => {
      const height = Math.min(one.bottom - one.top, other.bottom - other.top)
      const apart = Math.abs(one.top + one.bottom - other.top - other.bottom) / 2
      const shared = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const collides = one.page === other.page && apart < height * 0.3 && shared > 1.5
      return collides ? [`${one.letters} / ${other.letters}`] : []
    }),
  )
