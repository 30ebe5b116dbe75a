import { branchId, departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { jpeg } from '../../server/photo/pictures'
import { openInput } from '../../server/pledge/pledgeStage'
import { orderWalk } from './orders'
import { packagesOf, sheetOf } from './pledges'
import { exemption, lines, memberOf, postWalk } from './posts'
import { ownId, type Recorder, someone } from './recorder'
import { roundWalk } from './rounds'

const opinionCard = '请对党员示范岗人选提出意见'
const reviewCard = '请审核党员示范岗推荐表'
const decisionCard = '请审批党员示范岗推荐表'

/** 机关党办 opens the year; four branches open their 岗区, and departments are excused, one of them at the second asking. */
export async function opening(recorder: Recorder): Promise<void> {
  await recorder.act('office', 'campaign.open', openInput())
  for (const branch of ['finance', 'general', 'digital', 'production'])
    await recorder.act(`${branch}Secretary`, 'postArea.open', { branchId: branchId(branch) })
  const asked = [
    ['financeSecretary', 'D04', 'AREA'],
    ['financeSecretary', 'D05', 'POST'],
    ['generalSecretary', 'D01', 'POST'],
    ['generalSecretary', 'D01', 'AREA'],
    ['generalSecretary', 'D03', 'POST'],
    ['generalSecretary', 'D03', 'AREA'],
    ['digitalSecretary', 'D14', 'AREA'],
  ] as const
  for (const [secretary, code, kind] of asked)
    await exemption(recorder, { secretary, code, kind, decisions: ['GRANTED'] })
  await exemption(recorder, {
    secretary: 'financeSecretary',
    code: 'D05',
    kind: 'AREA',
    decisions: ['REFUSED', 'GRANTED'],
  })
}

/** A 岗 of 人力资源部 with everything that can come between: other nominees, answers in the card, returns from everybody. */
async function returnedPost(recorder: Recorder): Promise<void> {
  const post = postWalk(recorder, lines.staff, 'returnedPost')
  await post.start()
  await post.walk('recommend', 'recommend', memberOf('D02', 0))
  await post.withReason('hqCommittee', 'changeNominee', '本人提出另选他人')
  await post.walk('recommend', 'consult')
  await post.withReason('hqCommittee', 'changeNominee', '分管领导建议另选他人')
  await post.walk('recommend', 'consult')
  await post.press('judge', opinionCard, { answer: 'some', comment: ' ' })
  await post.press('judge', opinionCard, { answer: 'some', comment: '建议再听听班组的看法' })
  await post.walk('fill', 'fill')
  await post.press('head', reviewCard, { answer: 'returnByHead', comment: '目标请写明数量' })
  await post.walk('recommend', 'consult')
  await post.press('judge', opinionCard, { answer: 'none' })
  await post.walk('fill', 'fill')
  await post.press('head', reviewCard, { answer: 'review' })
  await post.press('judge', decisionCard, { answer: 'disagree', comment: '推荐理由请再充实' })
  await post.walk('recommend', 'fill')
  await post.judge('postArea.review', 'returnByHead', '内容请结合本部门实际')
  await post.walk('recommend', 'review')
  await post.judge('postArea.decide', 'disagree', '请再征求群众意见')
  await post.walk('recommend', 'review')
  await post.press('judge', decisionCard, { answer: 'agree' })
  await post.withReason('generalSecretary', 'returnByBranch', '党办要求修改文字')
  await post.walk('recommend', 'collect')
  await post.refused('hqCommittee', 'void', '不是书记不能作废')
}

/** 区 of 人力资源部: two given up on the way, the third collected. */
async function voidedAreas(recorder: Recorder): Promise<void> {
  const [first, second, third] = ['voidedArea', 'voidedLater', 'area'].map((key) =>
    postWalk(recorder, lines.staff, key, 'AREA'),
  )
  await first?.start()
  await first?.walk('recommend', 'recommend')
  await first?.withReason('generalSecretary', 'void', '本部门重新划分责任区')
  await second?.start()
  await second?.walk('recommend', 'review')
  await second?.withReason('office', 'void', '机关党办要求重新确定')
  await third?.start()
  await third?.walk('recommend', 'collect')
}

export async function posts(recorder: Recorder): Promise<void> {
  await returnedPost(recorder)
  await voidedAreas(recorder)
  await recorder.until('2026-09-08')
  for (const [number, key] of ['money1', 'money2'].entries()) {
    const post = postWalk(recorder, lines.money, key)
    await post.start()
    await post.walk('recommend', 'collect', memberOf('D04', number))
  }
  for (const [number, key] of ['computers1', 'computers2'].entries()) {
    const post = postWalk(recorder, lines.computers, key)
    await post.start()
    await post.walk('recommend', 'collect', memberOf('D14', number))
  }
}

/** 岗 whose 分管领导 is the nominee, and of a department whose lead has to be designated. */
export async function unusualPosts(recorder: Recorder): Promise<void> {
  const own = postWalk(recorder, lines.research, 'ownPost')
  await own.start()
  await own.walk('recommend', 'fill', 'chiefEngineer')
  await own.judge('postArea.review', 'review', '')
  await own.judge('postArea.decide', 'disagree', '请另选一位同志')
  await own.walk('recommend', 'agree', 'chiefEngineer')
  const designated = postWalk(recorder, lines.safety, 'designated')
  await recorder.act('productionSecretary', 'group.designateLead', {
    departmentId: departmentId('D09'),
    personId: someone('safetyDirector'),
    reason: '安全总监牵头本部门党员工作',
  })
  await designated.start()
  await designated.walk('recommend', 'agree')
}

/** Sheets handed in, returned, handed in again; packages returned, supplemented and accepted. */
export async function handingIn(recorder: Recorder): Promise<void> {
  const money = packagesOf(recorder, 'finance', 'financeSecretary')
  const staff = packagesOf(recorder, 'general', 'generalSecretary')
  const computers = packagesOf(recorder, 'digital', 'digitalSecretary')
  const sheet = sheetOf(recorder, 'member', 'financeSecretary')
  const other = sheetOf(recorder, 'rareNameOne', 'financeSecretary')
  await recorder.until('2026-09-09')
  await sheet.submit()
  await recorder.act('financeSecretary', 'pledge.nudge', {
    branchId: branchId('finance'),
    personIds: [someone('rareNameOne'), someone('scrutineer')],
  })
  await sheet.giveBack('照片太模糊')
  await sheet.submit({ dutyText: '负责报销审核和账务核对' })
  await recorder.until('2026-09-10')
  await money.submit('第二批承诺书随后报送')
  await sheet.refusedReturn('照片太模糊')
  await money.refused()
  await money.giveBack('请补充责任区范围')
  await sheet.show()
  await sheet.giveBack('请写明办结时限')
  await sheet.submit({ dutyText: '负责报销审核，3日办结' })
  await money.refused()
  for (const key of ['money1', 'money2']) await postWalk(recorder, lines.money, key).walk('collect', 'collect')
  await money.submit()
  await recorder.until('2026-09-11')
  await money.accept()
  await sheet.show()
  await other.submit({ publishConsent: false, photoConsent: false })
  await money.submit()
  await sheetOf(recorder, 'memberSecond', 'digitalSecretary').submit()
  await computers.submit()
  await staff.submit()
  await recorder.until('2026-09-14')
  for (const branch of [money, computers, staff]) await branch.accept()
  await other.consent(true)
}

/** A sheet on the wall: changed, given up, changed again, taken down and put up. */
export async function amending(recorder: Recorder): Promise<void> {
  const sheet = sheetOf(recorder, 'member', 'financeSecretary')
  const money = packagesOf(recorder, 'finance', 'financeSecretary')
  await sheet.amend()
  await sheet.discard()
  await sheet.amend()
  await sheet.submit({ dutyText: '负责资金结算' })
  await sheet.giveBack('请写得具体一些')
  await sheet.discard()
  await sheet.amend()
  await sheet.submit({ dutyText: '负责资金结算，当日办结' })
  await money.submit()
  await money.accept()
  await sheet.consent(false)
  await sheet.consent(true)
  await recorder.act('member', 'fulfilment.record', {
    fulfilmentId: ownId('fulfilment'),
    item: 'DUTY',
    doneDay: recorder.today,
    content: '9月结账3天完成，差错为零',
  })
  await sheet.show()
  await sheet.amend()
  await sheet.discard()
}

/** Plates hung, records suspended with and without one, and resumed. */
export async function plates(recorder: Recorder): Promise<void> {
  const pictures = async (key: string) =>
    (await recorder.send(key, 'attachment.uploadPicture', await jpeg(400, 300))).fileId
  const hung = postWalk(recorder, lines.money, 'money1')
  const unhung = postWalk(recorder, lines.money, 'money2')
  const picture = await pictures('financeSecretary')
  await unhung.withReason('financeSecretary', 'suspend', '人员外派三个月')
  await hung.hang('financeSecretary', picture)
  await unhung.withReason('financeSecretary', 'resume', '人员已经返回岗位')
  await unhung.hang('financeSecretary', picture)
  await hung.withReason('office', 'suspend', '作用发挥不够明显')
  await hung.withReason('office', 'resume', '已经整改到位')
  await postWalk(recorder, lines.computers, 'computers1').hang('digitalSecretary', await pictures('digitalSecretary'))
  await postWalk(recorder, lines.staff, 'returnedPost').hang('hqCommittee', await pictures('hqCommittee'))
}

/** One order given up, another through everything that can happen to one. */
export async function orders(recorder: Recorder): Promise<void> {
  const given = orderWalk(recorder, 'givenUpOrder')
  await given.start(['WORK_PLATE'])
  await given.export(1)
  await given.cancel()
  const order = orderWalk(recorder, 'order')
  await order.start(['WORK_PLATE', 'POST_PLATE', 'AREA_PLATE'])
  await order.export(1)
  await order.sendProof()
  await order.proofs('财务部')
  await order.export(2)
  await order.sendProof()
  await recorder.until('2026-09-22')
  await order.proofs()
  await order.quote(1250)
  await order.submit()
  await order.review('returnByOffice', '单价高于去年，请再询价')
  await order.quote(1100)
  await order.submit()
  await order.review('review')
  await order.press('请终审工作牌费用', { answer: 'reject', comment: '请附上数量清单' })
  await order.submit()
  await order.review('review')
  await order.quote(1200)
  await order.review('review')
  await order.approve('reject', '请核对单价')
  await order.submit()
  await order.review('review')
  await order.press('请终审工作牌费用', { answer: 'approve' })
  await order.quote(1250)
  await order.review('review')
  await order.approve('approve')
  await recorder.until('2026-10-12')
  await order.signAll()
  await order.pay()
  await order.refusedClose()
  await recorder.until('2026-10-19')
  await order.close()
  await order.confirmDeletion(2)
}

/** A 岗 removed and replaced, with the replacement in a package of its own. */
export async function replacing(recorder: Recorder): Promise<void> {
  const money = packagesOf(recorder, 'finance', 'financeSecretary')
  const old = postWalk(recorder, lines.money, 'money2')
  await recorder.until('2026-10-26')
  await old.withReason('financeSecretary', 'suspend', '作用发挥不够明显')
  await old.remove('financeSecretary', '经复核不再保留')
  const next = postWalk(recorder, lines.money, 'money3')
  await next.start('money2')
  await next.walk('recommend', 'collect', memberOf('D04', 3))
  await money.submit()
  await money.accept()
  // Whoever moves to another department leaves the 岗; the night's job suspends it.
  await recorder.act('office', 'organisation.transfer', {
    personId: someone(memberOf('D14', 0)),
    departmentId: departmentId('D12'),
    fromDay: '2026-10-27',
    reason: '工作调动',
  })
  await recorder.until('2026-10-28')
}

/** The half-year's evaluation: one branch to the accepted 表1, one closed by the night's job, three that wait. */
export async function evaluation(recorder: Recorder): Promise<void> {
  await recorder.until('2026-11-02')
  const named = { title: '2026年下半年三评', basisNumber: '江岳机委发〔2026〕9号' }
  await recorder.act('office', 'evaluation.open', { half: '2026H2', ...named })
  const round = await roundWalk(recorder, 'digital', '2026H2')
  const other = await roundWalk(recorder, 'finance', '2026H2')
  for (const one of [round, other]) await one.freeze()
  await round.openVoting()
  const lastDay = await other.openVoting()
  await round.vote('secret')
  await other.vote('secret', ['member', 'masses'])
  await other.vote('sheets')
  // The sheets of meetings are missing on the last day: the night's job asks for them instead of closing.
  await recorder.until(lastDay)
  await recorder.until('2026-11-11')
  await other.show()
  await round.vote('sheets')
  await round.close()
  await round.tally()
  await recorder.until('2026-11-12')
  await round.confirm('digitalCommittee')
  await round.report()
  await round.returnReport('请核对会议记录')
  await recorder.until('2026-11-16')
  await round.report()
  await round.acceptReport()
}

/** The next half-year: what hangs is reviewed, and the rest is left to the jobs until the day. */
export async function nextHalf(recorder: Recorder): Promise<void> {
  await recorder.until('2027-01-11')
  const named = { title: '2027年上半年三评', basisNumber: '江岳机委发〔2027〕1号' }
  await recorder.act('office', 'evaluation.open', { half: '2027H1', ...named })
  await postWalk(recorder, lines.money, 'money1').show()
  await postWalk(recorder, lines.money, 'money1').confirmHalfYear()
  await recorder.until('2027-03-08')
}
