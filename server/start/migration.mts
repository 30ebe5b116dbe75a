// `npm run migration -- NAME`: writes the migration that brings the database from the newest migration to the entities.
// SQLite in memory is all it needs; what it writes runs on every database.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative, resolve } from 'node:path'
import { build } from 'vite'
import type * as Writer from '../database/migrationWriter.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'server/database/migrations')
const made = join(root, '.cache/migration')

/** The entities are TypeScript with decorators, which Node does not read by itself. */
async function loadWriter(): Promise<typeof Writer> {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: 'server/database/migrationWriter.ts',
      outDir: made,
      target: 'node22',
      minify: false,
      rolldownOptions: { output: { format: 'cjs', keepNames: true, entryFileNames: '[name].cjs' } },
    },
    ssr: { external: true },
  })
  return createRequire(import.meta.url)(join(made, 'migrationWriter.cjs'))
}

async function write(name: string): Promise<string> {
  const { writeMigration } = await loadWriter()
  const indexFile = join(folder, 'index.ts')
  const written = await writeMigration(name, Date.now(), readFileSync(indexFile, 'utf8'))
  if (!written) return '实体和数据库没有差别，不需要迁移。'
  const file = join(folder, written.fileName)
  writeFileSync(file, written.text)
  writeFileSync(indexFile, written.index)
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  spawnSync(process.execPath, [biome, 'check', '--write', file, indexFile], { cwd: root })
  return `已写好并登记 ${relative(root, file)}：${written.summary}。`
}

const [name = ''] = process.argv.slice(2)
if (!/^[a-z][A-Za-z0-9]{2,40}$/.test(name)) {
  console.error('请给迁移起个名字（小写字母开头的英文，3到41个字母或数字），例如：npm run migration -- visitNotes')
  process.exit(1)
}
try {
  console.log(await write(name))
} catch (fault) {
  console.error((fault as Error).name === 'DifferenceFault' ? (fault as Error).message : fault)
  process.exit(1)
}
