import { type Ref, shallowRef } from 'vue'
import type { Input, Output } from '../../../server/contract'
import { type IdPhotoSize, photoGeometry } from '../../../server/domain/photo/idPhotoSize'
import { newId } from '../../api/newId'
import { keepsWaiting } from '../../composables/queue'
import type { Keeping } from '../../keeping/keeping'
import type { Cut, Size } from './photoCrop'

/** The server's copy of what was sent, upright: what the frame is laid over. */
export interface Original extends Size {
  originalId: string
}

/** A photo on its way: kept on the phone until the server has it, so that a reload goes on where it stood. */
export type Kept =
  | { step: 'upload'; dataUrl: string; key: string }
  | { step: 'frame'; original: Original }
  | { step: 'crop'; original: Original; cut: Cut; dataUrl: string; key: string }

/** The 登记照 as the server keeps it. */
export interface FinishedPhoto {
  photoId: string
  size: IdPhotoSize
  warnings: string[]
  original: Original
}

/** The two calls, with all their headers. */
export interface PhotoCalls {
  upload: (dataUrl: string, key: string) => Promise<Output<'photo.upload'>>
  crop: (input: Input<'photo.crop'>, key: string) => Promise<Output<'photo.crop'>>
}

export interface PhotoSteps {
  kept: Ref<Kept | null>
  /** False when this phone cannot keep it over a reload. */
  safe: Ref<boolean>
  upload: (dataUrl: string) => void
  frame: (original: Original) => void
  crop: (original: Original, cut: Cut, dataUrl: string) => void
  /** Sends what is waiting: the finished photo, or null when somebody has to frame it first or nothing waits. */
  send: () => Promise<FinishedPhoto | null>
}

/**
 * Upload, framing, cut: each try of one step carries the same key, so that what arrived twice is kept once. A refused
 * upload is forgotten, a refused cut goes back to framing.
 */
export const createPhotoSteps = (keeping: Keeping, name: string, calls: PhotoCalls): PhotoSteps => {
  const kept = shallowRef(keeping.read<Kept>(name))
  const safe = shallowRef(true)
  const keep = (next: Kept | null): void => {
    kept.value = next
    if (!next) void keeping.remove(name)
    else
      void keeping.put('draft', name, next).then((done) => {
        if (kept.value !== next) return
        safe.value = done
        // What an earlier step left would come back after a reload in place of this one.
        if (!done) void keeping.remove(name)
      })
  }
  /** Another window may have sent it meanwhile, or somebody taken another one there: an older one must not take its place. */
  const newest = async (): Promise<Kept | null> => {
    const found = await keeping.fresh(name).catch(() => null)
    if (found === null || !safe.value) return kept.value
    kept.value = (found?.value as Kept | undefined) ?? null
    return kept.value
  }
  const orStepBack = async <Answer>(waiting: Promise<Answer>, back: Kept | null): Promise<Answer> => {
    try {
      return await waiting
    } catch (fault) {
      if (!keepsWaiting(fault)) keep(back)
      throw fault
    }
  }
  const sendUpload = async ({ dataUrl, key }: Extract<Kept, { step: 'upload' }>): Promise<FinishedPhoto | null> => {
    const { originalId, width, height, photoId, warnings } = await orStepBack(calls.upload(dataUrl, key), null)
    const original = { originalId, width, height }
    keep(photoId ? null : { step: 'frame', original })
    const { size } = photoGeometry(width, height)
    return photoId && size ? { photoId, size, warnings, original } : null
  }
  const sendCut = async ({ original, cut, key }: Extract<Kept, { step: 'crop' }>): Promise<FinishedPhoto> => {
    const input = { originalId: original.originalId, ...cut }
    const { photoId, warnings } = await orStepBack(calls.crop(input, key), { step: 'frame', original })
    keep(null)
    return { photoId, size: cut.size, warnings, original }
  }
  return {
    kept,
    safe,
    upload: (dataUrl) => keep({ step: 'upload', dataUrl, key: newId() }),
    frame: (original) => keep({ step: 'frame', original }),
    crop: (original, cut, dataUrl) => keep({ step: 'crop', original, cut, dataUrl, key: newId() }),
    send: async () => {
      const next = kept.value && (await newest())
      if (next?.step === 'upload') return sendUpload(next)
      return next?.step === 'crop' ? sendCut(next) : null
    },
  }
}
