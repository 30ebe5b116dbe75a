import { createHash } from 'node:crypto'
import { entities } from '../../../entities'
import type { Output } from '../../../server/contract'
import { contract } from '../../../server/contract'
import { applyRoster, checkRoster } from '../../../server/features/roster/applyRoster'
import { undoImport } from '../../../server/features/roster/undoImport'
import { type House, persona } from '../organisation/house'

export const tenants = { feishu: 'cli_sample', wecom: 'ww_sample' }
export const office = persona('office').personId

const fileOf = (content: Buffer) => ({
  fileName: '名册.xlsx',
  mediaType: 'application/octet-stream',
  sha256: createHash('sha256').update(content).digest('hex'),
})

/** Says yes to whatever an import asks. */
const toAll = {
  yes: ['twin:*', 'name:*', 'back:*', 'double:*', 'leaves:*', 'hidden:*'],
  skip: [] as string[],
  reason: '人力资源部核对过',
}
export type Answers = typeof toAll

/** Checks, applies and undoes as the route does: prepared outside the unit of work, run inside. */
export const importsOf = (house: House) => {
  const prepared = <Ready>(
    actor: string,
    prepare: (work: Parameters<Parameters<House['as']>[1]>[0]) => Promise<Ready>,
  ) => house.as(actor, prepare)
  return {
    check: async (content: Buffer, actor = office): Promise<Output<'roster.check'>> => {
      const handler = checkRoster(tenants)
      const ready = await prepared(actor, (work) => handler.prepare(work, content))
      return contract['roster.check'].out.parse(await house.as(actor, (work) => handler.run(work, ready)))
    },
    apply: async (
      content: Buffer,
      file = fileOf(content),
      actor = office,
      answers = toAll,
    ): Promise<Output<'roster.apply'>> => {
      const handler = applyRoster(tenants)
      const facts = {
        ...file,
        range: '',
        ifRange: '',
        requestKey: '',
        answers: encodeURIComponent(JSON.stringify(answers)),
      }
      const ready = await prepared(actor, (work) => handler.prepare(work, content, facts))
      return contract['roster.apply'].out.parse(await house.as(actor, (work) => handler.run(work, ready, facts)))
    },
    undo: (batchId: string, actor = office) => house.as(actor, (work) => undoImport(work, { batchId })),
  }
}

/** What stands in the whole database, without the log and the imports themselves; two equal texts are two equal houses. */
export async function wholeHouse(house: House, without: string[] = []): Promise<string> {
  const ignored = ['AuditEntry', 'ImportBatch', 'ImportChange', ...without]
  const tables = entities.filter((entity) => !ignored.includes(entity.name))
  const rows = await Promise.all(
    tables.map(async (entity) => [entity.name, await house.source.manager.find(entity as never)]),
  )
  return JSON.stringify(rows.map(([name, list]) => [name, (list as object[]).map((row) => JSON.stringify(row)).sort()]))
}
