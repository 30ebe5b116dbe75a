/** What the reader of the wall has chosen. It lives in the address: a QR code, a way back and a reload all find it there. */
export interface WallChoice {
  tab: 'pledges' | 'posts'
  branchId: string
  /** '' for all. A QR code on paper names one (`?department=`). */
  departmentId: string
  search: string
  page: number
}

type Query = Record<string, unknown>

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
// What is no id would be refused by the server; a torn QR code shows the whole wall instead.
const idOf = (value: unknown): string => (/^[0-9a-f-]{36}$/i.test(textOf(value)) ? textOf(value) : '')

export const readChoice = (query: Query): WallChoice => ({
  tab: query.tab === 'posts' ? 'posts' : 'pledges',
  branchId: idOf(query.branch),
  departmentId: idOf(query.department),
  search: textOf(query.search).slice(0, 40),
  page: Math.max(1, Math.floor(Number(query.page)) || 1),
})

/** The address of a choice; what is not chosen does not stand there. */
export const toQuery = ({ tab, branchId, departmentId, search, page }: WallChoice): Record<string, string> => ({
  ...(tab === 'posts' && { tab }),
  ...(branchId && { branch: branchId }),
  ...(departmentId && { department: departmentId }),
  ...(search && { search }),
  ...(page > 1 && { page: String(page) }),
})

/** What to ask the server. */
export const toFilter = ({ branchId, departmentId, search, page }: WallChoice) => ({
  search,
  page,
  ...(branchId && { branchId }),
  ...(departmentId && { departmentId }),
})

export const isFiltered = ({ branchId, departmentId, search }: WallChoice): boolean =>
  branchId !== '' || departmentId !== '' || search !== ''

/** The departments to choose from: those of the branch chosen, or all. */
export const departmentsOf = <Department extends { branchId: string }>(
  departments: readonly Department[],
  branchId: string,
): Department[] => departments.filter((each) => branchId === '' || each.branchId === branchId)
