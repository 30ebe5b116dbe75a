import { Fulfilment, PostArea, WallPosting } from '../../../entities'
import type { FileReader } from '../call'
import { desks } from '../organisation'
import { wallPostRows } from './readPosts'
import { wallSheets } from './wallSheets'

/** What hangs on the wall is seen by everybody; the picture of a posting by whoever reads where it was put up (R20). */
export const wallFiles: readonly FileReader[] = [
  {
    entity: PostArea,
    column: 'platePictureId',
    mayRead: async (work, fileId) => {
      const ids = (await work.manager.findBy(PostArea, { platePictureId: fileId })).map(({ id }) => id)
      if (!ids.length) return false
      // By id: asked for the file, a planner may read the whole wall.
      return wallPostRows(work).andWhere('post.id in (:...ids)', { ids }).getExists()
    },
  },
  {
    entity: Fulfilment,
    column: 'pictureId',
    mayRead: async (work, fileId) => {
      const notes = await work.manager.findBy(Fulfilment, { pictureId: fileId })
      for (const { pledgeId, voidReason } of notes) {
        const sheet = wallSheets(work).andWhere('pledge.id = :pledgeId', { pledgeId })
        if (voidReason === null && (await sheet.getRawOne())) return true
      }
      return false
    },
  },
  {
    entity: WallPosting,
    column: 'pictureId',
    mayRead: async (work, fileId) => {
      const postings = await work.manager.findBy(WallPosting, { pictureId: fileId })
      const places = await desks(work, { departmentIds: postings.map(({ departmentId }) => departmentId) })
      return places.some(({ branchId }) => work.may('readBranchPosts', { branchId }))
    },
  },
]
