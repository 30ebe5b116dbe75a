import { Department, PostReference } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'

async function departmentNames(work: Work): Promise<Map<string, string>> {
  const departments = await work.manager.find(Department, { order: { code: 'ASC' } })
  return new Map(departments.map(({ id, name }) => [id, name]))
}

/** All references, those for every department first, then by department and post (R17). */
export async function listReferences(work: Work): Promise<Output<'postReference.list'>> {
  work.must('managePostReferences')
  const names = await departmentNames(work)
  const order = new Map([...names.keys()].map((id, at) => [id, at + 1]))
  const rows = await work.manager.find(PostReference, { order: { positionTitle: 'ASC' } })
  rows.sort((one, other) => (order.get(one.departmentId) ?? 0) - (order.get(other.departmentId) ?? 0))
  return {
    references: rows.map(({ id, departmentId, positionTitle, content, revision }) => ({
      referenceId: id,
      departmentId: departmentId || null,
      departmentName: names.get(departmentId) ?? null,
      positionTitle,
      content,
      revision,
    })),
    departments: [...names].map(([departmentId, name]) => ({ departmentId, name })),
  }
}
