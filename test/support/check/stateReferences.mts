// `node test/support/check/stateReferences.mts [words]`: where the states and events of the workflows are written outside
// their tables, by workflow, as the types of the places tell. Words name states, events or workflows; all without them.
import { resolve } from 'node:path'
import { runnerImport } from 'vite'

const root = resolve(import.meta.dirname, '../../..')
const { module } = await runnerImport<{ printReferences(wanted: string[]): string }>(
  resolve(root, 'test/support/printReferences.ts'),
  { root },
)
console.log(module.printReferences(process.argv.slice(2)))
