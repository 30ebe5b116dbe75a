import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepPageFiles, pageFileBefore } from '../../../server/web/pagesBefore'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lxq-pages-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** An update as it comes: the files of the version before are gone. */
function build(...names: string[]): string {
  const pages = join(folder, 'dist')
  rmSync(pages, { recursive: true, force: true })
  mkdirSync(join(pages, 'assets'), { recursive: true })
  for (const name of names) writeFileSync(join(pages, 'assets', name), `content of ${name}`)
  return pages
}
const kept = () => join(folder, 'data', 'pages')
const text = async (name: string) => String((await pageFileBefore(kept(), `/assets/${name}`)) ?? 'none')
const soon = () => new Promise((done) => setTimeout(done, 20))

test('a page left open over an update finds the parts of its version; the one before that is gone', async () => {
  await keepPageFiles(build('home-1.js'), kept())
  await soon()
  await keepPageFiles(build('home-2.js'), kept())
  expect(await text('home-1.js')).toBe('content of home-1.js')
  await soon()
  // Started again without an update: nothing is lost.
  await keepPageFiles(build('home-2.js'), kept())
  expect(await text('home-1.js')).toBe('content of home-1.js')
  await soon()
  await keepPageFiles(build('home-3.js'), kept())
  expect(await text('home-2.js')).toBe('content of home-2.js')
  expect(await text('home-1.js')).toBe('none')
  expect(readdirSync(kept())).toHaveLength(2)
})

test('two instances that start at once keep one copy', async () => {
  const pages = build('home-1.js', 'core-1.js')
  await Promise.all([keepPageFiles(pages, kept()), keepPageFiles(pages, kept())])
  expect(readdirSync(kept())).toHaveLength(1)
  expect(await text('core-1.js')).toBe('content of core-1.js')
})

test.each(['/assets/../../secret', '/assets/..%2Fsecret', '/assets/.env', '/secret', '/assets/', '/assets/a/b.js'])(
  '%s leads to no file',
  async (address) => {
    await keepPageFiles(build('home-1.js'), kept())
    writeFileSync(join(folder, 'data', 'secret'), 'secret')
    expect(await pageFileBefore(kept(), address)).toBeNull()
  },
)

test('a house that has kept nothing yet, or has no page, is no fault', async () => {
  expect(await pageFileBefore(kept(), '/assets/home-1.js')).toBeNull()
  await keepPageFiles(join(folder, 'nowhere'), kept())
})
