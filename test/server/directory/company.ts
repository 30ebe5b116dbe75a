import type { Company } from '../../support/houseSettings'

export const inFinance = (employeeNo: string, name: string) => ({
  userId: `u${employeeNo}`,
  name,
  employeeNo,
  departmentIds: ['d2'],
})
/** As both platforms show it: some of it as it should be, the rest as it comes. */
export const company: Company = {
  feishu: {
    departments: [
      { departmentId: 'd1', name: '机关党办' },
      { departmentId: 'd2', name: '财务部' },
      { departmentId: 'd3', name: '信息中心' },
    ],
    users: [
      { userId: 'chief', name: '甲一鸣', employeeNo: 'A001', departmentIds: ['d1'] },
      { userId: 'deputy', name: '乙小舟', employeeNo: 'a002', departmentIds: ['d1'] },
      inFinance('B001', '丙书记'),
      inFinance('B002', '丁不同'),
      { ...inFinance('', '戊出纳'), userId: 'wu' },
      { ...inFinance('', '己同名'), userId: 'ji1' },
      { ...inFinance('', '己同名'), userId: 'ji2' },
      { userId: 'geng', name: '庚转岗', departmentIds: ['d3'] },
      inFinance('X900', '名册外的人'),
    ],
  },
  wecom: {
    departments: [
      { id: 1, name: '公司', parentid: 0 },
      { id: 2, name: '财务部', parentid: 1 },
    ],
    users: [
      { userid: 'b001', name: '丙书记', department: [2] },
      { userid: 'wuchuna', name: '戊出纳', department: [2] },
    ],
  },
}
export const row = (staffNumber: string, name: string, more: Record<string, string> = {}) => ({
  工号: staffNumber,
  姓名: name,
  政治面貌: '群众',
  部门编号: 'D02',
  部门: '财务部',
  所属支部: '财务支部',
  ...more,
})

export const onRoster = [
  row('B001', '丙书记'),
  row('B002', '丁会计'),
  row('B003', '戊出纳'),
  row('B004', '己同名'),
  row('B005', '庚转岗'),
  row('B006', '辛没有'),
]
