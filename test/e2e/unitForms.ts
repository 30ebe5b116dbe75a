import { branchId, departmentId } from '../../server/demo/sampleOrganisationPeople'
import type { FormRow } from './forms'
import { finance } from './yearHouse'

const reason = '原因（不少于5个字）'

/** The forms about a branch or a department. */
export const unitForms: FormRow[] = [
  {
    of: ['pages/units/RenameForm.vue'],
    who: 'office',
    at: () => `/organisation/units/${finance}`,
    field: '新名称',
    send: '登记更名',
  },
  {
    of: ['pages/units/UndoRename.vue'],
    who: 'office',
    at: () => `/organisation/units/${departmentId('D09')}`,
    press: [/^撤销更名为/],
    field: reason,
    send: '撤销更名',
    first: async ({ product }) => {
      const name = { name: '安全环保中心', fromDay: '2026-09-01', reason: '机构调整' }
      await (await product.login('office')).call('unit.rename', { unitId: departmentId('D09'), ...name })
    },
  },
  {
    of: ['pages/units/MoveForm.vue'],
    who: 'office',
    at: () => `/organisation/units/${departmentId('D07')}`,
    press: ['移到别的支部'],
    field: '移交的依据或理由',
    send: '先看看会怎样',
  },
  {
    of: ['pages/units/UndoMove.vue'],
    who: 'office',
    at: () => `/organisation/units/${departmentId('D08')}`,
    press: [/^撤销移到/],
    field: reason,
    send: '撤销移交',
    first: async ({ product }) => {
      const to = { branchId: branchId('digital'), fromDay: '2026-12-01', reason: '机构调整' }
      await (await product.login('office')).call('unit.move', { unitId: departmentId('D08'), ...to })
    },
  },
  {
    of: ['pages/units/CorrectNameForm.vue'],
    who: 'office',
    at: () => `/organisation/units/${finance}`,
    press: ['名称本来就写错了？改正'],
    field: '正确的名称',
    send: '改正名称',
  },
]
