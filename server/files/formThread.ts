import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../refusals'
import type { FormDataByName, FormFormat, FormName, FormSettings } from './forms/formData'
import { writeForm } from './forms/writeForm'

interface Made {
  content?: Uint8Array
  /** Status, code and sentence of the refusal. */
  refused?: [status: number, code: string, sentence: string] | null
}

export interface FormThread {
  write: typeof writeForm
  /** Gives the thread's memory back. */
  end(): void
}

/** The bundle's own entry (start/build.mts); from source, as in tests, there is none. */
/** Beside the built program, whichever of dist's folders that stands in. */
const programPath = (): string => join(__dirname, '../server/formsWorker.js')
/** What a form leaves behind is short-lived: a small nursery keeps thousands of them within a few megabytes. */
const resourceLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 }

/**
 * Makes forms in a thread of its own, one at a time, so that during a bulk download nobody else waits for a page and the
 * memory goes back when it ends. Where the thread's program was not built the forms are made here.
 */
export function openFormThread(): FormThread {
  const program = programPath()
  if (!existsSync(program)) return { write: writeForm, end: () => undefined }
  const worker = new Worker(program, { resourceLimits })
  worker.unref()
  const ask = (message: object): Promise<Made> =>
    new Promise((resolve, reject) => {
      const settle = () => {
        worker.off('message', onMessage)
        worker.off('error', onError)
        worker.off('exit', onExit)
      }
      const onMessage = (made: Made) => {
        settle()
        resolve(made)
      }
      const onError = (fault: Error) => {
        settle()
        reject(fault)
      }
      const onExit = () => onError(new Error('the thread of the forms ended'))
      worker.once('message', onMessage)
      worker.once('error', onError)
      worker.once('exit', onExit)
      worker.postMessage(message)
    })
  const write = async <Name extends FormName>(
    form: Name,
    data: FormDataByName[Name],
    format: FormFormat,
    settings: FormSettings,
  ): Promise<Buffer> => {
    const { fontFolder } = settings
    const { content, refused } = await ask({ form, data, format, settings: { fontFolder } })
    if (!content) throw refused ? new Refusal(...refused) : new Error('a form could not be made')
    return Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  }
  return { write, end: () => void worker.terminate() }
}
