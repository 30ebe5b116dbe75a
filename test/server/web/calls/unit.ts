import type { unitContract } from '../../../../server/contract/unit'
import type { Rows } from './row'

const reason = '机关党委批复〔2026〕12号'

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
}
