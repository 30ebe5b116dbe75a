// A department moves to another branch from a day on, with its 党小组 and all who are placed there (R03, R04).
import { addDays, type CalendarDay, dayName, halfDays, halfOf } from '../calendar/calendarDay'

/** Entered so many days ahead at most, and so many days afterwards (default). */
const mostDaysAhead = 366
const mostDaysAfter = 31

/** A department in a branch, from which day to which. */
export interface Belonging {
  branchId: string
  branchName: string
  fromDay: string
  toDay: string | null
}

export interface MoveFacts {
  department: { name: string; toDay: string | null }
  /** The last one it is entered for; null where it never was in any. */
  last: Belonging | null
  to: { branchId: string; name: string; fromDay: string; toDay: string | null }
  /** Lists of either branch that were frozen, whatever became of them but void. */
  frozen: readonly { branchName: string; halfName: string; frozenDay: string }[]
  /** What either branch has handed in in the campaign that runs. */
  packages: readonly { branchName: string; submittedDay: string; waiting: boolean }[]
}

/** Evaluation lists and what was handed in say where the department was on a day: no move begins before them. */
function contradicted(fromDay: string, today: string, { frozen, packages }: MoveFacts): string | null {
  const list = frozen.find(({ frozenDay }) => frozenDay >= fromDay)
  if (list)
    return `${list.branchName}${list.halfName}的评价在${dayName(list.frozenDay)}已经冻结名单，请从这以后的日子起移。`
  const handedIn = packages.find(({ submittedDay }) => submittedDay >= fromDay)
  if (handedIn) return `${handedIn.branchName}在${dayName(handedIn.submittedDay)}已经报送，请从这以后的日子起移。`
  const waiting = fromDay <= today ? packages.find((each) => each.waiting) : undefined
  return waiting ? `${waiting.branchName}的报送还没有受理，请先受理或退回，再移部门。` : null
}

/** The first day a move may be entered for afterwards: what was kept at the end of a half-year stays as it stood. */
export function earliestMove(today: CalendarDay): CalendarDay {
  const [month, half] = [addDays(today, -mostDaysAfter), halfDays(halfOf(today)).first]
  return month > half ? month : half
}

function wrongDay(fromDay: string, today: CalendarDay): string | null {
  if (fromDay > addDays(today, mostDaysAhead)) return '最多提前一年登记，请核对年份。'
  const earliest = earliestMove(today)
  return fromDay < earliest ? `最早只能补登到${dayName(earliest)}，请核对日期。` : null
}

/** Why a department cannot move so: the field and the sentence; null where it can. */
export function moveProblem(
  fromDay: string,
  today: CalendarDay,
  facts: MoveFacts,
): ['branchId' | 'fromDay', string] | null {
  const { department, last, to } = facts
  if (department.toDay !== null && department.toDay < fromDay)
    return ['fromDay', `${department.name}到${dayName(department.toDay)}为止，不能再移。`]
  if (to.toDay !== null && to.toDay < fromDay) return ['branchId', `${to.name}到${dayName(to.toDay)}为止，不能移进去。`]
  if (to.fromDay > fromDay) return ['fromDay', `${to.name}从${dayName(to.fromDay)}才有，请从那天或以后起移。`]
  if (last && last.fromDay > today)
    return ['fromDay', `已经登记了${dayName(last.fromDay)}移到${last.branchName}；要改的，先撤销那一次。`]
  if (last?.toDay === null && last.branchId === to.branchId) return ['branchId', `${department.name}已经在${to.name}。`]
  if (last && fromDay <= last.fromDay)
    return ['fromDay', `${department.name}从${dayName(last.fromDay)}才到${last.branchName}，请从这以后的日子起移。`]
  // A roster file may give it its branch meanwhile.
  if (last?.toDay !== null && fromDay > today)
    return ['fromDay', `${department.name}现在不属于哪个支部，不能等到以后，请从今天起登记。`]
  const sentence = wrongDay(fromDay, today) ?? contradicted(fromDay, today, facts)
  return sentence === null ? null : ['fromDay', sentence]
}

/** What a move would touch. */
export interface MoveReach {
  fromName: string | null
  toName: string
  people: number
  members: number
  /** Sitting there, and of a 党小组 outside departments. */
  staying: number
  away: number
  posts: number
  sheets: number
  /** Whose list is frozen and not yet done with. */
  rounds: readonly { branchName: string; halfName: string }[]
  /** Whose submission 党办 has not decided. */
  waitingAt: readonly string[]
  /** Roles in the branch left behind. */
  posted: readonly { name: string; roleName: string }[]
  toHasSecretary: boolean
}

const left = ({ fromName, toName, waitingAt, rounds, posted }: MoveReach): string[] => [
  ...waitingAt.map((name) => `${name}的报送还没有受理：已经报送的，仍按${name}受理。`),
  ...rounds.map(
    ({ branchName, halfName }) =>
      `${branchName}${halfName}的评价名单已经冻结：名单里的人仍在${branchName}参评、投票，不改到${toName}。`,
  ),
  ...posted.map(({ name, roleName }) => `${name}是${fromName}的${roleName}，这项任职不随部门移，要换人的请另行办理。`),
]

/** What follows from a move, a sentence each: read before anybody presses. */
export function moveLines(reach: MoveReach): string[] {
  const { fromName, toName, people, members, staying, away, posts, sheets } = reach
  return [
    `${people}人随部门到${toName}，其中在职党员${members}人；部门第一负责人、分管领导不变。`,
    ...(staying ? [`${staying}人编在别的党小组，不随部门移。`] : []),
    ...(away ? [`${away}人这几天请假或出差，回来以后在${toName}。`] : []),
    ...(posts ? [`${posts}个岗区随部门移，没办完的由${toName}接着办；挂着的牌和二维码照样能用。`] : []),
    ...(sheets ? [`${sheets}份承诺书随本人，还没报送的由${toName}收集、报送。`] : []),
    `联系关系随本人，走访任务照旧；${fromName ? `以前的走访、抽查、意见仍记在${fromName}，` : ''}已经定稿的名册不变。`,
    ...left(reach),
    ...(reach.toHasSecretary ? [] : [`${toName}现在没有书记，请先任命，不然没有人接着办。`]),
  ]
}
