import { newId } from '../api/newId'
import { Refused } from '../api/refused'
import type { Change } from './box'
import type { Keeping } from './keeping'

/** A photo that belongs to words that are not sent yet; its id stands in them. */
interface Lying {
  blob: Blob
  /** The Idempotency-Key of every try. */
  key: string
  /** Once the server has it; it is never sent a second time then. */
  fileId: string | null
  /** Milliseconds since 1970, by this phone's clock. */
  at: number
}

/** Sends one photo; throws what any call throws. */
export type Upload = (blob: Blob, key: string) => Promise<string>

export interface PictureBox {
  /** Keeps a photo; there at once on this page, whether or not the phone can keep it. */
  add: (blob: Blob) => Promise<string>
  remove: (pictureId: string) => Promise<void>
  blobOf: (pictureId: string) => Blob | null
  /**
   * The ids the server has given, in the order of the photos: those that are not there yet are sent, one after the other, and
   * each is written down as it arrives. Throws where one did not, and goes on there the next time.
   */
  send: (pictureIds: readonly string[], upload: Upload) => Promise<string[]>
  /** The server does not know them any more: the next try sends them anew. */
  sendAnew: (pictureIds: readonly string[]) => Promise<void>
  /** Throws away what no words name any more. */
  clean: () => Promise<void>
}

/** A photo is kept a moment before the words that name it; in another window perhaps. */
const graceMilliseconds = 86_400_000

const idOf = (owner: string, pictureId: string): string => `picture.${owner}.${pictureId}`

/** What takes the photos away together with the words that were sent. */
export const picturesGo = (owner: string, pictureIds: readonly string[]): Change[] =>
  pictureIds.map((pictureId) => ({ id: idOf(owner, pictureId), to: () => null }))

/** Photos over what is kept for the person of this page. */
export const createPictureBox = (keeping: Keeping, now: () => number = Date.now): PictureBox => {
  const lying = async (owner: string, pictureId: string): Promise<Lying | null> => {
    const id = idOf(owner, pictureId)
    const fresh = await keeping.fresh(id).catch(() => undefined)
    // Where the phone keeps nothing it is on this page alone.
    return (fresh?.value as Lying | undefined) ?? keeping.read<Lying>(id)
  }
  const change = (owner: string, pictureId: string, to: Partial<Lying>): Promise<boolean> =>
    keeping.change({
      id: idOf(owner, pictureId),
      to: (before) => (before ? { owner, kind: 'picture', value: { ...(before.value as Lying), ...to } } : undefined),
    })
  return {
    add: async (blob) => {
      const pictureId = newId()
      const picture: Lying = { blob, key: newId(), fileId: null, at: now() }
      await keeping.put('picture', idOf(keeping.owner(), pictureId), picture)
      return pictureId
    },
    remove: async (pictureId) => void (await keeping.remove(idOf(keeping.owner(), pictureId))),
    blobOf: (pictureId) => keeping.read<Lying>(idOf(keeping.owner(), pictureId))?.blob ?? null,
    send: async (pictureIds, upload) => {
      const owner = keeping.owner()
      const fileIds: string[] = []
      for (const pictureId of pictureIds) {
        const picture = await lying(owner, pictureId)
        if (!picture) throw new Refused(422, 'picture.gone', '有照片在这台设备上找不到了，请重新选一次照片。')
        const fileId = picture.fileId ?? (await upload(picture.blob, picture.key))
        if (!picture.fileId) await change(owner, pictureId, { fileId })
        fileIds.push(fileId)
      }
      return fileIds
    },
    sendAnew: async (pictureIds) => {
      const owner = keeping.owner()
      for (const pictureId of pictureIds) await change(owner, pictureId, { fileId: null, key: newId() })
    },
    clean: async () => {
      const records = keeping.records.value
      const named = JSON.stringify(records.filter(({ kind }) => kind !== 'picture').map(({ value }) => value))
      const old = records.filter(
        ({ kind, id, value }) =>
          kind === 'picture' &&
          now() - (value as Lying).at > graceMilliseconds &&
          !named.includes(id.slice(id.lastIndexOf('.') + 1)),
      )
      for (const { id } of old) await keeping.remove(id)
    },
  }
}
