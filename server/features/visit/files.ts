import { In } from 'typeorm'
import { Visit, VisitMember, VisitPicture } from '../../../entities'
import type { FileReader } from '../call'

/** Pictures of a visit: for those who went, and the 书记 of the branch (rules §2.3). */
export const visitFiles: readonly FileReader[] = [
  {
    entity: VisitPicture,
    column: 'fileId',
    mayRead: async (work, fileId) => {
      const pictures = await work.manager.findBy(VisitPicture, { fileId })
      const ids = In(pictures.map(({ visitId }) => visitId))
      const visits = await work.manager.findBy(Visit, { id: ids })
      if (visits.some(({ branchId }) => work.may('readBranchVisits', { branchId }))) return true
      return work.manager.existsBy(VisitMember, { visitId: ids, memberId: work.who.personId })
    },
  },
]
