import { z } from 'zod'
import { readCode } from '../domain/setUp/oneTimeCode'
import { done, id, text, words } from './common'
import type { Contract } from './contract'

const setUpCode = text(60, '安装码')
const loginCode = text(60, '登录码').refine((typed) => readCode(typed) !== null, '登录码不对')

/** One thing that was looked at, and what is to be said of it. */
const check = z.strictObject({ name: z.string(), good: z.boolean(), sentence: z.string() })

/** Before anybody can log in: whoever has read the code on the server's console. */
export const setUpContract = {
  'setUp.open': {
    address: 'POST /set-up/open',
    in: z.strictObject({ setUpCode }),
    out: z.strictObject({
      /** 'waiting': it has its 党办, of whom nobody has come in yet. */
      state: z.enum(['empty', 'waiting']),
      houseName: z.string().nullable(),
      checks: z.array(check),
      people: z.array(z.strictObject({ personId: id, name: z.string(), staffNumber: z.string() })),
    }),
  },
  'setUp.found': {
    address: 'POST /set-up/found',
    in: z.strictObject({
      setUpCode,
      houseName: text(60, '单位名称'),
      committeeName: text(60, '机关党委名称'),
      groupName: words(60, '上级党委名称').default(''),
      branchNames: z.array(text(60, '支部名称')).min(1).max(200),
      people: z
        .array(
          z.strictObject({
            staffNumber: text(30, '工号'),
            name: text(40, '姓名'),
            politicalStatus: text(20, '政治面貌'),
            departmentCode: text(20, '部门编号'),
            departmentName: text(60, '部门'),
            branchName: text(60, '所属支部'),
            /** Drawn where the link is made, so that no answer has to hold it: sent again it is the same link. */
            loginCode,
          }),
        )
        .length(2),
    }),
    out: done,
  },
  'setUp.renewLinks': {
    address: 'POST /set-up/links',
    in: z.strictObject({
      setUpCode,
      links: z
        .array(z.strictObject({ personId: id, loginCode }))
        .min(1)
        .max(20),
    }),
    out: done,
  },
} satisfies Contract
