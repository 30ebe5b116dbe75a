import { parentPort, workerData } from 'node:worker_threads'
import { parseSheet } from './files/sheetParser'

// The program of the thread that reads one table (files/sheetThread.ts).
parseSheet(workerData.content, workerData.limits).then(
  (sheet) => parentPort?.postMessage(sheet),
  () => parentPort?.postMessage(null),
)
