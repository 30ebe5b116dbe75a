import { join } from 'node:path'
import ts from 'typescript'
import { checkout } from './run/checkout'
import { isHome, mentionsInFile, productFiles, type Reference, typedReferences, workflowWords } from './stateReferences'

/** A program of the checkout's own settings; the page's and the server's differ in how they find modules. */
function programOf(settings: string): ts.Program {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined }
  const parsed = ts.getParsedCommandLineOfConfigFile(join(checkout, settings), { noEmit: true }, host)
  if (!parsed) throw new Error(`${settings} cannot be read`)
  const files = parsed.fileNames.filter((name) => !name.startsWith(join(checkout, 'test')))
  return ts.createProgram(files, parsed.options)
}

/** Pages are read as text: of them only words that one workflow alone knows. */
function pageReferences(): Reference[] {
  const words = new Map(workflowWords.map((one) => [one.word, workflowWords.filter(({ word }) => word === one.word)]))
  const own = new Set(
    [...words].flatMap(([word, owners]) => (owners.length === 1 && owners[0]?.kind === 'state' ? [word] : [])),
  )
  return productFiles()
    .filter(({ name }) => name.endsWith('.vue'))
    .flatMap((file) =>
      mentionsInFile(file, own).map(({ word, line }) => ({
        file: file.name,
        line,
        word,
        owners: words.get(word) ?? [],
      })),
    )
}

/** One line a word: how often and where it stands outside its home. Words whose type says nothing come last, as `?`. */
export function printReferences(wanted: readonly string[]): string {
  const product = new Set(productFiles().map(({ name }) => name))
  const takes = (name: string) => product.has(name) && !isHome(name)
  const references = [
    ...typedReferences(programOf('tsconfig.json'), (name) => takes(name) && !name.startsWith('miniapp/')),
    ...typedReferences(programOf('miniapp/tsconfig.json'), (name) => takes(name) && name.startsWith('miniapp/')),
    ...pageReferences(),
  ]
  const places = new Map<string, string[]>()
  for (const { word, file, line, owners } of references)
    for (const title of owners.length
      ? owners.map(({ workflow, kind }) => `${workflow} ${kind} ${word}`)
      : [`? ${word}`])
      places.set(title, [...(places.get(title) ?? []), `${file}:${line}`])
  return [...places]
    .filter(([title]) => !wanted.length || title.split(' ').some((part) => wanted.includes(part)))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([title, where]) => `${title} ${where.length}: ${where.join(' ')}`)
    .join('\n')
}
