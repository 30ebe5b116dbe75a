import { PostArea } from '../../../entities'
import type { FileReader } from '../call'
import { subjectOf, withDesks } from './records'

const readsRecord = (column: 'meetingPictureId' | 'platePictureId'): FileReader => ({
  entity: PostArea,
  column,
  mayRead: async (work, fileId) => {
    const records = await work.manager.findBy(PostArea, { [column]: fileId })
    return (await withDesks(work, records)).some((known) => work.may('readPostArea', subjectOf(known)))
  },
})

/** The picture of the meeting (R07) and of the plate (R15): for whoever reads the form. */
export const postAreaFiles: readonly FileReader[] = [readsRecord('platePictureId'), readsRecord('meetingPictureId')]
