// What other parts may use of this one.
export { contentHash, type DepartmentWall, departmentWalls } from './departmentWall'
export { wallFiles } from './files'
export { lastPostings } from './lastPostings'
