import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { parseSheet } from '../../../server/files/sheetParser'
import { checkout } from '../../support/run/checkout'

const limits = { preferredName: '名册', mostRows: 100, mostColumns: 10 }
const csv = '工号,姓名,备注\n1001,林知夏,\n1002,沈青禾,"一行，\n两行"\n'

const readBy = (program: string, content: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData: { content, limits } })
    worker.once('message', resolve)
    worker.once('error', reject)
  })

it('the built thread reads what the source reads', async () => {
  const built = spawnSync(process.execPath, [join(checkout, 'server/start/build.mts'), '--server'], { cwd: checkout })
  expect(built.status).toBe(0)
  const rows = await parseSheet(csv, limits)
  expect(rows).toMatchObject({ rowCount: 3 })
  expect(await readBy(join(checkout, 'dist/server/sheetWorker.js'), csv)).toEqual(rows)
  expect(await readBy(join(checkout, 'dist/server/sheetWorker.js'), '')).toEqual(await parseSheet('', limits))
}, 120_000)
