import { randomUUID } from 'node:crypto'
import type { postReferenceContract } from '../../../../server/contract/postReference'
import { writeWorkbook } from '../../../../server/files/workbookWriter'
import { type Rows, secretary } from './row'

export const postReferenceRows: Rows<typeof postReferenceContract> = {
  'postReference.list': { by: 'office', refused: secretary },
  'postReference.save': {
    by: 'office',
    refused: secretary,
    input: () => ({
      referenceId: randomUUID(),
      positionTitle: '出纳',
      content: '负责现金收付',
      revision: 0,
    }),
    ownId: true,
  },
  'postReference.template': { by: 'office', refused: secretary },
  'postReference.import': {
    by: 'office',
    refused: secretary,
    file: () => {
      const headings = ['岗位名称', '部门', '岗位职责'].map((text) => ({ text }))
      const rows = [['检验员', '质量管理部', '负责进厂检验']]
      const table = { kind: 'table' as const, headings, columns: [{}, {}, {}], rows }
      return writeWorkbook([{ name: '岗位职责参考', widths: [20, 20, 20], headRows: 1, blocks: [table] }])
    },
  },
  'postReference.remove': {
    by: 'office',
    refused: secretary,
    input: ({ referenceId }) => ({ referenceId, revision: 1 }),
  },
}
