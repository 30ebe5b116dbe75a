// `npm run calls`: every call of the product on one line: name, address below /api, what it asks of the person. The same table
// with all shapes is at /api/openapi.json.
import { resolve } from 'node:path'
import { runnerImport } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const { module } = await runnerImport<{ printCalls(): string }>(resolve(root, 'server/web/printCalls.ts'), { root })
console.log(module.printCalls())
