import type { unitContract } from '../../../../server/contract/unit'
import { branchId as sampleBranch } from '../../../../server/demo/sampleOrganisationPeople'
import type { Rows } from './row'

const reason = '机关党委批复〔2026〕12号'

const move = ({ departmentId }: { departmentId: string }) => ({
  unitId: departmentId,
  branchId: sampleBranch('marketing'),
  fromDay: '2026-12-01',
})

export const unitRows: Rows<typeof unitContract> = {
  'unit.read': { by: 'office', refused: 'administrator', input: ({ branchId }) => ({ unitId: branchId }) },
  'unit.rename': {
    by: 'office',
    refused: 'administrator',
    input: ({ departmentId }) => ({ unitId: departmentId, name: '财务共享中心', fromDay: '2026-09-10', reason }),
  },
  'unit.correctName': {
    by: 'office',
    refused: 'administrator',
    input: ({ departmentId }) => ({ unitId: departmentId, name: '财务管理部', reason }),
  },
  'unit.undoRename': {
    by: 'office',
    refused: 'administrator',
    input: ({ branchId }) => ({ renameId: branchId, reason }),
    stopsAt: 'record.notFound',
  },
  'unit.previewMove': { by: 'office', refused: 'administrator', input: move },
  'unit.move': { by: 'office', refused: 'administrator', input: (around) => ({ ...move(around), reason }) },
  'unit.undoMove': {
    by: 'office',
    refused: 'administrator',
    input: ({ departmentId }) => ({ unitId: departmentId, fromDay: '2026-09-11', reason }),
    stopsAt: 'record.notFound',
  },
}
