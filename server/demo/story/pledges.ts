import { addDays } from '../../domain/calendar/calendarDay'
import { storyBranch, type Telling } from './cast'
import { drawnPortrait } from './portrait'
import { finishPosts } from './posts'

/** So many stay away, that the 书记 has somebody to remind and to explain. */
const away = 3
const owing = ['NOT_STARTED', 'DRAFT', 'RETURNED']

const clerk = {
  dutyText: '负责费用报销审核和账务核对',
  studyPledge: '每周学习1次，每季讲1次微党课。',
  dutyPledge: '报销3个工作日内办结，每月通报1次。',
  integrityPledge: '不吃请，每季自查1次。',
}
const cashier = {
  dutyText: '负责资金结算和银行账户管理',
  studyPledge: '每月学习2次，全年读书4本。',
  dutyPledge: '付款申请1个工作日内办结，差错为零。',
  integrityPledge: '不收礼品，全年零违规。',
}
const analyst = {
  dutyText: '负责投资项目分析和投后跟踪',
  studyPledge: '每月学习2次，写心得1篇。',
  dutyPledge: '项目月报每月5日前交出，零遗漏。',
  integrityPledge: '不透露项目信息，全年零违规。',
}

const wordsOf = (departmentName: string, number: number) => {
  if (departmentName === '投资发展部') return analyst
  return number % 2 ? cashier : clerk
}

const branch = ({ act, cast }: Telling) => act(cast.secretary, 'pledge.branch', storyBranch)

async function handIn({ act }: Telling, personId: string, words: typeof clerk, number: number): Promise<void> {
  const { campaign, pledge } = await act(personId, 'pledge.mine', {})
  const photoId = pledge?.photoId ?? (await act(personId, 'photo.upload', await drawnPortrait(number))).photoId
  await act(personId, 'pledge.submit', {
    campaignId: campaign?.campaignId ?? '',
    ...words,
    photoId,
    publishConsent: true,
    photoConsent: true,
    revision: pledge?.revision ?? 0,
  })
}

/** All but a few of the branch hand in their 承诺书, and its 岗区 are collected: it can remind, and it can report. */
export async function handInPledges(telling: Telling): Promise<void> {
  await finishPosts(telling)
  const { members, packages, campaign } = await branch(telling)
  if (packages.length > 0) return
  const today = telling.today()
  // The opening told everybody, and nobody is reminded twice a day.
  if (campaign?.openedDay === today) await telling.moveTo(addDays(today, 1))
  const missing = members.map((one, number) => ({ ...one, number })).filter(({ state }) => owing.includes(state))
  for (const { personId, departmentName, number } of missing.slice(0, Math.max(0, missing.length - away)))
    await handIn(telling, personId, wordsOf(departmentName, number), number)
}

/** The newest package of the branch. */
async function latestPackage(telling: Telling) {
  const { packages } = await branch(telling)
  return packages.reduce<(typeof packages)[number] | null>(
    (newest, one) => (newest && newest.number > one.number ? newest : one),
    null,
  )
}

/** The 书记 reports what there is, with a reason for whoever is missing; answers the id of the package that lies with 党办. */
export async function reportPledges(telling: Telling): Promise<string> {
  await handInPledges(telling)
  const { act, cast } = telling
  const known = await latestPackage(telling)
  if (known && known.state !== 'RETURNED') return known.packageId
  const { members } = await branch(telling)
  const missing = members
    .filter(({ state }) => owing.includes(state))
    .map(({ personId }) => ({ personId, reason: '外派驻点，回来后补交' }))
  return (await act(cast.secretary, 'package.submit', { ...storyBranch, missing })).package.packageId
}

/** 党办 takes the package in, and what is in it hangs on the wall. */
export async function acceptPledges(telling: Telling): Promise<void> {
  const packageId = await reportPledges(telling)
  const { act, cast } = telling
  const { state, revision } = await act(cast.office, 'package.read', { packageId })
  if (state === 'SUBMITTED') await act(cast.office, 'package.accept', { packageId, revision })
}
