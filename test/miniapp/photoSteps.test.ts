import { Refused, Unreachable } from '../../miniapp/api/refused'
import { kindOf, sha256Of, toBlob } from '../../miniapp/pages/pledge/photoFile'
import { createPhotoSteps, type PhotoCalls } from '../../miniapp/pages/pledge/photoSteps'
import { memoryBox, openWindow, settled } from './support/keptPhone'

const name = 'idPhoto.p'
const original = { originalId: 'o', width: 1600, height: 1200 }
const cut = { turn: 0 as const, size: '35x53' as const, left: 1, top: 2, width: 500, height: 757 }
const dataUrl = 'data:image/jpeg;base64,AAAA'

/** A server that answers these in turn; what it was asked, with its keys. */
const serverThat = (...answers: (object | Error)[]) => {
  const asked: { call: string; input: unknown; key: string }[] = []
  const answer = (call: string) => async (input: unknown, key: string) => {
    asked.push({ call, input, key })
    const next = answers.shift()
    if (next instanceof Error) throw next
    return next as never
  }
  const calls: PhotoCalls = { upload: answer('upload'), crop: answer('crop') }
  return { calls, asked }
}
const uploaded = { originalId: 'o', width: 1600, height: 1200, photoId: null, warnings: [] }
const refused = new Refused(422, 'photo.broken', '照片文件不完整或已损坏，请重新拍一张，或换一张照片。')

describe('a photo on a weak network (R25)', () => {
  test('keeps its key over every try and a reload, until the server has it', async () => {
    const store = await openWindow(memoryBox())
    const { calls, asked } = serverThat(new Unreachable(), new Unreachable(), uploaded)
    const steps = createPhotoSteps(store, name, calls)
    steps.upload(dataUrl)
    await expect(steps.send()).rejects.toBeInstanceOf(Unreachable)
    const reloaded = createPhotoSteps(store, name, calls)
    await expect(reloaded.send()).rejects.toBeInstanceOf(Unreachable)
    expect(await reloaded.send()).toBeNull()
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1)
    expect(asked.map(({ input }) => input)).toEqual([dataUrl, dataUrl, dataUrl])
    expect(createPhotoSteps(store, name, calls).kept.value).toEqual({ step: 'frame', original })
  })

  test('is framed afterwards; the cut has a key of its own, and the end leaves nothing on the phone', async () => {
    const store = await openWindow(memoryBox())
    const done = { photoId: 'n', width: 413, height: 626, warnings: ['不红'] }
    const { calls, asked } = serverThat(uploaded, new Unreachable(), done)
    const steps = createPhotoSteps(store, name, calls)
    steps.upload(dataUrl)
    await steps.send()
    steps.crop(original, cut, dataUrl)
    await expect(steps.send()).rejects.toBeInstanceOf(Unreachable)
    const reloaded = createPhotoSteps(store, name, calls)
    expect(await reloaded.send()).toEqual({ photoId: 'n', size: '35x53', warnings: ['不红'], original })
    expect(asked.map(({ call }) => call)).toEqual(['upload', 'crop', 'crop'])
    expect(asked[1]).toEqual(asked[2])
    expect(asked[1]?.key).not.toBe(asked[0]?.key)
    expect(asked[1]?.input).toEqual({ originalId: 'o', ...cut })
    expect([store.read(name), reloaded.kept.value]).toEqual([null, null])
  })

  test('taken anew in another window takes the place of the first one there, too', async () => {
    const box = memoryBox()
    const one = createPhotoSteps(await openWindow(box), name, serverThat().calls)
    one.upload(dataUrl)
    await settled()
    const { calls, asked } = serverThat(uploaded)
    const other = createPhotoSteps(await openWindow(box), name, calls)
    const anew = 'data:image/jpeg;base64,BBBB'
    one.upload(anew)
    await settled()
    await other.send()
    expect(asked.map(({ input }) => input)).toEqual([anew])
  })

  test('sent by another window is not sent again', async () => {
    const box = memoryBox()
    const first = serverThat({ ...uploaded, width: 826, height: 1158, photoId: 'n' })
    const one = createPhotoSteps(await openWindow(box), name, first.calls)
    one.upload(dataUrl)
    await settled()
    const { calls, asked } = serverThat()
    const other = createPhotoSteps(await openWindow(box), name, calls)
    await one.send()
    await settled()
    expect([await other.send(), other.kept.value, asked]).toEqual([null, null, []])
  })

  test('of the right shape is finished with the upload', async () => {
    const { calls } = serverThat({ ...uploaded, width: 826, height: 1158, photoId: 'n' })
    const steps = createPhotoSteps(await openWindow(memoryBox()), name, calls)
    steps.upload(dataUrl)
    expect(await steps.send()).toMatchObject({ photoId: 'n', size: '35x49' })
    expect(await steps.send()).toBeNull()
  })

  test('refused is forgotten; a refused cut can be framed again; a lapsed login or a busy house costs nothing', async () => {
    const lapsed = new Refused(401, 'login.expired', '登录已过期，请重新进入。')
    const busy = new Refused(429, 'request.tooMany', '操作太频繁，请30秒后再试。')
    const { calls } = serverThat(lapsed, busy, refused, refused)
    const steps = createPhotoSteps(await openWindow(memoryBox()), name, calls)
    steps.upload(dataUrl)
    await expect(steps.send()).rejects.toBe(lapsed)
    expect(steps.kept.value?.step).toBe('upload')
    await expect(steps.send()).rejects.toBe(busy)
    expect(steps.kept.value?.step).toBe('upload')
    await expect(steps.send()).rejects.toBe(refused)
    expect(steps.kept.value).toBeNull()
    steps.crop(original, cut, dataUrl)
    await expect(steps.send()).rejects.toBe(refused)
    expect(steps.kept.value).toEqual({ step: 'frame', original })
  })

  test('too large for this phone it is still sent, and nothing older comes back in its place', async () => {
    const box = memoryBox()
    const store = await openWindow(box)
    await store.put('draft', name, { step: 'frame', original })
    const tooLarge = { ...store, put: () => Promise.resolve(false) }
    const steps = createPhotoSteps(tooLarge, name, serverThat(uploaded).calls)
    steps.upload(dataUrl)
    await settled()
    expect([steps.safe.value, box.kept.size]).toEqual([false, 0])
    expect(await steps.send()).toBeNull()
  })
})

describe('what a chosen file is', () => {
  const kind = (text: string) => kindOf(Uint8Array.from(text, (character) => character.charCodeAt(0)))
  test.each([
    ['\xff\xd8\xff\xe1\0\0Exif\0\0', 'plain'],
    ['\x89PNG\r\n\x1a\n\0\0\0\r', 'plain'],
    ['RIFF\0\0\0\0WEBP', 'plain'],
    ['\0\0\0\x18ftypheic', 'heic'],
    ['\0\0\0\x18ftypmif1', 'heic'],
    ['\0\0\0\x18ftypavif', 'other'],
    ['\0\0\0\x18ftypisom', 'other'],
    ['GIF89a\0\0\0\0\0\0', 'other'],
    ['<svg xmlns="', 'other'],
    ['', 'other'],
  ])('%j is told by its first bytes: %s', (head, wanted) => {
    expect(kind(head)).toBe(wanted)
  })

  test('survives the way into the phone’s store and back with its type, and its hash is that of the server', async () => {
    const blob = toBlob('data:image/heic;base64,aGVsbG8=')
    expect([blob.type, await blob.text()]).toEqual(['image/heic', 'hello'])
    expect(await sha256Of(blob)).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824')
  })
})
