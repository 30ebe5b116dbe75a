import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { checkout } from '../support/run/checkout.ts'
import { findChromium } from '../support/run/chromium.ts'
import type { Drill } from './drill.ts'
import { runTestFile } from './testFile.ts'

const folder = join(checkout, 'artifacts', 'pictures')

/** The words after `--houses=`, `--pages=` or `--looks=`, a comma between two, as the test is told them. */
const wanted = (): Record<string, string> =>
  Object.fromEntries(
    process.argv.flatMap((word) => {
      const [, kind = '', words = ''] = /^--(houses|pages|looks)=(.+)$/.exec(word) ?? []
      return kind ? [[`PICTURES_${kind.toUpperCase()}`, words]] : []
    }),
  )

/**
 * Every page on three screens, light and dark, in three sizes of letters, in three houses: pictures and what a machine sees.
 * A part of them, by parts of names: `npm run drill -- pictures --houses=year --pages=/visits,/me --looks=390-light,1280`.
 */
export const picturesDrill: Drill = {
  title: 'every page as a picture, in every look',
  word: 'pictures',
  inTests: true,
  obstacle: () => (findChromium() ? undefined : 'no Chromium found: install it or set CHROMIUM_PATH'),
  run: async () => {
    const { faults } = runTestFile('test/e2e/pictures.test.ts', { PICTURES: 'whole', ...wanted() })
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.png'))
    // A contact sheet lies beside the folders of its looks.
    const sheets = files.filter((name) => name.split(sep).length === 2).length
    return {
      faults,
      facts: { pictures: files.length - sheets, sheets, folder: 'artifacts/pictures' },
    }
  },
}
