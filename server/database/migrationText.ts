import type { Change } from './migrations/changes'

const described = { table: '表', column: '列', index: '索引', foreignKey: '外键', check: '约束' }

/** In Chinese, for the sentence the command ends with: 「加列 pledge.note」. */
export function describeChange(change: Change): string {
  if (change.change === 'alter') {
    const renamed = change.from.name === change.to.name ? '' : `（改名为 ${change.to.name}）`
    return `改列 ${change.of}.${change.from.name}${renamed}`
  }
  const verb = change.change === 'add' ? '加' : '删'
  const what = described[change.part]
  if (change.part === 'table') return `${verb}${what} ${change.table.name}`
  if (change.part === 'column') return `${verb}${what} ${change.of}.${change.column.name}`
  const named = change.part === 'index' ? change.index : change.part === 'foreignKey' ? change.key : change.check
  return `${verb}${what} ${named.name}`
}

/** Name of the class: what TypeORM keeps in the database, its 13 digits give the order. */
const migrationClass = (name: string, time: number): string => `${name[0]?.toUpperCase()}${name.slice(1)}${time}`

/** The file of the migration, not yet formatted. */
export const migrationText = (name: string, time: number, changes: readonly Change[]): string =>
  `import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Written by \`npm run migration\`: say here what it is for.
const changes: Change[] = ${JSON.stringify(changes)}

export class ${migrationClass(name, time)} implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
`

/** migrations/index.ts with one more at the end. */
export function registered(index: string, name: string, time: number): string {
  const written = migrationClass(name, time)
  const imports = index.lastIndexOf('\nimport ')
  const end = index.indexOf('\n', imports + 1)
  const added = `${index.slice(0, end)}\nimport { ${written} } from './${time}-${name}'${index.slice(end)}`
  const list = added.lastIndexOf(']')
  return `${added.slice(0, list)}  ${written},\n${added.slice(list)}`
}
