import type { CallName, Input } from '../../server/contract'
import { type CallOptions, call } from '../api/call'
import { meantDay, tellDayChanged, whenOnline } from '../api/connection'
import { Refused } from '../api/refused'
import { dayIsOver } from '../client/dayOver'
import { keeping } from '../keeping'
import { createPictureBox } from '../keeping/pictures'
import { type Alone, createQueue, type Outgoing } from './queue'

// An older web view has no locks: then two windows may send the same entry, which the server counts once by its key.
const alone: Alone = (name, body) =>
  navigator.locks ? (navigator.locks.request(`lianxinqiao.${name}`, body) as ReturnType<typeof body>) : body()

/**
 * Pressed without a network after midnight, what says 今天 of the day before is refused here as the server would refuse it
 * (session.dayChanged): kept, it would be sent later as of yesterday.
 */
const refuseYesterday = (input: unknown): void => {
  const today = meantDay()
  if (!today || !dayIsOver() || !JSON.stringify(input).includes(`"${today}"`)) return
  tellDayChanged()
  throw new Refused(409, 'session.dayChanged', '已是新的一天，页面上的“今天”还是前一天。请看一下日期再提交。')
}

/** The photos of what is not sent yet, of the person of this page. */
export const pictureBox = createPictureBox(keeping)
const uploadMilliseconds = 60_000
const noSuchRecord = 'record.notFound'

/** With its photos, which go before it: without them it is not sent. */
async function sendWith(
  pictures: readonly string[],
  { name, input, key }: Outgoing,
  options: CallOptions,
): Promise<unknown> {
  const { meantFor, delays } = options
  const shared = { ...(meantFor && { meantFor }), ...(delays && { delays }) }
  const upload = { ...shared, fileName: 'photo.jpg', timeoutMilliseconds: uploadMilliseconds }
  const pictureIds = await pictureBox.send(pictures, async (blob, pictureKey) => {
    const { fileId } = await call('attachment.uploadPicture', blob, { ...upload, key: pictureKey })
    return fileId
  })
  try {
    const whole: unknown = { ...(input as object), pictureIds }
    return await call(name, whole as Input<CallName>, { ...options, key })
  } catch (fault) {
    // They waited too long for their words, and were cleared away.
    if (fault instanceof Refused && fault.code === noSuchRecord) await pictureBox.sendAnew(pictures)
    throw fault
  }
}

/** What this person has sent off from this browser; see createQueue. */
export const queue = createQueue(
  keeping,
  // What nobody waits for is tried once; what was pressed on another day is still meant for that day.
  async (outgoing) => {
    const { name, input, key, meantFor, how, pictures = [] } = outgoing
    if (how === 'first') refuseYesterday(input)
    const options = { meantFor, ...(how === 'alone' && { delays: [] }), ...(how !== 'first' && { meantDay: '' }) }
    if (pictures.length) return sendWith(pictures, outgoing, options)
    return call(name, input as Input<CallName>, { ...options, key })
  },
  alone,
)

const retryMilliseconds = 30_000
const afterOnlineMilliseconds = [0, 2000, 8000]
let started = false

/** Begins sending what is still waiting for the person of this page: now, when the network is back, and every half minute. */
export const startQueue = (): void => {
  const flush = (): void => void queue.flush()
  flush()
  void pictureBox.clean()
  if (started) return
  started = true
  whenOnline(flush)
  // It is said a little before it is true.
  window.addEventListener('online', () => afterOnlineMilliseconds.forEach((wait) => void setTimeout(flush, wait)))
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && flush())
  setInterval(flush, retryMilliseconds)
}
