import { parentPort } from 'node:worker_threads'
import { writeForm } from './files/forms/writeForm'
import { Refusal } from './refusals'

// The program of the thread that makes bulk documents (files/formThread.ts): one form after the other, its bytes handed
// over without a copy.
parentPort?.on('message', async ({ form, data, format, settings }) => {
  try {
    const content = Uint8Array.from(await writeForm(form, withPhoto(data), format, settings))
    parentPort?.postMessage({ content }, [content.buffer])
  } catch (fault) {
    parentPort?.postMessage({ refused: fault instanceof Refusal ? [fault.status, fault.code, fault.message] : null })
  }
})

/** A Buffer arrives as the plain bytes it is made of. */
function withPhoto<Data>(data: Data): Data {
  const { photo } = data as { photo?: Uint8Array | null }
  return photo ? { ...data, photo: Buffer.from(photo.buffer, photo.byteOffset, photo.byteLength) } : data
}
