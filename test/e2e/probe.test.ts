import sharp from 'sharp'
import { cameraPhoto, factsOf } from './photo'
import { toIdPhoto } from '../../server/files/idPhoto'
it('p', async () => {
  const p = await cameraPhoto()
  const s = await toIdPhoto(p)
  console.log(s.content.subarray(0, 24), await sharp(s.content).metadata(), s.warnings, await factsOf(p), await factsOf(s.content))
})
