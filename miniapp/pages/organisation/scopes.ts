import type { Tree } from './useOrganisation'

interface Option {
  value: string
  label: string
}

export const branchOptions = (tree: Tree | null): Option[] =>
  (tree?.branches ?? []).map(({ branchId, name }) => ({ value: branchId, label: name }))

/** Departments by branch, as one list; a 党小组 without a department (领导党小组) is nowhere to be transferred to. */
export const departmentOptions = (tree: Tree | null): Option[] =>
  (tree?.branches ?? []).flatMap((branch) =>
    branch.departments.flatMap(({ departmentId, name }) =>
      departmentId === null ? [] : [{ value: departmentId, label: `${branch.name} ${name}` }],
    ),
  )
